import { Caller, DEV, TestGoogle } from '../__testUtils__/TestGoogle';

const MODELS = `/v1/${DEV}/models`;

describe('scenarios', () => {
  let google: TestGoogle;
  let caller: Caller;

  beforeEach(async () => {
    google = await TestGoogle.start();
    caller = await google.as('dev:deployer');
  });
  afterEach(() => google.stop());

  it('fails twice, then lets the request through', async () => {
    google.emulator.scenarios.add({
      match: { service: 'aiplatform', method: 'ListModels' },
      effect: 'fail',
      status: 'UNAVAILABLE',
      message: 'The service is currently unavailable.',
      times: 2,
    });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) {
      statuses.push((await caller.get(MODELS)).status);
    }
    expect(statuses).toEqual([503, 503, 200]);
    expect(
      google.emulator.journal
        .entries({ method: 'ListModels' })
        .map(entry => entry.errorReason),
    ).toEqual(['UNAVAILABLE', 'UNAVAILABLE', undefined]);
  });

  it('takes a status by its HTTP number and matches part of the path', async () => {
    google.emulator.scenarios.add({
      match: { resource: 'models/7001' },
      effect: 'fail',
      status: 500,
    });
    expect((await caller.get(`${MODELS}/7002`)).status).toBe(200);
    expect((await caller.get(`${MODELS}/7001`)).status).toBe(500);
  });

  it('throttles with a time to wait', async () => {
    google.emulator.scenarios.add({
      match: { method: 'ListModels' },
      effect: 'throttle',
      retryAfterSeconds: 7,
    });
    const { status, headers, body } = await caller.get(MODELS);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('7');
    expect(body.error.status).toBe('RESOURCE_EXHAUSTED');
    expect(body.error.details[0]).toMatchObject({
      reason: 'RATE_LIMIT_EXCEEDED',
      metadata: {
        consumer: 'projects/100000000001',
        quota_location: 'europe-west4',
        service: 'aiplatform.googleapis.com',
      },
    });
  });

  it('throttles and fails the token exchange in its own shape', async () => {
    const assertion = await google.issuer.sign(google.claims('dev:viewer'));
    google.emulator.scenarios.add({
      match: { service: 'sts' },
      effect: 'throttle',
    });
    const throttled = await google.exchange(assertion);
    expect(throttled.status).toBe(429);
    expect(throttled.body.error).toBe('quota_exceeded');
    google.emulator.scenarios.add({
      match: { service: 'sts' },
      effect: 'fail',
    });
    expect((await google.exchange(assertion)).status).toBe(503);
    expect((await google.exchange(assertion)).status).toBe(200);
  });

  it('says what Google says when predictions come too fast', async () => {
    google.emulator.scenarios.add({
      match: { method: 'Predict' },
      effect: 'throttle',
    });
    const { body } = await caller.post(`/v1/${DEV}/endpoints/4001:predict`, {
      instances: [[20, 12, 0.1, 0.1, 0, 2000]],
    });
    expect(body.error.message).toBe(
      'Rate of traffic exceeds capacity. Ramp your traffic up more slowly. endpoint_id: 4001, deployed_model_id: 9001',
    );
  });

  it('does the work and loses the answer', async () => {
    google.emulator.scenarios.add({
      match: { method: 'CreateEndpoint' },
      effect: 'loseAnswer',
    });
    const path = `/v1/${DEV}/endpoints`;
    await expect(
      caller.post(`${path}?endpointId=lost`, { displayName: 'x' }),
    ).rejects.toThrow();
    expect((await caller.get(`${path}/lost`)).status).toBe(200);
    const [entry] = google.emulator.journal.entries({
      method: 'CreateEndpoint',
    });
    expect(entry.status).toBe(0);
  });

  it('fails an operation that would be done at once', async () => {
    await caller.operation(`/v1/${DEV}/endpoints?endpointId=doomed`, {
      displayName: 'x',
    });
    google.emulator.scenarios.add({
      match: { method: 'DeleteEndpoint' },
      effect: 'failOperationAtStage',
    });
    const { body } = await caller.delete(`/v1/${DEV}/endpoints/doomed`);
    expect(body.done).toBeUndefined();
    expect((await caller.get(`/v1/${body.name}`)).body.error.code).toBe(9);
    expect((await caller.get(`/v1/${DEV}/endpoints/doomed`)).status).toBe(200);
  });

  it('answers late', async () => {
    google.emulator.scenarios.add({
      match: { method: 'ListModels' },
      effect: 'slow',
      delayMs: 120,
    });
    const start = performance.now();
    expect((await caller.get(MODELS)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(115);
  });

  it('never answers, and the journal shows that the request arrived', async () => {
    google.emulator.scenarios.add({
      match: { method: 'ListModels' },
      effect: 'hang',
    });
    await expect(
      fetch(`${google.emulator.url}${MODELS}`, {
        signal: AbortSignal.timeout(100),
      }),
    ).rejects.toThrow();
    const [entry] = google.emulator.journal.entries({ method: 'ListModels' });
    expect(entry.status).toBe(0);
    expect((await caller.get(MODELS)).status).toBe(200);
  });

  it('lets go of hanging requests when the emulator stops', async () => {
    google.emulator.scenarios.add({
      match: { method: 'ListModels' },
      effect: 'hang',
    });
    const hanging = caller.get(MODELS).then(
      () => 'answered',
      () => 'cut off',
    );
    while (
      google.emulator.journal.entries({ method: 'ListModels' }).length < 1
    ) {
      await new Promise(resolve => setImmediate(resolve));
    }
    await google.emulator.stop();
    expect(await hanging).toBe('cut off');
  });

  it('expires the token in the middle of an operation', async () => {
    const { body } = await caller.post(`/v1/${DEV}/endpoints`, {
      displayName: 'x',
    });
    google.emulator.scenarios.add({
      match: { method: 'GetOperation' },
      effect: 'expireToken',
    });
    const refused = await caller.get(`/v1/${body.name}`);
    expect(refused.status).toBe(401);
    expect(refused.body.error.details[0].reason).toBe('ACCESS_TOKEN_EXPIRED');
    const fresh = await google.as('dev:deployer');
    expect((await fresh.get(`/v1/${body.name}`)).body.done).toBe(true);
  });

  it.each([
    [{ match: {}, effect: 'explode' }, 'effect'],
    [{ match: {}, effect: 'fail', status: 'OOPS' }, 'status'],
    [{ match: {}, effect: 'failOperationAtStage', stage: 'LATER' }, 'stage'],
    [{ match: {}, effect: 'fail', times: 0 }, 'times'],
    [{ match: { verb: 'GET' }, effect: 'fail' }, 'verb'],
    [{ match: { service: 'vertex' }, effect: 'fail' }, 'service'],
    [{ match: { method: 'DeployModle' }, effect: 'fail' }, 'DeployModle'],
  ])('refuses the scenario %j, over HTTP too', async (scenario, text) => {
    expect(() => google.emulator.scenarios.add(scenario as never)).toThrow(
      text,
    );
    const { status, body } = await caller.post(
      '/emulator/v1/scenarios',
      scenario as never,
    );
    expect(status).toBe(400);
    expect(body.message).toContain(text);
  });
});
