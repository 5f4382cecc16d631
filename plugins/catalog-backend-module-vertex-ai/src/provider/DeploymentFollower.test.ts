import { RunningProvider } from '../__testUtils__/RunningProvider';
import {
  aDeployment,
  aModel,
  anEndpoint,
  anEnvironment,
  serving,
} from '../__testUtils__/things';
import { VertexAiContract } from '../__testUtils__/VertexAiContract';

const modelRef = 'resource:dev/model-europe-west4-7001';
const endpointRef = 'api:dev/endpoint-europe-west4-4001';

let contract: VertexAiContract;
let running: RunningProvider;

beforeEach(async () => {
  contract = new VertexAiContract();
  contract.environments = [anEnvironment('dev'), anEnvironment('prod')];
  contract.models = [aModel('7001')];
  contract.endpoints = [anEndpoint('4001')];
  running = await RunningProvider.start(contract, { environments: ['dev'] });
});

afterEach(async () => {
  await running.stop();
});

const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

describe('DeploymentFollower', () => {
  it('emits the deployment, its model and its endpoint', async () => {
    const deployment = aDeployment(1);
    contract.deployments = [deployment];
    contract.endpoints = [
      serving(anEndpoint('4001'), { modelId: '7001', id: '1' }),
    ];
    await running.follow(deployment.id);
    expect(running.catalog.refs()).toEqual([
      endpointRef,
      deployment.entityRef,
      modelRef,
    ]);
    expect(running.catalog.entity(endpointRef)!.spec!.dependsOn).toEqual([
      modelRef,
    ]);
  });

  it('emits what the next refresh would emit', async () => {
    contract.deployments = [aDeployment(1)];
    contract.endpoints = [
      serving(anEndpoint('4001'), { modelId: '7001', id: '1' }),
    ];
    await running.follow(contract.deployments[0].id);
    await expect(running.refresh()).resolves.toMatchObject({
      added: 0,
      removed: 0,
    });
  });

  it('writes nothing, and leaves Google alone, for a change that the catalog does not show', async () => {
    const deployment = aDeployment(1, { phase: 'deploying' });
    contract.deployments = [deployment];
    await running.follow(deployment.id);
    const { mutations } = running.catalog;
    contract.requests.length = 0;

    contract.deployments = [
      { ...deployment, phase: 'rollingOut', stage: 'STARTING_MODEL_SERVER' },
    ];
    await running.follow(deployment.id);
    expect(running.catalog.mutations).toBe(mutations);
    expect(contract.requests).toEqual([`/deployments/${deployment.id}`]);
  });

  it('re-reads the endpoint when an undeployment ends, which has no entity of its own', async () => {
    contract.endpoints = [
      serving(anEndpoint('4001'), { modelId: '7001', id: '1' }),
    ];
    await running.refresh();
    contract.endpoints = [anEndpoint('4001')];
    contract.deployments = [
      aDeployment(2, { action: 'deployment.undeploy', entityRef: undefined }),
    ];
    await running.follow(contract.deployments[0].id);
    expect(running.catalog.refs()).toEqual([endpointRef, modelRef]);
    expect(
      running.catalog.entity(endpointRef)!.spec!.dependsOn,
    ).toBeUndefined();
  });

  it('removes an endpoint that the backend no longer finds', async () => {
    await running.refresh();
    contract.endpoints = [];
    contract.deployments = [aDeployment(1, { phase: 'failed' })];
    await running.follow(contract.deployments[0].id);
    expect(running.catalog.refs()).toEqual([
      aDeployment(1).entityRef,
      modelRef,
    ]);
  });

  it('leaves alone a deployment of an environment that is not shown, and one that does not exist', async () => {
    contract.deployments = [aDeployment(1, { environment: 'prod' })];
    await running.follow(contract.deployments[0].id);
    await running.follow(aDeployment(2).id);
    expect(running.catalog.mutations).toBe(0);
  });

  it('is not undone by a reading that is older', async () => {
    contract.endpoints = [];
    contract.observedAt.set('endpoints dev/europe-west4', minutesAgo(10));
    const deployment = aDeployment(1, { updatedAt: minutesAgo(5) });
    contract.deployments = [deployment];
    contract.endpoints = [anEndpoint('4001', { displayName: 'new' })];
    await running.follow(deployment.id);

    contract.endpoints = [anEndpoint('4001', { displayName: 'old' })];
    await running.refresh();
    expect(running.catalog.entity(endpointRef)!.metadata.title).toBe('new');
    contract.endpoints = [];
    await running.refresh();
    expect(running.catalog.refs()).toContain(endpointRef);

    contract.observedAt.set('endpoints dev/europe-west4', minutesAgo(1));
    await running.refresh();
    expect(running.catalog.refs()).not.toContain(endpointRef);
  });
});
