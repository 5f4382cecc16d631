import { DeploymentRequestInput } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  ProviderProcess,
  RunningProvider,
} from '../__testUtils__/RunningProvider';

jest.setTimeout(60_000);

const modelRef = 'resource:dev/model-europe-west4-7001';
const endpointRef = 'api:dev/endpoint-europe-west4-4001';
const place = { environment: 'dev', location: 'europe-west4' };

let running: RunningProvider;
let provider: ProviderProcess;

beforeAll(async () => {
  running = await RunningProvider.start(2_000);
});
afterAll(() => running?.stop());

beforeEach(async () => {
  await running.clear();
  running.google.putModel({ id: '7001' });
  running.google.putEndpoint({ id: '4001', displayName: 'live' });
  provider = running.startProcess({ environments: ['dev'] });
});

type Deploy = Extract<DeploymentRequestInput, { action: 'deployment.create' }>;

const deployTo = (model = '7001'): Deploy => ({
  action: 'deployment.create',
  ...place,
  model: { id: model },
  endpoint: { kind: 'existing', id: '4001' },
  machine: { machineType: 'n1-standard-2' },
  replicas: { min: 1, max: 1 },
});

async function deployed(model?: string) {
  return running.ended(await running.request(deployTo(model)));
}

async function follow(id: string): Promise<void> {
  await provider.follow(id);
  await provider.followSurroundings(id);
}

const specOf = (ref: string) => running.catalog.entity(ref)?.spec;

