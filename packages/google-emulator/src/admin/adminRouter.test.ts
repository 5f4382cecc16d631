import { get } from 'node:http';
import { Caller, DEV, TestGoogle } from '../__testUtils__/TestGoogle';

describe('admin routes', () => {
  let google: TestGoogle;
  let admin: Caller;

  beforeEach(async () => {
    google = await TestGoogle.start();
    admin = new Caller(google.emulator.url, undefined);
  });
  afterEach(() => google.stop());

  it('says that it is up', async () => {
    const { body } = await admin.get('/emulator/v1/health');
    expect(body.status).toBe('ok');
  });

  it('refuses browsers', async () => {
    const { status } = await admin.call('GET', '/emulator/v1/state', {
      headers: { origin: 'https://example.com' },
    });
    expect(status).toBe(403);
  });

  it('refuses a name that somebody pointed at this machine', async () => {
    const status = await new Promise((resolve, reject) => {
      get(
        `${google.emulator.url}/emulator/v1/journal`,
        { headers: { host: `evil.example:${google.emulator.port}` } },
        answer => resolve(answer.resume().statusCode),
      ).on('error', reject);
    });
    expect(status).toBe(403);
  });

  it.each([
    ['PUT', 'clock', { now: null }],
    ['PUT', 'clock', { now: 'soon' }],
    ['PUT', 'clock', { advance: 5 }],
    ['PUT', 'clock', { advanceMs: -1 }],
    ['GET', 'journal?after=x', undefined],
    ['GET', 'journal?service=vertex', undefined],
    ['GET', 'journal?since=1', undefined],
  ])('refuses %s %s %j', async (method, path, body) => {
    const answer = await admin.call(method, `/emulator/v1/${path}`, {
      body: body as never,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toBeDefined();
    expect(google.emulator.clock.mode).toBe('real');
  });

  it('says what is wrong with a body that is not JSON', async () => {
    const response = await fetch(`${google.emulator.url}/emulator/v1/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"now": ',
    });
    expect(response.status).toBe(400);
    expect((await response.json()).message).toContain('JSON');
  });

  it('keeps the size of a large body, not the body', async () => {
    const caller = await google.as('dev:predictor');
    await caller.post(`/v1/${DEV}/endpoints/4001:predict`, {
      instances: ['x'.repeat(70_000)],
    });
    const [entry] = google.emulator.journal.entries({ method: 'Predict' });
    expect(entry.body).toBe('(70018 bytes, not kept)');
  });

  it('shows the journal, filtered, with tokens hashed everywhere', async () => {
    const caller = await google.as('dev:deployer');
    const secrets = [caller.token!, 'ya29.in-query', 'ya29.in-form'];
    await caller.call('GET', `/v1/${DEV}/models?pageSize=5`, {
      headers: {
        'x-goog-request-reason': 'deployment-42',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      },
    });
    await admin.get(`/tokeninfo?access_token=${secrets[1]}`);
    await fetch(`${google.emulator.url}/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: secrets[2] }),
    });
    const { body } = await admin.get('/emulator/v1/journal');
    const text = JSON.stringify(body);
    secrets.forEach(secret => expect(text).not.toContain(secret));
    expect(body.entries.map((entry: any) => entry.method)).toEqual([
      'ExchangeToken',
      'ListModels',
      'TokenInfo',
      'RevokeToken',
    ]);
    const filtered = await admin.get(
      '/emulator/v1/journal?service=aiplatform&method=ListModels',
    );
    expect(filtered.body.entries).toHaveLength(1);
    expect(filtered.body.entries[0]).toMatchObject({
      httpMethod: 'GET',
      path: `/v1/${DEV}/models?pageSize=5`,
      status: 200,
      headers: {
        authorization: expect.stringMatching(/^Bearer sha256:[0-9a-f]{12}$/),
        'x-goog-request-reason': 'deployment-42',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      },
    });
    const { id } = filtered.body.entries[0];
    const later = await admin.get(`/emulator/v1/journal?after=${id}`);
    expect(later.body.entries).toHaveLength(2);
    await admin.delete('/emulator/v1/journal');
    expect((await admin.get('/emulator/v1/journal')).body.entries).toEqual([]);
  });

  it('scripts faults and takes them back', async () => {
    const caller = await google.as('dev:viewer');
    const scenario = {
      match: { method: 'ListModels' },
      effect: 'fail',
      times: -1,
    };
    await admin.post('/emulator/v1/scenarios', scenario);
    expect((await caller.get(`/v1/${DEV}/models`)).status).toBe(503);
    expect((await caller.get(`/v1/${DEV}/models`)).status).toBe(503);
    await admin.delete('/emulator/v1/scenarios');
    expect((await caller.get(`/v1/${DEV}/models`)).status).toBe(200);
  });

  it('moves the clock, and back to real time', async () => {
    const put = (body: object) =>
      admin.call('PUT', '/emulator/v1/clock', { body: body as never });
    const set = await put({ now: '2026-03-01T12:00:00Z' });
    expect(set.body).toEqual({
      now: '2026-03-01T12:00:00.000Z',
      mode: 'fixed',
    });
    await put({ advanceMs: 1500 });
    expect((await admin.get('/emulator/v1/clock')).body.now).toBe(
      '2026-03-01T12:00:01.500Z',
    );
    expect((await put({ now: 'yesterday' })).status).toBe(400);
    expect((await put({ advanceMs: -1 })).status).toBe(400);
    expect((await put({ realTime: true })).body.mode).toBe('real');
  });

  it('shows the state without token hashes', async () => {
    const { body } = await admin.get('/emulator/v1/state');
    expect(body.models.map((m: any) => m.displayName)).toContain('fraud-score');
    expect(body.tokens).toBeUndefined();
  });
});
