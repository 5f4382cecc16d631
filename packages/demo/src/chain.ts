import type {
  DeploymentDetail,
  Handshake,
  Prediction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { CatalogEntity } from './catalog';

/** Of the assertion, what Google decides on and what ties it to this one action. */
const shownClaims = [
  'iss',
  'aud',
  'sub',
  'environment',
  'env_role',
  'action',
  'intent',
  'correlation_id',
];

/** From the person to the version that answered, a row each: what, and its value. */
export function chainOf(parts: {
  deployment: DeploymentDetail;
  entity: CatalogEntity;
  prediction: Prediction;
}): [string, string][] {
  const { deployment, entity, prediction } = parts;
  const handshake = actingHandshake(deployment);
  const deploy = deployment.effects.find(({ kind }) => kind === 'deployModel');
  const { namespace, name } = entity.metadata;
  return [
    ['identity', handshake.actor],
    ['role', `${handshake.role} in ${handshake.environment}`],
    ...claimRows(handshake),
    ['Google principal', present(handshake.principal, 'Google principal')],
    ['request reason', present(deploy?.requestReason, 'request reason')],
    ['operation', present(deploy?.operation, 'operation of deployModel')],
    [
      'catalog entity',
      `${entity.kind.toLowerCase()}:${namespace}/${name} (${
        entity.spec?.type
      }, owned by ${entity.spec?.owner})`,
    ],
    ...(entity.relations ?? [])
      .filter(({ type }) => type === 'dependsOn')
      .map(({ targetRef }): [string, string] => ['  depends on', targetRef]),
    [
      'answered by',
      `${prediction.modelDisplayName}@${prediction.modelVersionId}, deployed model ${prediction.deployedModelId}`,
    ],
  ];
}

/** The walk to the credential that the deployment was carried out with. */
function actingHandshake({ id, handshakes }: DeploymentDetail): Handshake {
  const handshake = handshakes.find(
    ({ action, outcome }) =>
      action === 'deployment.create' && outcome === 'passed',
  );
  if (!handshake) {
    throw new Error(
      `The deployment ${id} has no record of a credential for it.`,
    );
  }
  return handshake;
}

function claimRows({ hops }: Handshake): [string, string][] {
  const claims = hops.find(({ hop }) => hop === 'assertion')?.claims ?? {};
  return shownClaims.map((claim, index) => [
    index === 0 ? 'assertion' : '',
    `${claim.padEnd(15)}${present(claims[claim], `claim ${claim}`)}`,
  ]);
}

function present(value: unknown, what: string): string {
  if (value === undefined || value === null || value === '') {
    throw new Error(`The chain is broken: there is no ${what}.`);
  }
  return String(value);
}
