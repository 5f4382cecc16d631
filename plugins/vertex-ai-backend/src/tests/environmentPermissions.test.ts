import { randomUUID } from 'node:crypto';
import {
  auditReadPermission,
  deploymentCancelPermission,
  deploymentCreatePermission,
  endpointReadPermission,
  environmentReadPermission,
  modelReadPermission,
  RESOURCE_TYPE_DEPLOYMENT,
  RESOURCE_TYPE_ENVIRONMENT,
  vertexAiPermissions,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { realPermissions } from '../__testUtils__/realPermissions';
import { deployTo } from '../deployments/__testUtils__/portalDriver';
import { deploymentConditions, environmentConditions } from '../permissions';

type Conditions = PermissionCriteria<PermissionCondition>;

const problem = (code: string) => ({ problem: { code } });
const { inEnvironment, hasRole } = environmentConditions;
const only = (...environments: string[]) => inEnvironment({ environments });

/** A rule that there is not, as after a mistake in a policy file. */
const unknown = {
  rule: 'IS_FULL_MOON',
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
};

/** Person → permission → conditions. What is not here is granted without any. */
const table: Record<string, Record<string, Conditions>> = {
  'user:default/victor.viewer': {
    [environmentReadPermission.name]: only('dev', 'prod'),
    [modelReadPermission.name]: only('dev'),
    [endpointReadPermission.name]: { not: only('dev', 'prod') },
  },
  'user:default/dana.deployer': {
    [deploymentCreatePermission.name]: only('staging', 'prod'),
    [deploymentCancelPermission.name]: deploymentConditions.isInEnvironment({
      environments: ['dev'],
    }),
  },
  'user:default/sofia.auditor': {
    [auditReadPermission.name]: only('staging'),
  },
  'user:default/amir.approver': {
    [environmentReadPermission.name]: hasRole({
      roles: ['approver'],
      claims: ['user:default/amir.approver', 'group:default/ml-approvers'],
    }),
    [modelReadPermission.name]: unknown,
  },
};

/** Answers in the form in which a policy that is kept in a database does: plain data, wrapped in `anyOf`. */
const policy: PermissionPolicy = {
  async handle({ permission }, user): Promise<PolicyDecision> {
    const conditions = table[user!.info.userEntityRef]?.[permission.name];
    return conditions && permission.type === 'resource'
      ? {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'vertex-ai',
          resourceType: permission.resourceType,
          conditions: { anyOf: [conditions] },
        }
      : { result: AuthorizeResult.ALLOW };
  },
};

describe.each(eachDatabase())('permissions of environments on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin, ...realPermissions(policy)],
      database,
      permissions: 'real',
      configure: config => {
        config.permission = { enabled: true };
      },
    });
  });
  afterAll(() => portal.stop());

  const names = (items: { name: string }[]) => items.map(({ name }) => name);
  const environmentsOf = (items: { environment?: string }[]) =>
    [...new Set(items.map(({ environment }) => environment))].sort();

  it('list the environments that the conditions allow, and nothing of the others', async () => {
    const victor = portal.as('victor');
    expect(names((await victor.listEnvironments()).items)).toEqual([
      'dev',
      'prod',
    ]);
    const models = await victor.listModels({ limit: 100 });
    expect(environmentsOf(models.items)).toEqual(['dev']);
    expect(environmentsOf(models.sources)).toEqual(['dev']);
    const endpoints = await victor.listEndpoints({ limit: 100 });
    expect(environmentsOf(endpoints.sources)).toEqual(['staging']);
  });

  it('refuse with a reason what is asked for by name', async () => {
    const victor = portal.as('victor');
    await expect(
      victor.listModels({ environment: 'prod' }),
    ).rejects.toMatchObject(problem('forbidden'));
    await expect(
      victor.getModel({
        environment: 'staging',
        location: 'europe-west4',
        model: '7001',
      }),
    ).rejects.toMatchObject(problem('forbidden'));
    await expect(
      victor.getEndpoint({
        environment: 'dev',
        location: 'europe-west4',
        endpoint: '4001',
      }),
    ).rejects.toMatchObject(problem('forbidden'));
  });

  it('show by claims only environments in which these have the role', async () => {
    const { items } = await portal.as('amir').listEnvironments();
    expect(names(items)).toEqual(['staging', 'prod']);
  });

  it('refuse what they were told to decide with a rule that there is not, and say whose mistake it is', async () => {
    await expect(portal.as('amir').listModels()).rejects.toMatchObject({
      problem: {
        code: 'forbidden',
        detail: expect.stringContaining('cannot be evaluated'),
      },
    });
  });

  it('let deploy only where they hold, and tell the pages so', async () => {
    const dana = portal.as('dana');
    await expect(
      dana.createDeployment(deployTo('new'), randomUUID()),
    ).rejects.toMatchObject(problem('forbidden'));
    await expect(dana.previewDeployment(deployTo('new'))).rejects.toMatchObject(
      problem('forbidden'),
    );
    const staging = await dana.createDeployment(
      deployTo('new', { environment: 'staging' }),
      randomUUID(),
    );
    expect(staging.environment).toBe('staging');

    const { items } = await dana.listEnvironments();
    const outcomes = (action: 'deployment.create' | 'deployment.cancel') =>
      items.map(({ access }) => access[action].outcome);
    expect(names(items)).toEqual(['dev', 'staging', 'prod']);
    expect(outcomes('deployment.create')).toEqual([
      'denied',
      'allowed',
      'needs',
    ]);
    expect(outcomes('deployment.cancel')).toEqual([
      'allowed',
      'denied',
      'denied',
    ]);
    expect(items[0].access['deployment.create']).toMatchObject({
      reasons: [
        {
          code: 'permissionMissing',
          permission: deploymentCreatePermission.name,
        },
      ],
    });
  });

  it('cut the log to the environments that may be audited, and hide what belongs to none', async () => {
    const sofia = portal.as('sofia');
    const { items } = await sofia.listAudit({ limit: 200 });
    expect(environmentsOf(items)).toEqual(['staging']);
    await expect(sofia.listAudit({ environment: 'dev' })).rejects.toMatchObject(
      problem('forbidden'),
    );
  });

  it('are described to a policy editor with the rules, their parameters and every permission', async () => {
    const response = await portal.fetch(
      '/.well-known/backstage/permissions/metadata',
      { asService: 'plugin:permission' },
    );
    const { permissions, rules } = await response.json();
    const byName = (a: { name: string }, b: { name: string }) =>
      a.name.localeCompare(b.name);
    expect(permissions.sort(byName)).toEqual(
      [...vertexAiPermissions].sort(byName),
    );
    const described = (resourceType: string) =>
      rules
        .filter((rule: any) => rule.resourceType === resourceType)
        .map(({ name, paramsSchema }: any) => [
          name,
          Object.keys(paramsSchema.properties),
        ]);
    expect(described(RESOURCE_TYPE_ENVIRONMENT)).toEqual([
      ['IN_ENVIRONMENT', ['environments']],
      ['HAS_ROLE', ['roles', 'claims']],
    ]);
    expect(described(RESOURCE_TYPE_DEPLOYMENT)).toEqual([
      ['IN_ENVIRONMENT', ['environments']],
      ['HAS_ACTION', ['actions']],
      ['IS_DEPLOYMENT_OWNER', ['claims']],
      ['HAS_ENTITY_OWNERSHIP', ['claims']],
    ]);
  });

  it('are applied for a permission backend that asks about one environment', async () => {
    const response = await portal.fetch(
      '/.well-known/backstage/permissions/apply-conditions',
      {
        method: 'POST',
        asService: 'plugin:permission',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          items: ['dev', 'prod', 'nowhere'].map(resourceRef => ({
            id: resourceRef,
            resourceRef,
            resourceType: RESOURCE_TYPE_ENVIRONMENT,
            conditions: { anyOf: [{ not: only('prod') }] },
          })),
        }),
      },
    );
    expect(await response.json()).toEqual({
      items: [
        { id: 'dev', result: 'ALLOW' },
        { id: 'prod', result: 'DENY' },
        { id: 'nowhere', result: 'DENY' },
      ],
    });
  });
});
