import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatorClock } from './core/EmulatorClock';
import { DOCUMENTED_RATE_LIMITS } from './http/RateLimiter';
import { demoSeed } from './seed/demoSeed';
import type { EmulatorSeed } from './seed/EmulatorSeed';
import { startEmulator } from './startEmulator';
import { Caller, DEV, TestGoogle } from './__testUtils__/TestGoogle';

describe('startEmulator', () => {
  it.each(['0.0.0.0', '192.168.1.5', 'example.com', '::'])(
    'refuses to listen on %s',
    async host => {
      await expect(startEmulator({ host })).rejects.toThrow(
        'accepts loopback hosts only',
      );
    },
  );

  it('refuses to start in production', async () => {
    const { NODE_ENV } = process.env;
    Object.assign(process.env, { NODE_ENV: 'production' });
    try {
      await expect(startEmulator()).rejects.toThrow(
        'refuses to start with NODE_ENV=production',
      );
    } finally {
      Object.assign(process.env, { NODE_ENV });
    }
  });

  it('says in one sentence that a port is taken', async () => {
    const first = await startEmulator();
    await expect(startEmulator({ port: first.port })).rejects.toThrow(
      `Port ${first.port} on 127.0.0.1 is taken by another program.`,
    );
    await first.stop();
  });

  it.each<[string, (provider: any, seed: EmulatorSeed) => void, string]>([
    [
      'an http issuer beyond loopback',
      provider => {
        provider.issuer = 'http://portal.example.com';
      },
      'must be an https address',
    ],
    [
      'an http issuer that only begins like loopback',
      provider => {
        provider.issuer = 'http://localhost.example.com';
      },
      'must be an https address',
    ],
    [
      'nine uploaded keys',
      provider => {
        provider.jwks = { keys: Array(9).fill({ kty: 'EC' }) };
      },
      'at most 8',
    ],
    [
      'a key of a kind that Google does not take',
      provider => {
        provider.jwks = { keys: [{ kty: 'EC', kid: 'k', crv: 'P-384' }] };
      },
      'key "k" is neither RSA nor EC on P-256',
    ],
    [
      'a private key among the uploaded ones',
      provider => {
        provider.jwks = { keys: [{ kty: 'EC', kid: 'k', d: 'secret' }] };
      },
      'key "k" holds "d"',
    ],
    [
      'a pool whose name is reserved',
      (_provider, seed) => {
        seed.workloadIdentityPools[0].name =
          'projects/1/locations/global/workloadIdentityPools/gcp-mine';
      },
      'reserved',
    ],
    [
      'no mapping of the subject',
      provider => {
        provider.attributeMapping = {};
      },
      'must map google.subject',
    ],
    [
      'a condition that is not CEL',
      provider => {
        provider.attributeCondition = 'assertion.environment in (';
      },
      'attributeCondition:',
    ],
    [
      'a condition that is never true or false',
      provider => {
        provider.attributeCondition = "'prod'";
      },
      'must be true or false',
    ],
    [
      'a mapping by a function that there is not',
      provider => {
        provider.attributeMapping['attribute.x'] = 'assertion.sub.shorten(5)';
      },
      'the mapping of attribute.x',
    ],
  ])('refuses a seed with %s', async (_, change, text) => {
    const seed = demoSeed();
    change(seed.workloadIdentityPools[0].providers[0], seed);
    await expect(startEmulator({ seed })).rejects.toThrow(text);
  });

  it('gives a region a port of its own, which refuses other locations', async () => {
    const google = await TestGoogle.start({ regions: ['us-central1'] });
    const { token } = await google.as('dev:viewer');
    const regional = new Caller(
      `http://127.0.0.1:${google.emulator.regionPorts['us-central1']}`,
      token,
    );
    const own = '/v1/projects/ml-dev/locations/us-central1/endpoints';
    expect((await regional.get(own)).status).toBe(200);
    expect((await regional.get(`/v1/${DEV}/endpoints`)).status).toBe(400);
    await google.stop();
  });

  it('holds clients to the documented rates when the seed says so', async () => {
    const clock = new EmulatorClock();
    const google = await TestGoogle.start({ clock });
    clock.set(new Date('2026-03-01T12:00:00Z'));
    google.emulator.state.rateLimits = DOCUMENTED_RATE_LIMITS;
    const caller = await google.as('dev:deployer');
    const create = () =>
      caller.post(`/v1/${DEV}/endpoints`, { displayName: 'x' });
    for (let i = 0; i < 60; i += 1) {
      expect((await create()).status).toBe(200);
    }
    const { status, body } = await create();
    expect(status).toBe(429);
    expect(body.error.details[0].reason).toBe('RATE_LIMIT_EXCEEDED');
    clock.advance(60_000);
    expect((await create()).status).toBe(200);
    await google.stop();
  });

  it('holds token exchanges to their rate, in the words of the exchange', async () => {
    const google = await TestGoogle.start();
    google.emulator.state.rateLimits = DOCUMENTED_RATE_LIMITS.map(limit => ({
      ...limit,
      perMinute: 2,
    }));
    const assertion = await google.issuer.sign(google.claims('dev:viewer'));
    const answers = [];
    for (let i = 0; i < 3; i += 1) {
      answers.push(await google.exchange(assertion));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2].body).toEqual({
      error: 'quota_exceeded',
      error_description:
        'The request was throttled due to rate limit: sts.googleapis.com/requests',
    });
    await google.stop();
  });

  it('answers an unknown path with a page, as Google does', async () => {
    const google = await TestGoogle.start();
    const caller = await google.as('dev:viewer');
    const { status, body } = await caller.get('/v1/no/such/thing');
    expect(status).toBe(404);
    expect(body).toContain('<!DOCTYPE html>');
    expect(
      (await caller.get('/v1/projects/%E0%A4%A/locations/x/models')).status,
    ).toBe(404);
    await google.stop();
  });
});

