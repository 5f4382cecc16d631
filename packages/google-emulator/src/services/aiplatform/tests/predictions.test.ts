import { request } from 'node:http';
import { Caller, DEV, TestGoogle } from '../../../__testUtils__/TestGoogle';

const RISKY = [950, 3, 0.95, 0.9, 6, 5];
const SAFE = [20, 12, 0.05, 0.05, 0, 2000];
const ENDPOINT = `/v1/${DEV}/endpoints/4001`;

describe('predictions', () => {
  let google: TestGoogle;
  let caller: Caller;

  beforeEach(async () => {
    google = await TestGoogle.start();
    caller = await google.as('dev:deployer');
  });
  afterEach(() => google.stop());

  const predict = (instances: unknown, path = ENDPOINT) =>
    caller.post(`${path}:predict`, { instances } as never);

  const deploy = (id: string, model: string, trafficSplit: object) =>
    caller.operation(`${ENDPOINT}:deployModel`, {
      deployedModel: {
        id,
        model: `${DEV}/models/${model}`,
        dedicatedResources: { minReplicaCount: 1 },
      },
      trafficSplit: trafficSplit as never,
    });

  it('runs the trained network: a risky payment scores high, an ordinary one low', async () => {
    const { status, body } = await predict([RISKY, SAFE]);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      deployedModelId: '9001',
      model: 'projects/100000000001/locations/europe-west4/models/7001',
      modelVersionId: '1',
      modelDisplayName: 'fraud-score',
    });
    const [[risky], [safe]] = body.predictions;
    expect(risky).toBeGreaterThan(0.9);
    expect(safe).toBeLessThan(0.1);
  });

  it('takes an instance as a list or under the name of the input', async () => {
    const { body } = await predict([RISKY, { payment: RISKY }]);
    expect(body.predictions[0]).toEqual(body.predictions[1]);
  });

  it('answers differently with the next version, and the same when asked again', async () => {
    const first = await predict([RISKY]);
    await deploy('2', '7001@2', { 0: 100 });
    const second = await predict([RISKY]);
    expect(second.body.modelVersionId).toBe('2');
    expect(second.body.predictions).not.toEqual(first.body.predictions);
    expect((await predict([RISKY])).body.predictions).toEqual(
      second.body.predictions,
    );
  });

  it('runs the same network for a model that was uploaded with its artefact', async () => {
    const upload = (await caller.operation(`/v1/${DEV}/models:upload`, {
      model: {
        displayName: 'mine',
        artifactUri: 'gs://backstage-vertex-demo/fraud-score/1/',
        containerSpec: {
          imageUri:
            'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
        },
      },
    })) as any;
    const expected = await predict([RISKY]);
    await deploy('5', upload.response.model.split('/').pop(), { 0: 100 });
    const { body } = await predict([RISKY]);
    expect(body.modelDisplayName).toBe('mine');
    expect(body.predictions).toEqual(expected.body.predictions);
  });

  it.each([
    [
      'text for a number',
      [SAFE, [...SAFE.slice(0, 5), 'old']],
      'Failed to process element: 1 of \'instances\' list. Error: INVALID_ARGUMENT: JSON Value: "old" Type: String is not of expected type: float',
    ],
    [
      'another input name',
      [{ card: SAFE }],
      "Failed to process element: 0 of 'instances' list. Error: INVALID_ARGUMENT: JSON object: does not have named input: payment",
    ],
    [
      'rows of different length',
      [SAFE, SAFE.slice(1)],
      "Failed to process element: 1 of 'instances' list. Error: INVALID_ARGUMENT: Encountered list at unexpected size: 5 at level: 1 expected size: 6",
    ],
    [
      'too few features',
      [[1, 2]],
      'Matrix size-incompatible: In[0]: [1,2], In[1]: [6,6]',
    ],
  ])('passes on what the model server says about %s', async (_, bad, text) => {
    const { status, body } = await predict(bad);
    expect(status).toBe(400);
    expect(body.error.status).toBe('INVALID_ARGUMENT');
    expect(JSON.parse(body.error.message)).toEqual({ error: text });
  });

  it.each([[[]], [undefined]])('refuses the instances %j', async instances => {
    expect((await predict(instances)).status).toBe(400);
  });

  it('shares requests by the traffic split, exactly over a hundred', async () => {
    await deploy('2', '7001@2', { 0: 10, 9001: 90 });
    const counts: Record<string, number> = {};
    for (let i = 0; i < 100; i += 1) {
      const { body } = await predict([SAFE]);
      counts[body.deployedModelId] = (counts[body.deployedModelId] ?? 0) + 1;
    }
    expect(counts).toEqual({ 2: 10, 9001: 90 });
  });

  it('refuses an endpoint without a traffic split', async () => {
    await caller.patch(`${ENDPOINT}?updateMask=trafficSplit`, {});
    const { status, body } = await predict([SAFE]);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      status: 'FAILED_PRECONDITION',
      message: `Endpoint ${DEV}/endpoints/4001 doesn't have traffic_split.`,
    });
  });

  it('answers raw predictions with the body of the server and two headers', async () => {
    const { body, headers } = await caller.post(`${ENDPOINT}:rawPredict`, {
      instances: [SAFE],
    });
    expect(Object.keys(body)).toEqual(['predictions']);
    expect(headers.get('x-vertex-ai-endpoint-id')).toBe('4001');
    expect(headers.get('x-vertex-ai-deployed-model-id')).toBe('9001');
  });

  it('answers a model without a carried artefact deterministically, and checks what sklearn takes', async () => {
    await deploy('3', '7002', { 0: 100 });
    const first = await predict([[1, 2, 3]]);
    expect(first.body.predictions[0]).toBeGreaterThanOrEqual(0);
    expect(first.body.predictions[0]).toBeLessThanOrEqual(1);
    expect((await predict([[1, 2, 3]])).body).toEqual(first.body);
    expect((await predict([[1, 2, 4]])).body).not.toEqual(first.body);
    expect((await predict([{ a: 1 }])).status).toBe(400);
  });

  it('refuses more than 1.5 MB on a shared endpoint', async () => {
    const { status, body } = await predict([['x'.repeat(1_500_001)]]);
    expect(status).toBe(400);
    expect(body.error.message).toContain('larger than 1500000 bytes');
  });

  it('refuses a dedicated endpoint under the shared domain and names its own', async () => {
    const endpoint = google.emulator.state.endpoints.get(
      'projects/100000000001/locations/europe-west4/endpoints/4001',
    )!;
    endpoint.spec.dedicatedEndpointEnabled = true;
    const dns = '4001.europe-west4-100000000001.prediction.vertexai.goog';
    expect((await caller.get(ENDPOINT)).body.dedicatedEndpointDns).toBe(dns);
    const { status, body } = await predict([SAFE]);
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      `Dedicated Endpoint cannot be accessed through the shared Vertex AI domain aiplatform.googleapis.com. Please access the endpoint using its dedicated domain name '${dns}'`,
    );
  });

  it('answers a dedicated endpoint under its own name, up to 10 MB', async () => {
    const endpoint = google.emulator.state.endpoints.get(
      'projects/100000000001/locations/europe-west4/endpoints/4001',
    )!;
    endpoint.spec.dedicatedEndpointEnabled = true;
    const statusOf = (bytes: number) =>
      new Promise((resolve, reject) => {
        request(
          `${google.emulator.url}${ENDPOINT}:predict`,
          {
            method: 'POST',
            headers: {
              host: '4001.europe-west4-100000000001.prediction.vertexai.goog',
              authorization: `Bearer ${caller.token}`,
              'content-type': 'application/json',
            },
          },
          answer => resolve(answer.resume().statusCode),
        )
          .on('error', reject)
          .end(JSON.stringify({ instances: [SAFE] }).padEnd(bytes));
      });
    expect(await statusOf(10_000_000)).toBe(200);
    expect(await statusOf(10_000_001)).toBe(400);
  });
});