describe('following a deployment', () => {
  it('emits the deployment, its model and its endpoint', async () => {
    const { id, entityRef } = await deployed();
    await follow(id);
    expect(running.catalog.refs()).toEqual([endpointRef, entityRef, modelRef]);
    expect(specOf(endpointRef)).toMatchObject({ dependsOn: [modelRef] });
    expect(specOf(entityRef!)).toMatchObject({ phase: 'succeeded' });
  });

  it('emits what the next refresh would emit', async () => {
    const { id } = await deployed();
    await follow(id);
    const emitted = running.catalog.refs();
    await running.observe();
    // Those of other tests are in the history too.
    await provider.refresh();
    const { mutations } = running.catalog;
    await follow(id);
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 0,
      removed: 0,
    });
    expect(running.catalog.mutations).toBe(mutations);
    expect(running.catalog.refs()).toEqual(expect.arrayContaining(emitted));
  });

  it('emits the deployment while neither its model nor its endpoint can be read, and these as soon as they can', async () => {
    const { id, entityRef } = await deployed();
    running.google.fail('GetModel');
    running.google.fail('GetEndpoint');
    await expect(provider.follow(id)).resolves.toBe(true);
    await expect(provider.followSurroundings(id)).rejects.toThrow();
    expect(running.catalog.refs()).toEqual([entityRef]);

    running.google.recover();
    await provider.followSurroundings(id);
    expect(running.catalog.refs()).toEqual([endpointRef, entityRef, modelRef]);
  });

  it('emits the endpoint while its model cannot be read, and then relates them', async () => {
    const { id, entityRef } = await deployed();
    running.google.fail('GetModel');
    await expect(follow(id)).rejects.toThrow();
    expect(running.catalog.refs()).toEqual([endpointRef, entityRef]);

    running.google.recover();
    await provider.followSurroundings(id);
    expect(specOf(endpointRef)).toMatchObject({ dependsOn: [modelRef] });
  });

  it('gives the deployment to the owner of its model, as soon as that is known', async () => {
    running.google.putModel({
      id: '7001',
      labels: { 'backstage-owner': 'fraud-ml' },
    });
    const { id, entityRef } = await deployed();
    await provider.follow(id);
    expect(specOf(entityRef!)).toMatchObject({
      owner: 'group:default/unknown',
    });
    await provider.followSurroundings(id);
    expect(specOf(entityRef!)).toMatchObject({
      owner: 'group:default/fraud-ml',
    });
  });

  it('leaves Google alone for a change that the catalog does not show', async () => {
    const id = await running.request(deployTo());
    await running.until(id, ({ phase }) => phase === 'deploying');
    await expect(provider.follow(id)).resolves.toBe(true);
    await provider.followSurroundings(id);
    await expect(provider.follow(id)).resolves.toBe(false);
    await running.ended(id);
    await expect(provider.follow(id)).resolves.toBe(true);
  });

  it('asks for the endpoint until the catalog has it, which it can before the deployment ends', async () => {
    const id = await running.request({
      ...deployTo(),
      endpoint: { kind: 'new', displayName: 'fresh' },
    });
    await running.until(id, ({ phase }) => phase === 'deploying');
    await expect(provider.follow(id)).resolves.toBe(true);
    await expect(provider.follow(id)).resolves.toBe(true);
    await provider.followSurroundings(id);
    const { endpointEntityRef } = await running.until(id, () => true);
    expect(running.catalog.refs()).toContain(endpointEntityRef);
    await running.ended(id);
  });

  it('re-reads the endpoint when an undeployment ends, which has no entity of its own', async () => {
    const { id, deployedModelId } = await deployed();
    await follow(id);
    const { etag } = await running.client.getEndpoint({
      ...place,
      endpoint: '4001',
    });
    const undeployment = await running.request({
      action: 'deployment.undeploy',
      ...place,
      endpointId: '4001',
      etag,
      deployedModelId: deployedModelId!,
    });
    const before = running.catalog.refs();
    await running.ended(undeployment);
    await follow(undeployment);
    expect(running.catalog.refs()).toEqual(before);
    expect(specOf(endpointRef)!.dependsOn).toBeUndefined();
  });

  it('removes an endpoint that Google no longer has', async () => {
    const { id, entityRef } = await deployed();
    await follow(id);
    running.google.removeEndpoint({ id: '4001' });
    await provider.followSurroundings(id);
    expect(running.catalog.refs()).toEqual([entityRef, modelRef]);
  });

  it('leaves alone a deployment of an environment that is not shown, and one that does not exist', async () => {
    const { id } = await deployed();
    provider = running.startProcess({ environments: ['prod'] });
    await follow(id);
    await follow('d0000000000000000000000000');
    expect(running.catalog.mutations).toBe(0);
  });

  it('writes what another replica has overwritten since, though it wrote the same itself before', async () => {
    const { id } = await deployed();
    const other = running.startProcess();
    const rename = (displayName: string) =>
      running.google.putEndpoint({ id: '4001', displayName });
    rename('as it was');
    await provider.followSurroundings(id);
    rename('in between');
    await other.followSurroundings(id);
    rename('as it was');
    await provider.followSurroundings(id);
    expect(titleOf(endpointRef)).toBe('as it was');
  });

  it('does not take for the same what another replica has overwritten and the catalog has not processed', async () => {
    const [first, second] = [await deployed(), await deployed()];
    const other = running.startProcess();
    const rename = (displayName: string) =>
      running.google.putEndpoint({ id: '4001', displayName });
    rename('as it was');
    await provider.followSurroundings(first.id);
    running.catalog.holdProcessing();
    rename('in between');
    await other.followSurroundings(first.id);
    rename('as it was');
    await provider.followSurroundings(second.id);
    expect(titleOf(endpointRef)).toBe('as it was');
  });

  it('maps by the configuration that the backend has now', async () => {
    const first = await deployed();
    await follow(first.id);
    running.google.putModel({ id: '7002' });
    const second = await deployed('7002');

    await running.reconfigure(({ vertexAi }) => {
      vertexAi.environments.dev.catalog = { owner: 'group:default/new-owner' };
    });
    await follow(second.id);
    expect(specOf(second.entityRef!)).toMatchObject({
      owner: 'group:default/new-owner',
    });
  });
});

function titleOf(ref: string) {
  return running.catalog.entity(ref)!.metadata.title;
}
