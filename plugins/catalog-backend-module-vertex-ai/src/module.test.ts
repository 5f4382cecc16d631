import { Entity, RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import { until } from '@backstage-vertex/testkit';
import { observe } from './__testUtils__/observe';
import {
  startTriggeredCatalog,
  TriggeredCatalog,
} from './__testUtils__/startCatalog';

jest.setTimeout(60_000);

const modelRef = 'resource:dev/model-europe-west4-7001';
const endpointRef = 'api:dev/endpoint-europe-west4-4001';

let running: TriggeredCatalog;

beforeEach(async () => {
  running = await startTriggeredCatalog();
});
afterEach(() => running?.portal.stop());

function targets(entity: Entity | undefined, type: string): string[] {
  return (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .sort();
}

/** What Google has now is in the catalog, or was tried to be. */
async function refresh(...failing: string[]): Promise<void> {
  await observe(running.portal, failing);
  await running.refresh();
}

async function shown(count: number): Promise<Entity[]> {
  return until(`${count} entities`, async () => {
    const entities = await running.entities();
    return entities.length === count && entities;
  });
}

describe('catalog module', () => {
  it('relates an endpoint and its model, and shows whose they are', async () => {
    const labels = {
      'backstage-owner': 'fraud-ml',
      'backstage-system': 'payments',
    };
    running.google.putModel({ id: '7001', displayName: 'fraud-score', labels });
    running.google.putEndpoint({ id: '4001', serves: ['7001'] });
    await refresh();

    const model = await until('the model is related', async () => {
      const entity = await running.entity(modelRef);
      return targets(entity, 'dependencyOf').length > 0 && entity;
    });
    expect(model.metadata.title).toBe('fraud-score');
    expect(targets(model, 'ownedBy')).toEqual(['group:default/fraud-ml']);
    expect(targets(model, 'partOf')).toEqual(['system:default/payments']);
    expect(targets(model, 'dependencyOf')).toEqual([endpointRef]);
    const endpoint = await running.entity(endpointRef);
    expect(targets(endpoint, RELATION_DEPENDS_ON)).toEqual([modelRef]);
  });

  it('knows after a restart what it may remove, and writes the rest not again', async () => {
    running.google.putModels(2);
    await refresh();
    await shown(2);
    const { uid, etag } = (await running.entity(modelRef))!.metadata;

    await running.portal.restart();
    running.google.removeModels('7002');
    await refresh();
    await shown(1);
    expect((await running.entity(modelRef))!.metadata).toMatchObject({
      uid,
      etag,
    });
  });

  it('removes nothing of a location that Google refuses, and goes on with the others', async () => {
    running.google.putModels(1);
    running.google.putModels(1, { environment: 'prod' });
    await refresh();
    await shown(2);

    running.google.removeModels('7001');
    running.google.fail('ListModels', 'projects/ml-prod');
    await refresh('prod/europe-west4', 'prod/us-central1');
    const [left] = await shown(1);
    expect(left.metadata.namespace).toBe('prod');
  });

  it('carries names that no catalog could carry as they are', async () => {
    const odd = [
      'Préis-Prognose (größe XL) – a very long display name that goes on and on and on',
      '   ',
      'zero\u0000byte and \ud83d half a pair',
      '模型 №1',
    ];
    odd.forEach((displayName, index) =>
      running.google.putModel({
        id: `800${index}`,
        displayName,
        description: 'line one\nline two\u0007',
        labels: { größe: 'xl', team: 'ml-', plain: 'kept' },
      }),
    );
    running.google.putEndpoint({
      id: '4001',
      displayName: 'x'.repeat(128),
      labels: { 'backstage-owner': '-', 'backstage-lifecycle': '' },
    });
    await refresh();

    const entities = await shown(5);
    const titles = entities.map(entity => entity.metadata.title);
    expect(titles).toContain(odd[0]);
    expect(titles).toContain('model-europe-west4-8001');
    expect(titles).toContain('zero byte and half a pair');
    expect(titles).toContain('模型 №1');
    const model = (await running.entity(
      'resource:dev/model-europe-west4-8000',
    ))!;
    expect(model.metadata.labels).toEqual({ plain: 'kept' });
    expect(model.metadata.description).toBe('line one\nline two');
    expect((await running.entity(endpointRef))!.spec).toMatchObject({
      owner: 'group:default/unknown',
      lifecycle: 'dev',
    });
  });
});
