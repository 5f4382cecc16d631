import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import {
  DeploymentRequestInput,
  TOPIC_DEPLOYMENT_CHANGED,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { until } from '@backstage-vertex/testkit';
import { RunningProvider } from '../__testUtils__/RunningProvider';
import { readCatalogSettings } from '../config/readCatalogSettings';
import { VertexAiEntityProvider } from './VertexAiEntityProvider';

jest.setTimeout(60_000);

let running: RunningProvider;
const logger = mockServices.logger.mock();
let events: DefaultEventsService;
const scheduler = mockServices.scheduler.mock();
const lifecycle = mockServices.lifecycle.mock();

beforeAll(async () => {
  running = await RunningProvider.start();
});
afterAll(async () => {
  lifecycle.addShutdownHook.mock.calls.forEach(([stop]) => stop());
  await running?.stop();
});
beforeEach(async () => {
  await running.clear();
  events = DefaultEventsService.create({ logger });
  logger.warn.mockClear();
});

async function connect(instance: string): Promise<() => Promise<void>> {
  const [settings] = readCatalogSettings(
    new ConfigReader({
      catalog: {
        providers: { vertexAi: { [instance]: { environments: ['dev'] } } },
      },
    }),
  );
  const provider = new VertexAiEntityProvider({
    settings,
    client: running.client,
    stored: running.catalog,
    logger,
    scheduler,
    events,
    lifecycle,
    firstPausesMs: [1, 1],
  });
  await provider.connect(running.catalog);
  const [{ id, fn }] = scheduler.scheduleTask.mock.lastCall!;
  expect(id).toBe(`vertex-ai-refresh-${instance}`);
  return async () => fn(new AbortController().signal);
}

const deployTo = (endpoint: string): DeploymentRequestInput => ({
  action: 'deployment.create',
  environment: 'dev',
  location: 'europe-west4',
  model: { id: '7001' },
  endpoint: { kind: 'existing', id: endpoint },
  machine: { machineType: 'n1-standard-2' },
  replicas: { min: 1, max: 1 },
});

describe('VertexAiEntityProvider', () => {
  it('tries again after a start, until everything could be read', async () => {
    running.google.putModels(2);
    await running.observe();
    const requests = running.failFirst(2, '/v1/environments');
    const refresh = await connect('late');
    await refresh();
    expect(requests()).toBe(3);
    expect(running.catalog.refs()).toHaveLength(2);
  });

  it('tries again after a start for a part that could not be read, and keeps the rest', async () => {
    running.google.putModels(2);
    await running.observe();
    const requests = running.failFirst(100, '/v1/endpoints?');
    const refresh = await connect('partly');
    await refresh();
    // Two locations, three attempts.
    expect(requests()).toBe(6);
    expect(running.catalog.refs()).toHaveLength(2);
  });

  it('says at last that nothing could be read, and later tries once at a time', async () => {
    const requests = running.failFirst(100, '/v1/environments');
    const refresh = await connect('never');
    await expect(refresh()).rejects.toThrow('no way through');
    expect(requests()).toBe(3);
    await expect(refresh()).rejects.toThrow('no way through');
    expect(requests()).toBe(4);
  });

  it('follows a deployment that it is told of, again after a failure, and no event that names none', async () => {
    running.google.putModels(1);
    running.google.putEndpoint({ id: '4001' });
    await connect('events');
    const requests = running.failFirst(1, '/v1/deployments/');
    const id = await running.request(deployTo('4001'));
    await running.ended(id);
    const topic = TOPIC_DEPLOYMENT_CHANGED;
    await events.publish({ topic, eventPayload: { environment: 'dev' } });
    await events.publish({ topic, eventPayload: { id, environment: 'dev' } });
    await until('it is followed', () => running.catalog.refs().length === 3);
    expect(requests()).toBe(3);
    expect(logger.warn.mock.calls.map(([message]) => message)).toEqual(
      expect.arrayContaining([
        'Ignored an event that names no deployment',
        expect.stringContaining(`deployment ${id} up to date, trying again`),
      ]),
    );
  });

  it('shows every deployment that it is told of while no model and no endpoint can be read', async () => {
    const endpoints = ['4001', '4002', '4003', '4004', '4005', '4006'];
    running.google.putModels(1);
    endpoints.forEach(id => running.google.putEndpoint({ id }));
    await connect('slow');
    const forever = new Promise<void>(() => undefined);
    running.intercept('/europe-west4/endpoints/', () => forever);
    running.intercept('/europe-west4/models/', () => forever);
    const ids = await Promise.all(
      endpoints.map(endpoint => running.request(deployTo(endpoint))),
    );
    for (const id of ids) {
      const eventPayload = { id, environment: 'dev' };
      await events.publish({ topic: TOPIC_DEPLOYMENT_CHANGED, eventPayload });
    }
    await until('all are shown', () => running.catalog.refs().length === 6);
    expect(running.catalog.refs()).toEqual(
      ids.map(id => `resource:dev/deployment-${id}`).sort(),
    );
  });
});
