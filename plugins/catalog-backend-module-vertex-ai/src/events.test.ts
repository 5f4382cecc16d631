import { randomUUID } from 'node:crypto';
import {
  DeploymentRequestInput,
  isFinal,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { until } from '@backstage-vertex/testkit';
import { RunningCatalog, startCatalog } from './__testUtils__/startCatalog';

jest.setTimeout(90_000);

/** What "within seconds" means: the catalog's own processing takes about two of them. */
const SECONDS = { timeoutMs: 8_000 };
const FIRST_REFRESH = { timeoutMs: 20_000 };

const modelRef = 'resource:dev/model-europe-west4-7001';

const deployToNew: DeploymentRequestInput = {
  action: 'deployment.create',
  environment: 'dev',
  location: 'europe-west4',
  model: { id: '7001' },
  endpoint: { kind: 'new', displayName: 'fraud-next' },
  machine: { machineType: 'n1-standard-2' },
  replicas: { min: 1, max: 1 },
};

describe('a deployment, between two refreshes that are an hour apart', () => {
  let running: RunningCatalog;

  beforeAll(async () => {
    running = await startCatalog({
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 5 } },
    });
    await until(
      'the first refresh is through',
      () => running.entity('api:dev/endpoint-europe-west4-4001'),
      FIRST_REFRESH,
    );
  });
  afterAll(() => running?.portal.stop());

  it('is in the catalog within seconds of its request, and of its end with its endpoint', async () => {
    const dana = running.portal.as('dana');
    const { id } = await dana.createDeployment(deployToNew, randomUUID());
    const { entityRef } = await dana.getDeployment(id);
    const requested = await until(
      'the deployment is shown',
      () => running.entity(entityRef!),
      SECONDS,
    );
    expect(requested.spec).toMatchObject({ owner: 'group:default/fraud-ml' });

    const ended = await until('it has ended', async () => {
      running.portal.clock.advance(1_000);
      const deployment = await dana.getDeployment(id);
      return isFinal(deployment.phase) && deployment;
    });
    expect(ended.phase).toBe('succeeded');
    const related = await until(
      'the deployment and its endpoint are related',
      async () => {
        const endpoint = await running.entity(ended.endpointEntityRef!);
        const targets = endpoint?.relations?.map(one => one.targetRef) ?? [];
        return (
          [entityRef!, modelRef].every(ref => targets.includes(ref)) && endpoint
        );
      },
      SECONDS,
    );
    expect(related.metadata.title).toBe('fraud-next');
    const shown = await running.entity(entityRef!);
    expect(shown!.spec).toMatchObject({ phase: 'succeeded' });
  });
});
