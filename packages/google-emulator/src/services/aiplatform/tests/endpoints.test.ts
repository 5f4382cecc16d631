import { OWN_WORDING } from '../../../texts';
import { Caller, DEV, TestGoogle } from '../../../__testUtils__/TestGoogle';

const NUMBERED = 'projects/100000000001/locations/europe-west4';
const RESOURCES = {
  machineSpec: { machineType: 'n1-standard-2' },
  minReplicaCount: 1,
};

describe('endpoints over plain HTTP', () => {
  let google: TestGoogle;
  let caller: Caller;

  beforeEach(async () => {
    google = await TestGoogle.start();
    caller = await google.as('dev:deployer');
  });
  afterEach(() => google.stop());

  const endpoint = async (id = '4001') =>
    (await caller.get(`/v1/${DEV}/endpoints/${id}`)).body;

  const deploy = (change: object = {}, model: object = {}) =>
    caller.post(`/v1/${DEV}/endpoints/4001:deployModel`, {
      deployedModel: {
        model: `${DEV}/models/7001`,
        dedicatedResources: RESOURCES,
        ...model,
      },
      ...change,
    });

  it.each([
    ['name', 'letters-and-1', 200],
    ['name', '123456789', 200],
    ['ten digits', '1234567890', 400],
    ['a leading zero', '0123', 400],
    ['a hyphen at the end', 'x-', 400],
    ['capitals', 'Upper', 400],
    ['a leading hyphen', '-x', 400],
    ['64 characters', `a${'b'.repeat(63)}`, 400],
  ])('answers the custom id %s "%s" with %i', async (_, id, status) => {
    const answer = await caller.post(`/v1/${DEV}/endpoints?endpointId=${id}`, {
      displayName: 'x',
    });
    expect(answer.status).toBe(status);
  });

  it('refuses an id while its creation still runs', async () => {
    await google.stop();
    google = await TestGoogle.start({ stageDurationMs: 60_000 });
    caller = await google.as('dev:deployer');
    const create = () =>
      caller.post(`/v1/${DEV}/endpoints?endpointId=slow`, { displayName: 'x' });
    expect((await create()).status).toBe(200);
    const { status, body } = await create();
    expect(status).toBe(409);
    expect(body.error.status).toBe('ALREADY_EXISTS');
    expect((await caller.get(`/v1/${DEV}/endpoints/slow`)).status).toBe(404);
  });

  const manyLabels = Object.fromEntries(
    Array.from({ length: 65 }, (_, index) => [`key-${index}`, '']),
  );

  it.each<[object, string]>([
    [{}, 'Field: endpoint.display_name; Message: Required field is not set.'],
    [{ displayName: 'x'.repeat(129) }, 'Field: endpoint.display_name;'],
    [{ displayName: 'x', labels: { UPPER: 'x' } }, 'Field: endpoint.labels;'],
    [{ displayName: 'x', labels: { '-x': 'x' } }, 'Field: endpoint.labels;'],
    [
      { displayName: 'x', labels: { ok: 'x'.repeat(64) } },
      'Field: endpoint.labels;',
    ],
    [
      { displayName: 'x', labels: { ok: '価'.repeat(43) } },
      'Field: endpoint.labels;',
    ],
    [{ displayName: 'x', labels: manyLabels }, 'no more than 64 labels'],
    [
      { displayName: 'x', network: 'n', privateServiceConnectConfig: {} },
      'network',
    ],
    [
      {
        displayName: 'x',
        clientConnectionConfig: { inferenceTimeout: '3601s' },
      },
      'Field: endpoint.client_connection_config.inference_timeout;',
    ],
    [{ displayName: 'x', trafficSplit: { 5: 100 } }, '[5] do not exist'],
  ])('refuses to create %j', async (body, text) => {
    const answer = await caller.post(`/v1/${DEV}/endpoints`, body as never);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(text);
  });

  it('names every field that Vertex AI refuses, in the text and in the details', async () => {
    const { body } = await caller.post(`/v1/${DEV}/endpoints`, {
      labels: { UPPER: 'x' },
    });
    const [name, labels] = body.error.details[0].fieldViolations;
    expect(body.error.details).toEqual([
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [
          {
            field: 'endpoint.display_name',
            description: 'Required field is not set.',
          },
          {
            field: 'endpoint.labels',
            description: expect.stringMatching(/^There can be no more than 64/),
          },
        ],
      },
    ]);
    expect(body.error.message).toBe(
      `List of found errors:\t1.Field: ${name.field}; Message: ${name.description}\t2.Field: ${labels.field}; Message: ${labels.description}\t`,
    );
  });

  it('lists every bad field of a body, as the front end of Google does', async () => {
    const { status, body } = await caller.post(`/v1/${DEV}/endpoints`, {
      displayName: 7,
      colour: 'red',
      trafficSplit: { a: 'many' },
    });
    expect(status).toBe(400);
    expect(body.error.message.split('\n')).toEqual([
      "Invalid value at 'endpoint.display_name' (TYPE_STRING), 7",
      `Invalid JSON payload received. Unknown name "colour" at 'endpoint': Cannot find field.`,
      'Invalid value at \'endpoint.traffic_split[0].value\' (TYPE_INT32), "many"',
    ]);
    expect(body.error.details[0]['@type']).toBe(
      'type.googleapis.com/google.rpc.BadRequest',
    );
  });

  it('gives a new etag with every write and refuses the old one', async () => {
    const before = await endpoint();
    const write = (etag?: string) =>
      caller.patch(`/v1/${DEV}/endpoints/4001?updateMask=description`, {
        description: 'changed',
        ...(etag ? { etag } : {}),
      });
    const first = await write(before.etag);
    expect(first.status).toBe(200);
    expect(first.body.etag).not.toBe(before.etag);
    const stale = await write(before.etag);
    expect(stale.status).toBe(409);
    expect(stale.body.error.status).toBe('ABORTED');
    expect(stale.body.error.message).toContain(OWN_WORDING);
    // Without an etag a write is blind, as documented.
    expect((await write()).status).toBe(200);
  });

  it.each(['', 'deployed_models', 'name', 'createTime'])(
    'refuses the update mask "%s"',
    async mask => {
      const { status } = await caller.patch(
        `/v1/${DEV}/endpoints/4001?updateMask=${mask}`,
        { displayName: 'x' },
      );
      expect(status).toBe(400);
    },
  );

  it('writes the split of a deployment over the old one, with the new id for "0"', async () => {
    await deploy(
      { trafficSplit: { 0: 20, 9001: 80 } },
      { id: '77', model: `${DEV}/models/7001@champion` },
    );
    const after = await endpoint();
    expect(after.trafficSplit).toEqual({ 77: 20, 9001: 80 });
    expect(after.deployedModels[1]).toMatchObject({
      id: '77',
      model: `${NUMBERED}/models/7001`,
      modelVersionId: '1',
      displayName: 'fraud-score',
    });
  });

  it('leaves the split alone when a deployment sends none', async () => {
    await deploy();
    const after = await endpoint();
    expect(after.trafficSplit).toEqual({ 9001: 100 });
    expect(after.deployedModels).toHaveLength(2);
    expect(after.deployedModels[1].modelVersionId).toBe('2');
  });

  it.each<[string, object, object, string, string]>([
    ['a taken deployed model id', {}, { id: '9001' }, 'ALREADY_EXISTS', '9001'],
    ['an id with letters', {}, { id: 'abc' }, 'INVALID_ARGUMENT', 'abc'],
    [
      'an id of eleven digits',
      {},
      { id: '12345678901' },
      'INVALID_ARGUMENT',
      '12345678901',
    ],
    [
      'a split of 99',
      { trafficSplit: { 0: 99 } },
      {},
      'INVALID_ARGUMENT',
      'add up to 99',
    ],
    [
      'a negative share',
      { trafficSplit: { 0: -1, 9001: 101 } },
      {},
      'INVALID_ARGUMENT',
      '-1',
    ],
    [
      'a stranger in the split',
      { trafficSplit: { 0: 50, 1: 50 } },
      {},
      'INVALID_ARGUMENT',
      'The following DeployedModel ID(s) [1] do not exist.',
    ],
    [
      'no resources',
      {},
      { dedicatedResources: undefined },
      'INVALID_ARGUMENT',
      'must be set',
    ],
    [
      'two kinds of resources',
      {},
      { automaticResources: { minReplicaCount: 1 } },
      'INVALID_ARGUMENT',
      'prediction_resources',
    ],
    [
      'no replicas',
      {},
      { dedicatedResources: { minReplicaCount: 0 } },
      'INVALID_ARGUMENT',
      'min_replica_count',
    ],
    [
      'max below min',
      {},
      { dedicatedResources: { minReplicaCount: 3, maxReplicaCount: 2 } },
      'INVALID_ARGUMENT',
      'max_replica_count',
    ],
    [
      'an unknown machine',
      {},
      {
        dedicatedResources: {
          machineSpec: { machineType: 'z9-huge' },
          minReplicaCount: 1,
        },
      },
      'INVALID_ARGUMENT',
      'z9-huge',
    ],
    [
      'three T4',
      {},
      {
        dedicatedResources: {
          machineSpec: {
            machineType: 'n1-standard-4',
            acceleratorType: 'NVIDIA_TESLA_T4',
            acceleratorCount: 3,
          },
          minReplicaCount: 1,
        },
      },
      'INVALID_ARGUMENT',
      'Possible counts: 1, 2, 4',
    ],
    [
      'an accelerator without a count',
      {},
      {
        dedicatedResources: {
          machineSpec: { acceleratorType: 'NVIDIA_TESLA_T4' },
          minReplicaCount: 1,
        },
      },
      'INVALID_ARGUMENT',
      'accelerator_count',
    ],
    [
      'a GPU machine without its GPU',
      {},
      {
        dedicatedResources: {
          machineSpec: { machineType: 'g2-standard-4' },
          minReplicaCount: 1,
        },
      },
      'INVALID_ARGUMENT',
      'NVIDIA_L4',
    ],
    [
      'an unknown metric',
      {},
      {
        dedicatedResources: {
          ...RESOURCES,
          autoscalingMetricSpecs: [{ metricName: 'cpu' }],
        },
      },
      'INVALID_ARGUMENT',
      '"cpu"',
    ],
    [
      'a missing model',
      {},
      { model: `${DEV}/models/1` },
      'NOT_FOUND',
      'The Model does not exist.',
    ],
    [
      'a missing version',
      {},
      { model: `${DEV}/models/7001@9` },
      'NOT_FOUND',
      'The Model does not exist.',
    ],
    [
      'a missing pool',
      {},
      {
        dedicatedResources: undefined,
        sharedResources: `${DEV}/deploymentResourcePools/none`,
      },
      'NOT_FOUND',
      'The DeploymentResourcePool does not exist.',
    ],
    [
      'a model of another location',
      {},
      { model: 'projects/ml-dev/locations/us-central1/models/7001' },
      'INVALID_ARGUMENT',
      'Field: deployed_model.model;',
    ],
    [
      'a pool of another project',
      {},
      {
        dedicatedResources: undefined,
        sharedResources:
          'projects/ml-prod/locations/europe-west4/deploymentResourcePools/p',
      },
      'INVALID_ARGUMENT',
      'Field: deployed_model.shared_resources;',
    ],
    [
      'a model of a project that the caller cannot read',
      {},
      { model: 'projects/ml-prod/locations/europe-west4/models/7001' },
      'PERMISSION_DENIED',
      'aiplatform.models.get',
    ],
    [
      'a serving account that does not exist',
      {},
      { serviceAccount: 'x@ml-dev.iam.gserviceaccount.com' },
      'PERMISSION_DENIED',
      'act as',
    ],
  ])('refuses to deploy with %s', async (_, change, model, status, text) => {
    const { body } = await deploy(change, model);
    expect(body.error.status).toBe(status);
    expect(body.error.message).toContain(text);
    expect((await endpoint()).deployedModels).toHaveLength(1);
  });

  it('refuses a model without a serving container, and one from a strange registry', async () => {
    const upload = async (model: object) => {
      const { response } = (await caller.operation(`/v1/${DEV}/models:upload`, {
        model: { displayName: 'x', ...model },
      })) as any;
      return deploy({}, { model: response.model });
    };
    const bare = await upload({});
    expect(bare.body.error.message).toContain(
      'supported_deployment_resources_types is empty',
    );
    const strange = await upload({
      containerSpec: { imageUri: 'docker.io/library/nginx' },
    });
    expect(strange.body.error.message).toBe(
      'Invalid image "docker.io/library/nginx" for deployment. Please use a Model with a valid image.',
    );
  });

  it('lets a deployer act as a serving account of the project', async () => {
    const { status } = await deploy(
      {},
      { serviceAccount: 'model-server@ml-dev.iam.gserviceaccount.com' },
    );
    expect(status).toBe(200);
    google.emulator.state.project('ml-dev')!.bindings.forEach(binding => {
      binding.role = binding.role.replace('vertexDeployer', 'withoutActAs');
    });
    const { roles } = google.emulator.state.iam;
    roles['organizations/1/roles/withoutActAs'] = roles[
      'organizations/1/roles/vertexDeployer'
    ].filter(permission => permission !== 'iam.serviceAccounts.actAs');
    const refused = await deploy(
      {},
      { serviceAccount: 'model-server@ml-dev.iam.gserviceaccount.com' },
    );
    expect(refused.status).toBe(403);
    expect(refused.body.error.details[0].metadata.permission).toBe(
      'iam.serviceAccounts.actAs',
    );
  });

  it('counts serving quota on the largest number of replicas, also of deployments that still run', async () => {
    await google.stop();
    google = await TestGoogle.start({ stageDurationMs: 60_000 });
    caller = await google.as('dev:deployer');
    google.emulator.state.quotas.find(
      quota =>
        quota.project === 'ml-dev' &&
        quota.location === 'europe-west4' &&
        quota.metric.endsWith('_cpus'),
    )!.limit = 8;
    const ask = (maxReplicaCount: number) =>
      deploy({}, { dedicatedResources: { ...RESOURCES, maxReplicaCount } });
    // The seeded model holds 2 CPUs; 4 replicas of 2 would make 10.
    const { status, body } = await ask(4);
    expect(status).toBe(429);
    expect(body.error).toMatchObject({
      status: 'RESOURCE_EXHAUSTED',
      message:
        'The following quota metrics exceed quota limits: aiplatform.googleapis.com/custom_model_serving_cpus',
    });
    expect((await ask(2)).status).toBe(200);
    expect((await ask(2)).status).toBe(429);
  });

  it('counts serving quota of pools, made and being made', async () => {
    await google.stop();
    google = await TestGoogle.start({ stageDurationMs: 60_000 });
    caller = await google.as('dev:deployer');
    google.emulator.state.quotas = [
      {
        metric: 'aiplatform.googleapis.com/custom_model_serving_cpus',
        project: 'ml-dev',
        location: 'europe-west4',
        limit: 8,
      },
    ];
    const create = (id: string) =>
      caller.post(`/v1/${DEV}/deploymentResourcePools`, {
        deploymentResourcePoolId: id,
        deploymentResourcePool: {
          dedicatedResources: { ...RESOURCES, maxReplicaCount: 3 },
        },
      });
    expect((await create('first')).status).toBe(200);
    expect((await create('second')).status).toBe(429);
    expect((await deploy()).status).toBe(429);
    google.emulator.clock.advance(60_000);
    expect((await create('second')).status).toBe(429);
  });

  it('refuses a GPU without quota', async () => {
    const { body } = await deploy(
      {},
      {
        dedicatedResources: {
          machineSpec: {
            machineType: 'a2-highgpu-1g',
            acceleratorType: 'NVIDIA_TESLA_A100',
            acceleratorCount: 1,
          },
          minReplicaCount: 1,
        },
      },
    );
    expect(body.error.message).toContain(
      'custom_model_serving_nvidia_a100_gpus',
    );
  });

  it('undeploys only a model without traffic, except the last one', async () => {
    await deploy({}, { id: '77' });
    const undeploy = (body: object) =>
      caller.post(`/v1/${DEV}/endpoints/4001:undeployModel`, body as never);
    const busy = await undeploy({ deployedModelId: '9001' });
    expect(busy.body.error.status).toBe('FAILED_PRECONDITION');
    const still = await undeploy({
      deployedModelId: '9001',
      trafficSplit: { 9001: 100 },
    });
    expect(still.status).toBe(400);
    const moved = await undeploy({
      deployedModelId: '9001',
      trafficSplit: { 77: 100 },
    });
    expect(moved.status).toBe(200);
    expect((await endpoint()).trafficSplit).toEqual({ 77: 100 });
    expect((await undeploy({ deployedModelId: '77' })).status).toBe(200);
    const empty = await endpoint();
    expect(empty.trafficSplit).toBeUndefined();
    expect(empty.deployedModels).toBeUndefined();
    expect((await undeploy({ deployedModelId: '77' })).body.error.message).toBe(
      'The following DeployedModel ID(s) [77] do not exist.',
    );
  });

  it('refuses to delete an endpoint that serves or is about to', async () => {
    const remove = (id: string) => caller.delete(`/v1/${DEV}/endpoints/${id}`);
    const busy = await remove('4001');
    expect(busy.status).toBe(400);
    expect(busy.body.error.message).toBe(
      `Endpoint ${NUMBERED}/endpoints/4001 has deployed or being-deployed DeployedModel(s).`,
    );
    await caller.operation(`/v1/${DEV}/endpoints?endpointId=empty`, {
      displayName: 'x',
    });
    const gone = await remove('empty');
    expect(gone.body).toMatchObject({
      done: true,
      response: { '@type': 'type.googleapis.com/google.protobuf.Empty' },
    });
    expect(gone.body.name).toMatch(new RegExp(`^${NUMBERED}/operations/`));
    expect((await remove('empty')).body.error.message).toBe(
      'The Endpoint does not exist.',
    );
  });

  it('mutates replicas and logging, nothing else', async () => {
    const mutate = (deployedModel: object, updateMask: string) =>
      caller.post(`/v1/${DEV}/endpoints/4001:mutateDeployedModel`, {
        deployedModel: { id: '9001', ...deployedModel },
        updateMask,
      });
    const done = await mutate(
      {
        dedicatedResources: { minReplicaCount: 2, maxReplicaCount: 4 },
        disableContainerLogging: true,
      },
      'dedicatedResources.minReplicaCount,dedicated_resources.max_replica_count,disableContainerLogging',
    );
    expect(done.status).toBe(200);
    expect((await endpoint()).deployedModels[0]).toMatchObject({
      disableContainerLogging: true,
      dedicatedResources: { minReplicaCount: 2, maxReplicaCount: 4 },
      status: { availableReplicaCount: 2 },
    });
    expect((await mutate({ displayName: 'x' }, 'displayName')).status).toBe(
      400,
    );
    expect(
      (
        await mutate(
          { dedicatedResources: { minReplicaCount: 9 } },
          'dedicatedResources.minReplicaCount',
        )
      ).status,
    ).toBe(400);
  });

  it('updates only the client connection by the long-running update', async () => {
    const update = (body: object) =>
      caller.post(`/v1/${DEV}/endpoints/4001:update`, {
        endpoint: body as never,
      });
    expect(
      (await update({ clientConnectionConfig: { inferenceTimeout: '30s' } }))
        .status,
    ).toBe(200);
    expect((await endpoint()).clientConnectionConfig).toEqual({
      inferenceTimeout: '30s',
    });
    expect((await update({ displayName: 'x' })).status).toBe(400);
  });

  it('deploys on a shared pool, which then cannot be deleted', async () => {
    const pools = `/v1/${DEV}/deploymentResourcePools`;
    await caller.operation(pools, {
      deploymentResourcePoolId: 'pool-1',
      deploymentResourcePool: { dedicatedResources: RESOURCES },
    });
    const listed = await caller.get(pools);
    expect(listed.body.deploymentResourcePools[0].name).toBe(
      `${NUMBERED}/deploymentResourcePools/pool-1`,
    );
    await deploy(
      {},
      {
        id: '55',
        dedicatedResources: undefined,
        sharedResources: `${DEV}/deploymentResourcePools/pool-1`,
      },
    );
    const query = await caller.get(`${pools}/pool-1:queryDeployedModels`);
    expect(query.body).toEqual({
      deployedModelRefs: [
        { endpoint: `${NUMBERED}/endpoints/4001`, deployedModelId: '55' },
      ],
      totalDeployedModelCount: 1,
      totalEndpointCount: 1,
    });
    expect((await caller.delete(`${pools}/pool-1`)).status).toBe(400);
    await caller.post(`/v1/${DEV}/endpoints/4001:undeployModel`, {
      deployedModelId: '55',
    });
    expect((await caller.delete(`${pools}/pool-1`)).body.done).toBe(true);
    expect((await caller.get(`${pools}/pool-1`)).status).toBe(404);
  });
});
