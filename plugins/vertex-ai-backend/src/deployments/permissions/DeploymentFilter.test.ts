import { eachDatabase } from '@backstage-vertex/testkit';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import fc from 'fast-check';
import { OpenStore } from '../__testUtils__/openStore';
import { resourceOf } from './DeploymentAccess';
import type { DeploymentRow } from '../store/rows';
import { DeploymentFilter, isPossibleIn } from './DeploymentFilter';
import { deploymentConditions, deploymentRules } from './rules';

type Conditions = PermissionCriteria<PermissionCondition>;

const ENVIRONMENTS = ['dev', 'staging', 'prod'];
const ACTIONS = ['deployment.create', 'deployment.undeploy', 'traffic.set'];
const REFS = ['user:default/ann', 'group:default/a', 'group:default/b'];

const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const leaf: fc.Arbitrary<Conditions> = fc.oneof(
  some(ENVIRONMENTS).map(environments =>
    deploymentConditions.isInEnvironment({ environments }),
  ),
  some(ACTIONS).map(actions =>
    deploymentConditions.hasAction({ actions: actions as never }),
  ),
  some(REFS).map(claims => deploymentConditions.isDeploymentOwner({ claims })),
  some(REFS).map(claims => deploymentConditions.hasEntityOwnership({ claims })),
);
const { conditions: anyConditions } = fc.letrec<{ conditions: Conditions }>(
  tie => ({
    conditions: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      fc
        .array(tie('conditions'), { maxLength: 3 })
        .map(allOf => ({ allOf } as unknown as Conditions)),
      fc
        .array(tie('conditions'), { maxLength: 3 })
        .map(anyOf => ({ anyOf } as unknown as Conditions)),
      tie('conditions').map(not => ({ not })),
    ),
  }),
);

const toFilter = createConditionTransformer(Object.values(deploymentRules)) as (
  conditions: Conditions,
) => DeploymentFilter;
const holds = createConditionAuthorizer(Object.values(deploymentRules));
const decisionOf = (conditions: Conditions): ConditionalPolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'vertex-ai',
  resourceType: 'vertex-ai-deployment',
  conditions,
});

/** Each environment, action, requester and owner with each other, and nobody for an owner as well. */
const combinations = ENVIRONMENTS.flatMap(environment =>
  ACTIONS.flatMap(action =>
    REFS.flatMap(requested_by =>
      [...REFS, null].map(owner => ({
        environment,
        action: action as DeploymentRow['action'],
        requested_by,
        owner,
      })),
    ),
  ),
);

describe.each(eachDatabase())('conditions on deployments in %s', kind => {
  let open: OpenStore;
  let rows: DeploymentRow[];

  beforeAll(async () => {
    open = await OpenStore.open(kind);
    const template = (await open.store.byId(await open.insert()))!;
    rows = combinations.map((combination, index) => ({
      ...template,
      ...combination,
      id: `01k${String(index).padStart(23, '0')}`,
      idempotency_key: `key-${index}`,
    }));
    await open.knex('deployments').del();
    await open.knex.batchInsert('deployments', rows, 10);
  });
  afterAll(() => open.close());

  const allowedBy = (conditions: Conditions) =>
    rows
      .filter(row => holds(decisionOf(conditions), resourceOf(row)))
      .map(({ id }) => id)
      .reverse();
  /** A page, and one row more that tells whether another follows. */
  const pageOf = async (
    conditions: Conditions,
    { limit, before }: { limit: number; before?: string },
  ) =>
    (
      await open.store.page({
        environments: ENVIRONMENTS,
        condition: toFilter(conditions),
        query: { limit },
        before,
      })
    ).map(({ id }) => id);

  it('select the rows of which they hold, and no other, however they are put together', async () => {
    await fc.assert(
      fc.asyncProperty(anyConditions, async conditions => {
        expect(await pageOf(conditions, { limit: rows.length })).toEqual(
          allowedBy(conditions),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, Conditions]>([
    [
      'IN_ENVIRONMENT',
      deploymentConditions.isInEnvironment({ environments: ['staging'] }),
    ],
    [
      'IS_DEPLOYMENT_OWNER',
      deploymentConditions.isDeploymentOwner({ claims: [REFS[1]] }),
    ],
    [
      'HAS_ENTITY_OWNERSHIP',
      deploymentConditions.hasEntityOwnership({ claims: [REFS[2]] }),
    ],
    [
      'HAS_ACTION',
      deploymentConditions.hasAction({ actions: ['traffic.set'] as never }),
    ],
  ])(
    'of %s fill every page: the database leaves out what they leave out',
    async (_, conditions) => {
      const allowed = allowedBy(conditions);
      const limit = 4;
      for (let from = 0; from < allowed.length; from += limit) {
        const page = await pageOf(conditions, {
          limit,
          before: allowed[from - 1],
        });
        expect(page).toEqual(allowed.slice(from, from + limit + 1));
      }
      expect(allowed.length).toBeGreaterThan(3 * limit);
      expect(allowed.length).toBeLessThan(rows.length / 2);
    },
  );
});

describe('conditions on a deployment that is not there yet', () => {
  const possible = (environment: string, conditions: Conditions) =>
    isPossibleIn(environment, toFilter(conditions));

  it('are possible wherever a deployment of the environment could meet them', () => {
    fc.assert(
      fc.property(
        anyConditions,
        fc.constantFrom(...combinations),
        (conditions, combination) => {
          const resource = {
            id: '0',
            environment: combination.environment,
            action: combination.action,
            requestedBy: combination.requested_by,
            owner: combination.owner ?? undefined,
          };
          fc.pre(holds(decisionOf(conditions), resource));
          expect(possible(combination.environment, conditions)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('are not possible in an environment that they rule out', () => {
    const inDev = deploymentConditions.isInEnvironment({
      environments: ['dev'],
    });
    const mine = deploymentConditions.isDeploymentOwner({ claims: [REFS[0]] });
    expect(possible('prod', inDev)).toBe(false);
    expect(possible('dev', { not: inDev })).toBe(false);
    expect(possible('prod', { allOf: [inDev, mine] })).toBe(false);
    expect(possible('prod', { anyOf: [inDev, mine] })).toBe(true);
    expect(possible('dev', { allOf: [inDev, { not: mine }] })).toBe(true);
  });
});
