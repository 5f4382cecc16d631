import { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client';
import {
  asRole,
  LRO_POLLING,
  rejection,
  TEST_TIMEOUT_MS,
  vertexOptions,
} from './__testUtils__/clients';
import { describeOnEmulator, openTarget, Target } from './__testUtils__/target';

jest.setTimeout(TEST_TIMEOUT_MS);

describe('long-running operations, by the clients of Vertex AI', () => {
  let target: Target;
  let endpoints: EndpointServiceClient;
  let parent: string;

  beforeAll(async () => {
    target = await openTarget();
    parent = `projects/${target.project}/locations/${target.location}`;
    endpoints = new EndpointServiceClient(
      vertexOptions(target, asRole(target, 'dev:deployer')),
    );
  });

  afterAll(async () => {
    await endpoints.close();
    await target.stop();
  });

  const create = async () => {
    const [operation] = await endpoints.createEndpoint(
      { parent, endpoint: { displayName: 'conformance-operation' } },
      LRO_POLLING,
    );
    return operation;
  };

  it('can be found again by name, done, with its response', async () => {
    const operation = await create();
    const [endpoint] = await operation.promise();
    const again = await endpoints.checkCreateEndpointProgress(
      String(operation.name),
    );
    expect(again.done).toBe(true);
    expect((again.result as { name: string }).name).toBe(endpoint.name);
    const [removal] = await endpoints.deleteEndpoint(
      { name: endpoint.name },
      LRO_POLLING,
    );
    await removal.promise();
    expect(removal.name).toMatch(
      new RegExp(`locations/${target.location}/operations/\\d+$`),
    );
  });

  it('is listed, cannot be cancelled any more once it is done, and can be forgotten', async () => {
    const operation = await create();
    const [endpoint] = await operation.promise();
    const { operationsClient } = endpoints;
    const name = String(operation.name);
    const listed: unknown[] = [];
    const pages = operationsClient.listOperationsAsync({
      name: String(endpoint.name),
    } as never);
    for await (const one of pages) listed.push(one.name);
    expect(listed).toContain(name);
    await operationsClient.cancelOperation({ name } as never);
    const [after] = await operationsClient.getOperation({ name } as never);
    expect(after.done).toBe(true);
    expect(after.error ?? null).toBeNull();
    await operationsClient.deleteOperation({ name } as never);
    const error = await rejection(
      operationsClient.getOperation({ name } as never),
    );
    expect(error.code).toBe(5);
    const [removal] = await endpoints.deleteEndpoint(
      { name: endpoint.name },
      LRO_POLLING,
    );
    await removal.promise();
  });

  it('answers NOT_FOUND for an operation that does not exist', async () => {
    const error = await rejection(
      endpoints.operationsClient.getOperation({
        name: `${parent}/operations/1234567890`,
      } as never),
    );
    expect(error.code).toBe(5);
  });

  describeOnEmulator('with more than Google gives', () => {
    it('fails with the code and text of the failure', async () => {
      target.emulator?.emulator.scenarios.add({
        match: { method: 'DeployModel' },
        effect: 'failOperationAtStage',
        stage: 'STARTING_MODEL_SERVER',
        message: 'Model server exited unexpectedly.',
      });
      const [operation] = await endpoints.deployModel(
        {
          endpoint: `${parent}/endpoints/4001`,
          deployedModel: {
            model: `${parent}/models/7001@2`,
            dedicatedResources: {
              machineSpec: { machineType: 'n1-standard-2' },
              minReplicaCount: 1,
            },
          },
        },
        LRO_POLLING,
      );
      const error = await rejection(operation.promise());
      expect(error).toMatchObject({
        code: 9,
        message: expect.stringContaining('Model server exited unexpectedly.'),
      });
      const [endpoint] = await endpoints.getEndpoint({
        name: `${parent}/endpoints/4001`,
      });
      expect(endpoint.deployedModels).toHaveLength(1);
    });
  });
});
