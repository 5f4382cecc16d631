import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import * as fc from 'fast-check';
import type { AccessEntry } from '@backstage-vertex/plugin-vertex-ai-common';
import { Actors } from '../credentials';
import { rolesOf } from '../policy';
import { environmentWith } from '../__testUtils__/environmentWith';
import { AccessMatrix } from './AccessMatrix';

const clock = { now: () => new Date('2026-11-27T12:00:00Z') };
const group = (name: string) => `group:default/${name}`;
const person = (name: string) => `user:default/${name}`;

/** `children` by group; groups that are only named by people are not in the catalog. */
function catalogOf(
  people: Record<string, string[]>,
  children: Record<string, string[]>,
) {
  const entity = (kind: string, name: string, relations: object[]) =>
    ({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name, namespace: 'default' },
      spec: {},
      relations,
    } as unknown as Entity);
  return catalogServiceMock({
    entities: [
      ...Object.entries(people).map(([name, groups]) =>
        entity(
          'User',
          name,
          groups.map(one => ({ type: 'memberOf', targetRef: group(one) })),
        ),
      ),
      ...Object.entries(children).map(([name, all]) =>
        entity(
          'Group',
          name,
          all.map(one => ({ type: 'parentOf', targetRef: group(one) })),
        ),
      ),
    ],
  });
}

function matrixOf(catalog: ReturnType<typeof catalogOf>) {
  return new AccessMatrix({ catalog, auth: mockServices.auth() });
}

const access = {
  viewer: { groups: [group('all')] },
  deployer: [
    { name: 'ml', groups: [group('ml')], services: ['external:ci'] },
    { name: 'fraud', groups: [group('ml')], claims: { department: 'fraud' } },
    { name: 'anyone', claims: { level: 3 } },
  ],
  admin: {
    users: [person('root'), person('gone')],
    groups: [group('deleted')],
  },
};
const environment = environmentWith({ access });
const everything = { limit: 200 };

const told = ({ role, member, rule, state, path }: AccessEntry) =>
  [role, member, rule, state, ...(path ?? [])].join(' ');

