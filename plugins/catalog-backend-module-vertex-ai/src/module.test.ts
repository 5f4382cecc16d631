import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Entity, RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import { RunningCatalog, startCatalog } from './__testUtils__/startCatalog';
import {
  aDeployment,
  aModel,
  anEndpoint,
  anEnvironment,
  aProblem,
  serving,
} from './__testUtils__/things';
import { until } from './__testUtils__/until';
import { VertexAiContract } from './__testUtils__/VertexAiContract';

jest.setTimeout(60_000);

const modelRef = 'resource:dev/model-europe-west4-7001';
const endpointRef = 'api:dev/endpoint-europe-west4-4001';

let catalog: RunningCatalog | undefined;

afterEach(async () => {
  await catalog?.backend.stop();
  catalog = undefined;
});

function targets(entity: Entity | undefined, type: string): string[] {
  return (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .sort();
}

describe('catalog module', () => {
  it('relates a deployment, its model and its endpoint, all with the owner of the model', async () => {
    const contract = new VertexAiContract();
    contract.models = [
      aModel('7001', {
        displayName: 'fraud-score',
        labels: {
          'backstage-owner': 'fraud-ml',
          'backstage-system': 'payments',
        },
      }),
    ];
    contract.endpoints = [
      serving(anEndpoint('4001'), { modelId: '7001', id: '11' }),
    ];
    const deployment = aDeployment(1);
    contract.deployments = [deployment];
    const running = await startCatalog(contract);
    catalog = running;

    await running.refresh();

    const [model, endpoint, own] = await Promise.all(
      [modelRef, endpointRef, deployment.entityRef!].map(ref =>
        until(async () => {
          const entity = await running.entity(ref);
          return entity?.relations?.length ? entity : undefined;
        }),
      ),
    );
    expect(model.metadata.title).toBe('fraud-score');
    expect(targets(model, 'ownedBy')).toEqual(['group:default/fraud-ml']);
    expect(targets(model, 'partOf')).toEqual(['system:default/payments']);
    expect(targets(endpoint, RELATION_DEPENDS_ON)).toEqual([modelRef]);
    expect(targets(own, RELATION_DEPENDS_ON)).toEqual([endpointRef, modelRef]);
    expect(targets(own, 'ownedBy')).toEqual(['group:default/fraud-ml']);
    const related = await until(async () => {
      const entity = await running.entity(modelRef);
      return targets(entity, 'dependencyOf').length === 2 && entity;
    });
    expect(targets(related, 'dependencyOf')).toEqual([
      endpointRef,
      deployment.entityRef,
    ]);
  });

  it('shows a deployment and what it made within seconds of the event, without a refresh', async () => {
    const contract = new VertexAiContract();
    const running = await startCatalog(contract);
    catalog = running;
    await running.refresh();
    expect(await running.entities()).toEqual([]);

    contract.models = [aModel('7001')];
    const deployment = aDeployment(1, {
      phase: 'deploying',
      endpointId: '4002',
      finishedAt: undefined,
    });
    contract.deployments = [deployment];
    contract.endpoints = [anEndpoint('4002')];
    await running.publish({
      id: deployment.id,
      environment: 'dev',
      phase: 'deploying',
    });

    const ongoing = await until(() => running.entity(deployment.entityRef!), {
      timeoutMs: 10_000,
    });
    expect(ongoing.spec?.phase).toBe('deploying');
    await until(() => running.entity(modelRef));

    contract.deployments = [
      { ...deployment, phase: 'succeeded', deployedModelId: '12' },
    ];
    contract.endpoints = [
      serving(anEndpoint('4002'), { modelId: '7001', id: '12' }),
    ];
    await running.publish({
      id: deployment.id,
      environment: 'dev',
      phase: 'succeeded',
    });

    await until(
      async () =>
        (await running.entity(deployment.entityRef!))?.spec?.phase ===
        'succeeded',
      { timeoutMs: 10_000 },
    );
    const endpoint = await until(
      async () => {
        const entity = await running.entity(
          'api:dev/endpoint-europe-west4-4002',
        );
        return targets(entity, RELATION_DEPENDS_ON).length > 0 && entity;
      },
      { timeoutMs: 10_000 },
    );
    expect(targets(endpoint, RELATION_DEPENDS_ON)).toEqual([modelRef]);
  });

  it('knows after a restart what it may remove', async () => {
    const contract = new VertexAiContract();
    contract.models = [aModel('7001'), aModel('7002')];
    const directory = await mkdtemp(join(tmpdir(), 'vertex-ai-catalog-'));
    const before = await startCatalog(contract, { directory });
    await before.refresh();
    await until(async () => (await before.entities()).length === 2);
    const { uid, etag } = (await before.entity(modelRef))!.metadata;
    await before.backend.stop();

    contract.models = [aModel('7001')];
    const after = await startCatalog(contract, { directory });
    catalog = after;
    await after.refresh();

    await until(async () => (await after.entities()).length === 1);
    // Not written again: it is the same entity in the same revision.
    expect((await after.entity(modelRef))!.metadata).toMatchObject({
      uid,
      etag,
    });
    await rm(directory, { recursive: true });
  });

  it('carries names that no catalog could carry as they are', async () => {
    const contract = new VertexAiContract();
    const odd = [
      'Préis-Prognose (größe XL) – a very long display name that goes on and on and on',
      '   ',
      'zero\u0000byte and \ud83d half a pair',
      '模型 №1',
    ];
    contract.models = odd.map((displayName, index) =>
      aModel(`80${index}`, {
        displayName,
        description: 'line one\nline two\u0007',
        framework: index === 0 ? 'Größe/1' : undefined,
        labels: { größe: 'xl', team: 'ml-', plain: 'kept' },
      }),
    );
    contract.endpoints = [
      anEndpoint('4001', {
        displayName: 'x'.repeat(128),
        labels: { 'backstage-owner': '-', 'backstage-lifecycle': '' },
      }),
    ];
    const running = await startCatalog(contract);
    catalog = running;

    await running.refresh();

    const entities = await until(async () => {
      const all = await running.entities();
      return all.length === 5 && all;
    });
    const titles = entities.map(entity => entity.metadata.title);
    expect(titles).toContain(odd[0]);
    expect(titles).toContain('model-europe-west4-801');
    expect(titles).toContain('zero byte and half a pair');
    expect(titles).toContain('模型 №1');
    const model = (await running.entity(
      'resource:dev/model-europe-west4-800',
    ))!;
    expect(model.metadata.labels).toEqual({ plain: 'kept' });
    expect(model.metadata.description).toBe('line one\nline two');
    expect((await running.entity(endpointRef))!.spec).toMatchObject({
      owner: 'group:default/unknown',
      lifecycle: 'dev',
    });
  });

  it('removes nothing of a location that Google refuses, and goes on with the others', async () => {
    const contract = new VertexAiContract();
    contract.environments = [anEnvironment('dev'), anEnvironment('prod')];
    contract.models = [aModel('7001'), aModel('7001', { environment: 'prod' })];
    const running = await startCatalog(contract);
    catalog = running;
    await running.refresh();
    await until(async () => (await running.entities()).length === 2);

    contract.models = [];
    contract.problems.set(
      'models prod/europe-west4',
      aProblem('google_permission_denied', 403, 'Permission denied by Google'),
    );
    await running.refresh();

    await until(async () => (await running.entities()).length === 1);
    expect(
      await running.entity('resource:prod/model-europe-west4-7001'),
    ).toBeDefined();
  });
});
