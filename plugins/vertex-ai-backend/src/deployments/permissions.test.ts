import { randomUUID } from 'node:crypto';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import {
  deploymentCancelPermission,
  deploymentReadPermission,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { realPermissions } from '../__testUtils__/realPermissions';
import {
  createDeploymentConditionalDecision,
  deploymentConditions,
} from '../permissions';
import { deployTo, finished } from './__testUtils__/portalDriver';

const problem = (code: string) => ({ problem: { code } });
const DANA = 'user:default/dana.deployer';

/** What somebody writes who installs the plugin: victor sees what happens in staging, and people cancel only what they asked for. */
const policy: PermissionPolicy = {
  async handle({ permission }, user): Promise<PolicyDecision> {
    const ref = user!.info.userEntityRef;
    if (ref.includes('sofia')) {
      return { result: AuthorizeResult.DENY };
    }
    if (
      isPermission(permission, deploymentReadPermission) &&
      ref.includes('victor')
    ) {
      return createDeploymentConditionalDecision(permission, {
        anyOf: [
          deploymentConditions.isInEnvironment({ environments: ['staging'] }),
          deploymentConditions.isDeploymentOwner({ claims: [ref] }),
        ],
      });
    }
    if (
      isPermission(permission, deploymentReadPermission) &&
      ref.includes('olga')
    ) {
      return createDeploymentConditionalDecision(
        permission,
        deploymentConditions.hasEntityOwnership({
          claims: user!.info.ownershipEntityRefs,
        }),
      );
    }
    if (isPermission(permission, deploymentCancelPermission)) {
      return createDeploymentConditionalDecision(
        permission,
        deploymentConditions.isDeploymentOwner({
          claims: user!.info.ownershipEntityRefs,
        }),
      );
    }
    return { result: AuthorizeResult.ALLOW };
  },
};

describe.each(eachDatabase())('permissions on %s', database => {
  let portal: Portal;
  let inDev: string;
  let inStaging: string;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin, ...realPermissions(policy)],
      database,
      permissions: 'real',
      configure: config => {
        config.permission = { enabled: true };
      },
    });
    // The model of staging is not in the catalog.
    portal.org.own(
      'resource:dev/model-europe-west4-7001',
      'group:default/scorers',
    );
    const dana = portal.as('dana');
    const deploy = async (environment: string) =>
      (
        await dana.createDeployment(
          deployTo('new', { environment }),
          randomUUID(),
        )
      ).id;
    inDev = await deploy('dev');
    inStaging = await deploy('staging');
    await finished(portal, inDev);
    await finished(portal, inStaging);
  });
  afterAll(() => portal.stop());

  it('lists what the condition of the policy allows, and nothing else', async () => {
    const ids = async (person: string) =>
      (await portal.as(person).listDeployments()).items.map(({ id }) => id);
    expect(await ids('dana')).toEqual([inStaging, inDev]);
    expect(await ids('victor')).toEqual([inStaging]);
  });

  it('lists and shows by who owned the model when it was requested, though it changes hands', async () => {
    portal.org.own(
      'resource:dev/model-europe-west4-7001',
      'group:default/others',
    );
    const member = (person: string, team: string) => {
      const ref = `user:default/${person}`;
      portal.org.addUser(ref, ['group:default/ml-viewers', team]);
      return portal.as(ref);
    };
    const scorer = member('olga', 'group:default/scorers');
    const other = member('olga-too', 'group:default/others');
    const ids = async (client: typeof scorer) =>
      (await client.listDeployments()).items.map(({ id }) => id);
    expect(await ids(scorer)).toEqual([inDev]);
    // A page of one has that one, though a newer one is not for her.
    expect(await scorer.listDeployments({ limit: 1 })).toEqual({
      items: [expect.objectContaining({ id: inDev })],
    });
    expect(await scorer.getDeployment(inDev)).toMatchObject({ id: inDev });
    await expect(scorer.getDeployment(inStaging)).rejects.toMatchObject(
      problem('forbidden'),
    );
    expect(await ids(other)).toEqual([]);
  });

  it('shows one deployment by the same condition', async () => {
    const victor = portal.as('victor');
    expect(await victor.getDeployment(inStaging)).toMatchObject({
      id: inStaging,
    });
    await expect(victor.getDeployment(inDev)).rejects.toMatchObject(
      problem('forbidden'),
    );
  });

  it('lets nobody list whom the policy refuses', async () => {
    const sofia = portal.as('sofia');
    await expect(sofia.listDeployments()).rejects.toMatchObject(
      problem('forbidden'),
    );
    await expect(sofia.getDeployment(inDev)).rejects.toMatchObject(
      problem('forbidden'),
    );
    await expect(
      sofia.createDeployment(deployTo('new'), randomUUID()),
    ).rejects.toMatchObject(problem('forbidden'));
    await expect(
      sofia.previewDeployment(deployTo('new')),
    ).rejects.toMatchObject(problem('forbidden'));
  });

  it('lets only the requester cancel, whatever roles another has', async () => {
    portal.org.addUser('user:default/dora', ['group:default/ml-deployers']);
    await expect(
      portal.as('user:default/dora').cancelDeployment(inDev),
    ).rejects.toMatchObject(problem('forbidden'));
    // The owner gets past both gates, to the answer that it is over.
    await expect(
      portal.as('dana').cancelDeployment(inDev),
    ).rejects.toMatchObject(problem('conflict'));
  });

  it('rules nothing out in advance that depends on the deployment', async () => {
    const [dev] = (await portal.as('dana').listEnvironments()).items;
    expect(dev.access['deployment.cancel']).toEqual({
      outcome: 'allowed',
      role: 'deployer',
      rule: 'deployer',
    });
  });

  it('answers the permission backend that asks for a decision on one deployment', async () => {
    const response = await portal.fetch(
      '/.well-known/backstage/permissions/apply-conditions',
      {
        method: 'POST',
        asService: 'plugin:permission',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          items: [inDev, '0'.repeat(26)].map(resourceRef => ({
            id: resourceRef,
            resourceRef,
            resourceType: 'vertex-ai-deployment',
            conditions: deploymentConditions.isDeploymentOwner({
              claims: [DANA],
            }),
          })),
        }),
      },
    );
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      items: [
        { id: inDev, result: 'ALLOW' },
        { id: '0'.repeat(26), result: 'DENY' },
      ],
    });
  });
});
