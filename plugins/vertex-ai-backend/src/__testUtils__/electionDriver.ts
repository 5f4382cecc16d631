import { randomUUID } from 'node:crypto';
import {
  Deployment,
  DeploymentRequestInput,
  VertexAiClient,
  VoteRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  DatabaseKind,
  Portal,
  registerKey,
  signSubject,
  SoftwareAuthenticator,
  startPortal,
} from '@backstage-vertex/testkit';
import plugin from '..';
import { deployTo } from '../deployments/__testUtils__/portalDriver';

export const RISK = 'group:default/risk';
export const OPS = 'group:default/ops';
export const EMERGENCY = 'group:default/emergency';

/** A portal in whose `dev` everything has to be approved: by default by one member of the group `risk`. */
export function startElection(
  database: DatabaseKind,
  {
    approvals = {},
    stepUp,
    permissions,
    services,
  }: {
    approvals?: Record<string, any>;
    /** What the requester, and whoever breaks the glass, has to sign with. */
    stepUp?: Record<string, any>;
    permissions?: Parameters<typeof startPortal>[0]['permissions'];
    services?: Record<string, { operatedBy: string[] }>;
  } = {},
): Promise<Portal> {
  return startPortal({
    features: [plugin],
    database,
    permissions,
    configure: config => {
      const { dev } = config.vertexAi.environments;
      const requires = {
        ...(stepUp && { stepUp }),
        approvals: { count: 1, from: [RISK], ...approvals },
      };
      dev.requires = {
        'deployment.create': requires,
        'traffic.set': requires,
        ...(stepUp && { 'deployment.breakGlass': { stepUp } }),
      };
      dev.access.approver = { groups: [RISK, OPS] };
      dev.access.breakGlass = { groups: [EMERGENCY] };
      if (services) {
        dev.access.deployer = {
          groups: ['group:default/ml-deployers'],
          services: Object.keys(services),
        };
        (config.vertexAi as any).services = services;
      }
    },
  });
}

/** Adds people to the organisation, each in one group and among the viewers. @returns their refs */
export function people(
  portal: Portal,
  members: Record<string, readonly string[]>,
): void {
  for (const [name, groups] of Object.entries(members)) {
    portal.org.addUser(`user:default/${name}`, [
      ...groups,
      'group:default/ml-viewers',
    ]);
  }
}

export const refOf = (name: string) => `user:default/${name}`;

export function ask(
  client: VertexAiClient,
  overrides: Parameters<typeof deployTo>[1] = {},
): Promise<Deployment> {
  return client.createDeployment(deployTo('new', overrides), randomUUID());
}

export function askFor(
  client: VertexAiClient,
  body: DeploymentRequestInput,
  stepUp?: string,
): Promise<Deployment> {
  return client.createDeployment(body, randomUUID(), { stepUp });
}

/** Votes on what the person sees at that moment; an approval where nothing else is said. */
export async function vote(
  portal: Portal,
  name: string,
  ballot: string | ({ id: string; stepUp?: string } & Partial<VoteRequest>),
) {
  const client = portal.as(refOf(name));
  const { id, stepUp, ...rest } =
    typeof ballot === 'string' ? { id: ballot, stepUp: undefined } : ballot;
  const { deployment } = await client.getApproval(id);
  return client.vote(
    id,
    { verdict: 'approve', intentDigest: deployment.intentDigest, ...rest },
    { stepUp },
  );
}

/** Gives a person a key. */
export async function keyFor(
  client: VertexAiClient,
  options?: ConstructorParameters<typeof SoftwareAuthenticator>[0],
): Promise<SoftwareAuthenticator> {
  const authenticator = new SoftwareAuthenticator(options);
  await registerKey(client, authenticator);
  return authenticator;
}

/** Signs a vote on what the person sees at that moment; an approval where nothing else is said. */
export async function signVote(
  client: VertexAiClient,
  authenticator: SoftwareAuthenticator,
  { id, ...ballot }: { id: string } & Partial<VoteRequest>,
): Promise<string> {
  const { deployment } = await client.getApproval(id);
  return signSubject(client, authenticator, {
    kind: 'vote',
    deployment: id,
    intentDigest: deployment.intentDigest,
    verdict: 'approve',
    ...ballot,
  });
}

export const problem = (code: string, detail?: RegExp) => ({
  problem: {
    code,
    ...(detail && { detail: expect.stringMatching(detail) }),
  },
});
