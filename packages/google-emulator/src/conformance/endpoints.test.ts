import { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client';
import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client';
import { PredictionServiceClient } from '@google-cloud/aiplatform/build/src/v1/prediction_service_client';
import { toValue } from '@google-cloud/aiplatform/build/src/helpers';
import {
  asRole,
  LRO_POLLING,
  rejection,
  TEST_TIMEOUT_MS,
  vertexOptions,
} from './__testUtils__/clients';
import { describeOnEmulator, openTarget, Target } from './__testUtils__/target';

jest.setTimeout(TEST_TIMEOUT_MS);

const MACHINE = {
  machineSpec: { machineType: 'n1-standard-2' },
  minReplicaCount: 1,
};

describe('endpoints, by EndpointServiceClient', () => {
  let target: Target;
  let endpoints: EndpointServiceClient;
  let predictions: PredictionServiceClient;
  let models: ModelServiceClient;
  let parent: string;
  let model: string;
  let nextId = Math.floor(Date.now() / 1000);

  beforeAll(async () => {
    target = await openTarget();
    parent = `projects/${target.project}/locations/${target.location}`;
    const options = vertexOptions(target, asRole(target, 'dev:deployer'));
    endpoints = new EndpointServiceClient(options);
    predictions = new PredictionServiceClient(options);
    models = new ModelServiceClient(options);
    const [operation] = await models.uploadModel(
      {
        parent,
        model: {
          displayName: 'conformance-endpoint-model',
          artifactUri: target.artifactUri,
          containerSpec: { imageUri: target.imageUri },
        },
      },
      LRO_POLLING,
    );
    const [response] = await operation.promise();
    model = String(response.model);
  });

  afterAll(async () => {
    const [removal] = await models.deleteModel({ name: model }, LRO_POLLING);
    await removal.promise();
    await Promise.all([endpoints, predictions, models].map(c => c.close()));
    await target.stop();
  });

  const create = async (): Promise<string> => {
    nextId += 1;
    const [operation] = await endpoints.createEndpoint(
      {
        parent,
        endpoint: {
          displayName: 'conformance-endpoint',
          labels: { purpose: 'conformance' },
        },
        endpointId: `conf-${nextId}`,
      },
      LRO_POLLING,
    );
    const [endpoint] = await operation.promise();
    return String(endpoint.name);
  };

  const deploy = async (endpoint: string, request: object = {}) => {
    const [operation] = await endpoints.deployModel(
      {
        endpoint,
        deployedModel: { model, dedicatedResources: MACHINE },
        ...request,
      },
      LRO_POLLING,
    );
    const [response] = await operation.promise();
    return String(response.deployedModel?.id);
  };

  const undeploy = async (endpoint: string, deployedModelId: string) => {
    const [operation] = await endpoints.undeployModel(
      { endpoint, deployedModelId },
      LRO_POLLING,
    );
    await operation.promise();
  };

  const remove = async (name: string) => {
    const [operation] = await endpoints.deleteEndpoint({ name }, LRO_POLLING);
    await operation.promise();
  };

  it('creates an endpoint under the id of the client, once', async () => {
    const name = await create();
    expect(name).toBe(
      `projects/${target.projectNumber}/locations/${target.location}/endpoints/conf-${nextId}`,
    );
    const [endpoint] = await endpoints.getEndpoint({ name });
    expect(endpoint).toMatchObject({
      displayName: 'conformance-endpoint',
      labels: { purpose: 'conformance' },
      deployedModels: [],
      trafficSplit: {},
    });
    const error = await rejection(
      endpoints.createEndpoint({
        parent,
        endpoint: { displayName: 'again' },
        endpointId: `conf-${nextId}`,
      }),
    );
    expect(error.code).toBe(6);
    await remove(name);
    expect((await rejection(endpoints.getEndpoint({ name }))).code).toBe(5);
  });

  it('deploys a model, predicts with it, and lets go of it', async () => {
    const name = await create();
    const id = await deploy(name, { trafficSplit: { 0: 100 } });
    const [endpoint] = await endpoints.getEndpoint({ name });
    expect(endpoint.trafficSplit).toEqual({ [id]: 100 });
    expect(endpoint.deployedModels?.[0]).toMatchObject({
      id,
      modelVersionId: '1',
      displayName: 'conformance-endpoint-model',
      dedicatedResources: {
        machineSpec: { machineType: 'n1-standard-2' },
        minReplicaCount: 1,
        maxReplicaCount: 1,
      },
    });
    const [prediction] = await predictions.predict({
      endpoint: name,
      // By the input's name: the client's REST mode turns an instance that is a list into an object.
      instances: [toValue({ payment: [950, 3, 0.9, 0.9, 6, 5] })],
    } as never);
    expect(prediction.deployedModelId).toBe(id);
    expect(prediction.modelVersionId).toBe('1');
    expect(prediction.modelDisplayName).toBe('conformance-endpoint-model');
    expect(prediction.predictions).toHaveLength(1);

    const refused = await rejection(endpoints.deleteEndpoint({ name }));
    expect(refused.httpStatusCode).toBe(400);
    expect(refused.message).toContain(
      'has deployed or being-deployed DeployedModel(s)',
    );
    await undeploy(name, id);
    await remove(name);
  });

  it('shifts traffic between two versions with the etag, and refuses to take away a model that gets some', async () => {
    const name = await create();
    const first = await deploy(name, { trafficSplit: { 0: 100 } });
    const second = await deploy(name);
    const [before] = await endpoints.getEndpoint({ name });
    expect(before.trafficSplit).toEqual({ [first]: 100 });
    const [after] = await endpoints.updateEndpoint({
      endpoint: {
        name,
        etag: before.etag,
        trafficSplit: { [first]: 90, [second]: 10 },
      },
      updateMask: { paths: ['traffic_split'] },
    });
    expect(after.trafficSplit).toEqual({ [first]: 90, [second]: 10 });
    expect(after.etag).not.toBe(before.etag);

    const stale = await rejection(
      endpoints.updateEndpoint({
        endpoint: { name, etag: before.etag, trafficSplit: { [first]: 100 } },
        updateMask: { paths: ['traffic_split'] },
      }),
    );
    expect([400, 409, 412]).toContain(stale.httpStatusCode);
    const busy = await rejection(
      endpoints.undeployModel({ endpoint: name, deployedModelId: second }),
    );
    expect(busy.httpStatusCode).toBe(400);

    const [operation] = await endpoints.undeployModel(
      {
        endpoint: name,
        deployedModelId: second,
        trafficSplit: { [first]: 100 },
      },
      LRO_POLLING,
    );
    await operation.promise();
    await undeploy(name, first);
    const [emptied] = await endpoints.getEndpoint({ name });
    expect(emptied.trafficSplit).toEqual({});
    await remove(name);
  });

  it('takes the deployed model id of the client, once', async () => {
    const name = await create();
    const deployedModel = {
      id: '4711',
      model,
      dedicatedResources: MACHINE,
    };
    expect(await deploy(name, { deployedModel })).toBe('4711');
    const error = await rejection(
      endpoints.deployModel({ endpoint: name, deployedModel }),
    );
    expect([400, 409]).toContain(error.httpStatusCode);
    await undeploy(name, '4711');
    await remove(name);
  });

  it.each([
    ['a split that does not add up to 100', { trafficSplit: { 0: 90 } }, ''],
    [
      'a split that names an unknown deployed model',
      { trafficSplit: { 0: 50, 123: 50 } },
      'The following DeployedModel ID(s) [123] do not exist.',
    ],
    [
      'an accelerator that the machine cannot take',
      {
        resources: {
          machineSpec: {
            machineType: 'n1-standard-4',
            acceleratorType: 'NVIDIA_TESLA_K80',
            acceleratorCount: 1,
          },
          minReplicaCount: 1,
        },
      },
      'Accelerator "NVIDIA_TESLA_K80" is not supported for machine type "n1-standard-4"',
    ],
    [
      'a machine type that does not exist',
      {
        resources: {
          machineSpec: { machineType: 'n1-gigantic-1' },
          minReplicaCount: 1,
        },
      },
      '',
    ],
    [
      'automatic resources for a custom model',
      { deployedModel: { automaticResources: { minReplicaCount: 1 } } },
      "'automatic_resources' is not supported for Model",
    ],
  ])('refuses a deployment with %s', async (_, change, text) => {
    const { resources, deployedModel, trafficSplit } = change as {
      resources?: object;
      deployedModel?: object;
      trafficSplit?: Record<string, number>;
    };
    const name = await create();
    const error = await rejection(
      endpoints.deployModel({
        endpoint: name,
        deployedModel: {
          model,
          ...(deployedModel ?? { dedicatedResources: resources ?? MACHINE }),
        },
        trafficSplit,
      }),
    );
    expect(error).toMatchObject({ code: 3, httpStatusCode: 400 });
    expect(error.message).toContain(text);
    await remove(name);
  });

  it('changes the replicas of a deployed model', async () => {
    const name = await create();
    const id = await deploy(name);
    const [operation] = await endpoints.mutateDeployedModel(
      {
        endpoint: name,
        deployedModel: {
          id,
          dedicatedResources: { minReplicaCount: 1, maxReplicaCount: 3 },
        },
        updateMask: { paths: ['dedicated_resources.max_replica_count'] },
      },
      LRO_POLLING,
    );
    await operation.promise();
    const [endpoint] = await endpoints.getEndpoint({ name });
    expect(
      endpoint.deployedModels?.[0].dedicatedResources?.maxReplicaCount,
    ).toBe(3);
    await undeploy(name, id);
    await remove(name);
  });

  it('changes the connection of clients by a long-running update', async () => {
    const name = await create();
    const [operation] = await endpoints.updateEndpointLongRunning(
      {
        endpoint: {
          name,
          clientConnectionConfig: { inferenceTimeout: { seconds: 120 } },
        },
      },
      LRO_POLLING,
    );
    await operation.promise();
    const [endpoint] = await endpoints.getEndpoint({ name });
    expect(
      Number(endpoint.clientConnectionConfig?.inferenceTimeout?.seconds),
    ).toBe(120);
    await remove(name);
  });

  it('lists endpoints by display name and label', async () => {
    const name = await create();
    const [byName] = await endpoints.listEndpoints({
      parent,
      filter: 'display_name="conformance-endpoint"',
    });
    expect(byName.map(endpoint => endpoint.name)).toContain(name);
    const [byLabel] = await endpoints.listEndpoints({
      parent,
      filter: 'labels.purpose=something-else',
    });
    expect(byLabel.map(endpoint => endpoint.name)).not.toContain(name);
    await remove(name);
  });

  it('refuses predictions of an endpoint without traffic', async () => {
    const name = await create();
    const error = await rejection(
      predictions.predict({
        endpoint: name,
        instances: [toValue({ payment: [1] })],
      } as never),
    );
    expect(error.httpStatusCode).toBe(400);
    await remove(name);
  });

  describeOnEmulator('with more than Google gives', () => {
    it('passes the words of the model server on for a bad instance', async () => {
      const error = await rejection(
        predictions.predict({
          endpoint: `${parent}/endpoints/4001`,
          instances: [toValue({ payment: ['much'] })],
        } as never),
      );
      expect(error).toMatchObject({ code: 3, httpStatusCode: 400 });
      expect(JSON.parse(error.message).error).toBe(
        `Failed to process element: 0 of 'instances' list. Error: INVALID_ARGUMENT: JSON Value: "much" Type: String is not of expected type: float`,
      );
    });
  });
});
