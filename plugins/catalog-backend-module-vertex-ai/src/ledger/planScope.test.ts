import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { aContext } from '../__testUtils__/aContext';
import { aDeployment, aModel } from '../__testUtils__/things';
import { ANNOTATION_AS_OF } from '../entities/annotations';
import { ownershipOf } from '../entities/Ownership';
import { toDeploymentEntity } from '../entities/toDeploymentEntity';
import { toModelEntity } from '../entities/toModelEntity';
import { KnownEntity, knownEntityOf } from './KnownEntity';
import { ObservedScope, planScope } from './planScope';

const guard = { maxPercentage: 0, alwaysAllowed: 5 };
const scope = {
  type: 'ai-model',
  environment: 'dev',
  location: 'europe-west4',
} as const;
const at = (minute: number) => `2026-06-01T10:0${minute}:00.000Z`;

const model = (displayName: string) =>
  toModelEntity(aModel('7001', { displayName }), aContext());

function stored(entity: Entity, asOf?: string): KnownEntity {
  const annotations = { ...entity.metadata.annotations };
  return knownEntityOf({
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: JSON.parse(
        JSON.stringify({ ...annotations, [ANNOTATION_AS_OF]: asOf }),
      ),
    },
  })!;
}

function plan(
  observed: Partial<ObservedScope>,
  known: KnownEntity[],
  guarded = guard,
) {
  const { added, removed, refused } = planScope(
    { scope, entities: [], ...observed },
    {
      find: ref => known.find(({ entityRef }) => entityRef === ref),
      isSettled: (ref, hash) =>
        known.some(one => one.entityRef === ref && one.hash === hash),
      candidates: known,
    },
    guarded,
  );
  return {
    added: added.map(({ entity }) => entity.metadata.title),
    removed,
    refused,
  };
}

describe('planScope', () => {
  it.each<[string, string | undefined, string | undefined, string[]]>([
    ['older than what the catalog has', at(3), at(2), []],
    ['as old as what the catalog has', at(2), at(2), ['new']],
    ['newer than what the catalog has', at(2), at(3), ['new']],
    ['of an unknown age', at(2), undefined, ['new']],
    ['newer than an entity of an unknown age', undefined, at(2), ['new']],
  ])('writes from a reading that is %s: %s, %s', (_, known, asOf, added) => {
    const entities = [{ entity: model('new'), asOf }];
    expect(plan({ entities }, [stored(model('old'), known)]).added).toEqual(
      added,
    );
  });

  it('writes nothing that the catalog has already, however old', () => {
    const entities = [{ entity: model('same'), asOf: at(5) }];
    expect(plan({ entities }, [stored(model('same'), at(1))])).toEqual({
      added: [],
      removed: [],
    });
  });

  it.each<[string, Partial<ObservedScope>, string | undefined, number]>([
    ['is complete', { observedAt: at(3) }, at(2), 1],
    ['has a problem', { observedAt: at(3), problem: 'broken' }, at(2), 0],
    ['is older than the entity', { observedAt: at(1) }, at(2), 0],
    ['meets an entity of an unknown age', { observedAt: at(1) }, undefined, 1],
  ])(
    'what is missing leaves when the reading %s',
    (_, observed, asOf, count) => {
      const known = [stored(model('missing'), asOf)];
      expect(plan(observed, known).removed).toHaveLength(count);
    },
  );

  it('lets what is too old to be shown leave without asking the guard', () => {
    const context = aContext();
    const entities = [1, 2, 3].map(number =>
      toDeploymentEntity(
        {
          deployment: aDeployment(number, { createdAt: at(number) }),
          ownership: ownershipOf({}, context),
        },
        context,
      ),
    );
    const known = entities.map(entity => stored(entity));
    const { removed, refused } = plan({ expiredBefore: at(3) }, known, {
      maxPercentage: 0,
      alwaysAllowed: 0,
    });
    expect(removed).toEqual(
      entities.slice(0, 2).map(one => stringifyEntityRef(one)),
    );
    expect(refused).toEqual({ removed: 1, known: 3 });
  });
});