describe('state over a restart', () => {
  let folder: string;
  let stateFile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emulator-'));
    stateFile = join(folder, 'deep', 'state.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps resources, running operations and tokens, and no token in clear', async () => {
    const clock = new EmulatorClock();
    clock.set(new Date('2026-03-01T12:00:00Z'));
    const options = { clock, stateFile, stageDurationMs: 1_000 };
    const google = await TestGoogle.start({
      ...options,
      seed: seed =>
        seed.oauthTokens.push({
          token: 'ya29.a0-user',
          email: 'dana@example.com',
          clientId: 'c',
          scopes: ['email'],
          expiresInSeconds: 3600,
        }),
    });
    const { token } = await google.as('dev:deployer');
    const before = new Caller(google.emulator.url, token);
    const { body } = await before.post(
      `/v1/${DEV}/endpoints/4001:deployModel`,
      {
        deployedModel: {
          id: '77',
          model: `${DEV}/models/7001`,
          dedicatedResources: { minReplicaCount: 1 },
        },
      },
    );
    await google.emulator.stop();

    const stored = readFileSync(stateFile, 'utf8');
    expect(stored).not.toContain(token);
    expect(stored).not.toContain('ya29.a0-user');

    clock.advance(3_000);
    const again = await startEmulator(options);
    const after = new Caller(again.url, token);
    expect((await after.get(`/v1/${body.name}`)).body.metadata).toMatchObject({
      deploymentStage: 'ADDING_NODES_TO_CLUSTER',
    });
    clock.advance(4_000);
    expect((await after.get(`/v1/${body.name}`)).body.done).toBe(true);
    const info = await fetch(
      `${again.url}/tokeninfo?access_token=ya29.a0-user`,
    );
    expect(info.status).toBe(200);
    await again.stop();
    await google.issuer.stop();
  });

  it('starts afresh without a file, and refuses a file of somebody else', async () => {
    const first = await startEmulator({ stateFile });
    await first.stop();
    const foreign = join(folder, 'foreign.json');
    for (const content of ['not json', '{"format":"other"}']) {
      writeFileSync(foreign, content);
      await expect(startEmulator({ stateFile: foreign })).rejects.toThrow(
        'Remove it, or name another file.',
      );
    }
  });
});