describe('the access matrix', () => {
  it('tells who has a role by which rule, who would with claims, and who only seems to', async () => {
    const catalog = catalogOf(
      { ann: ['ml', 'all'], bob: ['inner'], root: [], old: ['deleted'] },
      { ml: ['inner'], inner: ['ml'], all: [] },
    );
    const page = await matrixOf(catalog).page([environment], everything);
    expect(page.items.map(told)).toEqual([
      'viewer user:default/ann viewer granted',
      'deployer  anyone ifClaimed',
      'deployer external:ci ml granted',
      'deployer user:default/ann fraud ifClaimed',
      'deployer user:default/ann ml granted',
      'deployer user:default/bob fraud nestedOnly group:default/ml group:default/inner',
      'deployer user:default/bob ml nestedOnly group:default/ml group:default/inner',
      'admin user:default/gone admin unknown',
      'admin user:default/old admin granted',
      'admin user:default/root admin granted',
    ]);
    expect(page.missingGroups).toEqual([
      { environment: 'prod', role: 'admin', group: group('deleted') },
    ]);
  });

  it('tells whom a rule for single models admits, and that this is nothing without the role', async () => {
    const narrowed = environmentWith({
      access,
      models: [
        {
          name: 'fraud-models',
          match: { namePattern: 'fraud-*', labels: { tier: 'high' } },
          access: {
            deployer: {
              groups: [group('fraud')],
              services: ['external:ci', 'external:other'],
            },
          },
        },
      ],
    });
    const catalog = catalogOf(
      { ann: ['ml', 'fraud'], eve: ['fraud'], bob: ['ml'], max: ['inner'] },
      { ml: [], fraud: ['inner'], inner: [], all: [] },
    );
    const page = await matrixOf(catalog).page([narrowed], {
      ...everything,
      action: 'deployment.create',
    });
    expect(
      page.items
        .filter(({ modelRule }) => modelRule === 'fraud-models')
        .map(told),
    ).toEqual([
      'deployer external:ci deployer granted',
      'deployer external:other deployer roleMissing',
      'deployer user:default/ann deployer granted',
      // By the rule of the environment that asks for a claim only.
      'deployer user:default/eve deployer ifClaimed',
      'deployer user:default/max deployer nestedOnly group:default/fraud group:default/inner',
    ]);
    expect(
      page.items.find(
        ({ member, modelRule }) => member === person('eve') && modelRule,
      ),
    ).toMatchObject({ claims: { level: [3] } });
    expect(page.modelRules).toEqual([
      {
        environment: 'prod',
        name: 'fraud-models',
        match: { namePattern: 'fraud-*', labels: { tier: 'high' } },
        roles: ['deployer'],
      },
    ]);
  });

  it('admits nobody to single models who cannot have the role, and leaves such rules out of what is not about models', async () => {
    const narrowed = environmentWith({
      models: [
        {
          name: 'fraud-models',
          match: { namePattern: 'fraud-*' },
          access: { deployer: { groups: [group('fraud')] } },
        },
      ],
    });
    const catalog = catalogOf({ eve: ['fraud'] }, { ml: [], fraud: [] });
    const matrix = matrixOf(catalog);
    const { items } = await matrix.page([narrowed], everything);
    expect(items.filter(({ modelRule }) => modelRule).map(told)).toEqual([
      'deployer user:default/eve deployer roleMissing',
    ]);
    const reading = await matrix.page([narrowed], {
      ...everything,
      action: 'deployment.read',
    });
    expect(reading.modelRules).toEqual([]);
    expect(reading.items.filter(({ modelRule }) => modelRule)).toEqual([]);
  });

  it('answers who may do an action', async () => {
    const catalog = catalogOf({ ann: ['all', 'ml'], root: [] }, {});
    const { items } = await matrixOf(catalog).page([environment], {
      ...everything,
      action: 'deployment.create',
    });
    expect(new Set(items.map(({ role }) => role))).toEqual(
      new Set(['deployer', 'admin']),
    );
  });

  it('shows everybody once over its pages, also of a group of 500', async () => {
    const people = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`p${i}`, ['all']]),
    );
    const matrix = matrixOf(catalogOf(people, { all: [] }));
    const seen: AccessEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await matrix.page([environment], {
        limit: 120,
        role: 'viewer',
        cursor,
      });
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(500);
    expect(new Set(seen.map(({ member }) => member)).size).toBe(500);
  });

  it('refuses a cursor that is none of its own', async () => {
    const page = matrixOf(catalogOf({}, {})).page([environment], {
      limit: 1,
      cursor: 'x',
    });
    await expect(page).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('says nothing where the catalog cannot be read', async () => {
    const catalog = catalogOf({}, {});
    catalog.getEntities = () => Promise.reject(new Error('503'));
    await expect(
      matrixOf(catalog).page([environment], everything),
    ).rejects.toMatchObject({ code: 'internal', retry: expect.anything() });
  });

  it('shows as granted exactly whom the policy grants it, whatever the groups are like', async () => {
    const groupName = fc.constantFrom('all', 'ml', 'inner', 'deleted', 'other');
    const org = fc.record({
      people: fc.dictionary(
        fc.constantFrom('ann', 'bob', 'root', 'eve'),
        fc.uniqueArray(groupName),
      ),
      children: fc.dictionary(
        fc.constantFrom('all', 'ml', 'inner'),
        fc.uniqueArray(groupName),
      ),
    });
    await fc.assert(
      fc.asyncProperty(org, async ({ people, children }) => {
        const catalog = catalogOf(people, children);
        const actors = new Actors({
          catalog,
          auth: mockServices.auth(),
          clock,
          claimsMaxAgeMs: 1,
        });
        const { items } = await matrixOf(catalog).page(
          [environment],
          everything,
        );
        for (const name of Object.keys(people)) {
          const actor = await actors.resolve(person(name));
          const shown = items
            .filter(
              ({ member, state }) =>
                member === actor.ref && state === 'granted',
            )
            .map(({ role }) => role);
          expect([...new Set(shown)].sort()).toEqual(
            rolesOf(actor, environment).sort(),
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});
