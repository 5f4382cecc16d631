import { EmulatorSeed } from '@backstage-vertex/google-emulator';
import { PortalConfig, until } from '@backstage-vertex/testkit';
import { exportJWK, generateKeyPair } from 'jose';
import { inspect } from 'node:util';
import { Identity } from '../__testUtils__/startIdentity';
import { newCorrelationId, VertexAiError } from '../core';
import { CredentialRequest } from './Credential';

let identity: Identity;

afterEach(() => identity.stop());

type Provider =
  EmulatorSeed['workloadIdentityPools'][number]['providers'][number];

const provider = (change: (provider: Provider) => void) => ({
  seed: (seed: EmulatorSeed) =>
    change(seed.workloadIdentityPools[0].providers[0]),
});

function ask(change: Partial<CredentialRequest> = {}): CredentialRequest {
  return {
    actor: identity.actor('dana'),
    role: 'deployer',
    environment: 'dev',
    correlationId: newCorrelationId(),
    ...change,
  };
}

async function failureOf(request: CredentialRequest): Promise<VertexAiError> {
  return identity.broker.credential(request).then(
    () => {
      throw new Error('a credential was given');
    },
    (error: VertexAiError) => error,
  );
}

interface Mistake {
  mistake: string;
  seed?(seed: EmulatorSeed): void;
  configure?(config: PortalConfig): void;
  ask?(): Partial<CredentialRequest>;
  hop: string;
  code?: string;
  /** Google's error name. */
  status?: string;
  /** What Google says, or we say where Google is not asked. */
  words: RegExp;
  /** Part of the explanation. */
  repair?: RegExp;
}

const mistakes: Mistake[] = [
  {
    mistake: 'a provider for another audience',
    ...provider(it => {
      it.allowedAudiences = ['https://other.example.com'];
    }),
    hop: 'sts',
    status: 'invalid_grant',
    words:
      /^The audience in ID Token \[\/\/iam\.googleapis\.com\/.*\] does not match the expected audience/,
    repair:
      /update-oidc portal --workload-identity-pool=backstage .*--allowed-audiences=\/\/iam/,
  },
  {
    mistake: 'a provider for another issuer',
    ...provider(it => {
      it.issuer = 'https://other.example.com';
    }),
    hop: 'sts',
    status: 'invalid_grant',
    words:
      /^The issuer in ID Token http:\/\/127\.0\.0\.1:\d+\/issuer does not match the expected one in config: https:\/\/other\.example\.com$/,
    repair: /--issuer-uri=http:\/\/127\.0\.0\.1:\d+\/issuer$/,
  },
  {
    mistake: 'uploaded keys that are not ours',
    ...provider(it => {
      it.jwks = { keys: [] };
    }),
    hop: 'sts',
    status: 'invalid_grant',
    words: /^Error connecting to the given credential's issuer\.$/,
    repair:
      /curl -o jwks\.json http.*\/issuer\/jwks\.json && .*--jwk-json-path=jwks\.json$/,
  },
  {
    mistake: 'an attribute condition that is false',
    ...provider(it => {
      it.attributeCondition = "assertion.environment == 'prod'";
    }),
    hop: 'sts',
    status: 'unauthorized_client',
    words: /^The given credential is rejected by the attribute condition\.$/,
    repair:
      /condition of the provider is false for environment dev and role deployer/,
  },
  {
    mistake: 'a disabled provider',
    ...provider(it => {
      it.disabled = true;
    }),
    hop: 'sts',
    status: 'invalid_target',
    words:
      /^The target service indicated by the "audience" parameters is invalid\./,
    repair:
      /providers describe portal --workload-identity-pool=backstage --location=global --project=100000000000$/,
  },
  {
    mistake: 'a mapping that makes the subject too long',
    ...provider(it => {
      it.attributeMapping['google.subject'] =
        'assertion.sub + assertion.sub + assertion.sub + assertion.sub + assertion.sub';
    }),
    hop: 'sts',
    status: 'invalid_request',
    words:
      /^The size of mapped attribute google\.subject exceeds the 127 bytes limit\./,
    repair: /google\.subject=assertion\.sub\.$/,
  },
  {
    mistake: 'an account that does not let the person in',
    seed: seed => {
      seed.serviceAccounts.forEach(account => {
        account.bindings = [];
      });
    },
    ask: () => ({ environment: 'staging' }),
    hop: 'impersonation',
    status: 'PERMISSION_DENIED',
    words:
      /^Permission 'iam\.serviceAccounts\.getAccessToken' denied on resource \(or it may not exist\)\.$/,
    repair:
      /add-iam-policy-binding vertex-deployer@ml-staging\.iam\.gserviceaccount\.com .*attribute\.env_role\/staging:deployer"$/,
  },
  {
    mistake: 'a role that the person does not hold',
    ask: () => ({ role: 'admin' }),
    hop: 'role',
    code: 'role_missing',
    words:
      /^user:default\/dana\.deployer does not hold the role admin in dev\./,
    repair:
      /granted under vertexAi\.environments\.dev\.access\.admin\. Ask group:default\/ml-platform\.$/,
  },
  {
    mistake: 'a subject of 128 bytes, although it has fewer letters',
    ask: () => {
      const ref = `user:default/${'é'.repeat(57)}n`;
      return {
        actor: { kind: 'user', ref, groups: ['group:default/ml-deployers'] },
      };
    },
    hop: 'assertion',
    words: /is 128 bytes long; Google takes a subject of at most 127 bytes/,
  },
  {
    mistake: 'more groups than Google takes',
    ask: () => ({
      actor: {
        ...identity.actor('dana'),
        groups: [
          'group:default/ml-deployers',
          ...Array.from({ length: 300 }, (_, n) => `group:default/team-${n}`),
        ],
      },
    }),
    hop: 'assertion',
    words:
      /is in 301 groups, which makes \d+ bytes of mapped attributes; at most 7168 fit/,
  },
];

describe('a handshake that breaks', () => {
  it.each(mistakes)(
    'says where and why: $mistake',
    async ({
      hop,
      code = 'handshake_failed',
      status,
      words,
      repair,
      ...rest
    }) => {
      identity = await Identity.start(rest);
      const request = ask(rest.ask?.());
      const error = await failureOf(request);

      expect(error).toMatchObject({ name: 'VertexAiError', code, hop });
      expect(error.google?.status).toBe(status);
      expect(error.google?.message ?? error.message).toMatch(words);
      expect(error.message).toMatch(repair ?? words);
      const [handshake] = await identity.handshakesOf(request.correlationId);
      expect(handshake.outcome).toBe('failed');
      expect(handshake.principal).toBeUndefined();
      const last = handshake.hops[handshake.hops.length - 1];
      expect(last).toMatchObject({ hop, outcome: 'failed' });
      expect(last.error?.code).toBe(status ?? code);
      expect(last.error?.message).toMatch(words);
      expect(last.error?.explanation ?? 'none').toMatch(repair ?? /^none$/);
      const { items } = await identity.audit.list({
        environments: [request.environment],
        correlationId: request.correlationId,
        limit: 10,
      });
      expect(items[0]).toMatchObject({
        event: 'handshake.hop',
        outcome: 'failure',
        detail: { hop },
      });
    },
  );

  it('takes a subject of exactly 127 bytes', async () => {
    const ref = `user:default/${'a'.repeat(127 - 'user:default/'.length)}`;
    identity = await Identity.start({});
    const { principal } = await identity.broker.credential(
      ask({
        actor: { kind: 'user', ref, groups: ['group:default/ml-deployers'] },
      }),
    );
    expect(principal).toMatch(new RegExp(`/subject/${ref}$`));
  });

  it('is refused for its signature when the provider holds another key under our key id', async () => {
    identity = await Identity.start({});
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const { keys } = await identity.issuer.jwks();
    identity.emulator.state.iam.workloadIdentityPools[0].providers[0].jwks = {
      keys: [{ ...(await exportJWK(publicKey)), kid: keys[0].kid } as {}],
    };
    const error = await failureOf(ask());
    expect(error).toMatchObject({
      hop: 'sts',
      google: {
        status: 'invalid_grant',
        message: 'Unable to verify the ID Token signature.',
      },
    });
    expect(error.message).toMatch(/keys that the provider knows are not/);
  });

  it('works with uploaded keys, as the documents serve them', async () => {
    identity = await Identity.start({});
    const response = await fetch(`${identity.issuer.url}/jwks.json`);
    identity.emulator.state.iam.workloadIdentityPools[0].providers[0].jwks =
      await response.json();
    await identity.broker.credential(ask());
    expect(identity.exchanges()).toBe(1);
  });

  it('tries again what Google could not answer, and then succeeds', async () => {
    identity = await Identity.start({});
    identity.emulator.scenarios.add({
      match: { service: 'sts' },
      effect: 'fail',
      status: 503,
      times: 2,
    });
    await identity.broker.credential(ask());
    expect(identity.exchanges()).toBe(3);
  });

  it('never repeats what Google has refused', async () => {
    identity = await Identity.start(
      provider(it => {
        it.disabled = true;
      }),
    );
    await failureOf(ask());
    expect(identity.exchanges()).toBe(1);
  });

  it.each<
    [string, Parameters<Identity['emulator']['scenarios']['add']>[0], object]
  >([
    [
      'Google that stays unavailable',
      { match: {}, effect: 'fail', status: 503, times: -1 },
      { code: 'google_unavailable', google: { status: 'internal_failure' } },
    ],
    [
      'a quota that stays used up',
      { match: {}, effect: 'throttle', times: -1 },
      { code: 'quota_exceeded', google: { status: 'quota_exceeded' } },
    ],
    [
      'Google that does not answer',
      { match: {}, effect: 'hang', times: -1 },
      { code: 'google_timeout' },
    ],
  ])('ends in time with %s', async (_, scenario, expected) => {
    identity = await Identity.start({
      configure: ({ vertexAi }) => {
        vertexAi.limits.googleTimeoutSeconds = 1;
      },
    });
    identity.emulator.scenarios.add(scenario);
    const startedAtMs = performance.now();
    const error = await failureOf(ask());
    expect(error).toMatchObject({
      ...expected,
      hop: 'sts',
      retry: { afterMs: expect.any(Number) },
    });
    expect(performance.now() - startedAtMs).toBeLessThan(2_500);
  });

  it('says so when Google cannot be reached', async () => {
    identity = await Identity.start({});
    await identity.link.cut();
    expect(await failureOf(ask())).toMatchObject({
      code: 'google_unavailable',
      hop: 'sts',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

/** Tokens that went over the wire and are found where nobody must find them. */
async function leaksOf(error: VertexAiError): Promise<string[]> {
  const { db } = identity.database;
  const texts = [
    inspect(error, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(error),
    JSON.stringify(error.toProblem('0'.repeat(32))),
    String(error),
    error.stack ?? '',
    identity.logs.text(),
    JSON.stringify(await db('handshakes').select('*')),
    JSON.stringify(await db('audit_entries').select('*')),
  ];
  return [...identity.link.tokens].filter(token =>
    texts.some(text => text.includes(token)),
  );
}

describe('tokens', () => {
  it.each(mistakes)(
    'are in no error, no record and no log: $mistake',
    async ({ hop, ...rest }) => {
      identity = await Identity.start(rest);
      const error = await failureOf(ask(rest.ask?.()));
      expect(identity.link.tokens.size > 0).toBe(
        ['sts', 'impersonation'].includes(hop),
      );
      expect(error.cause).toBeUndefined();
      expect(await leaksOf(error)).toEqual([]);
    },
  );

  it('are in no error when Google cannot be reached after the exchange', async () => {
    identity = await Identity.start({});
    identity.emulator.scenarios.add({
      match: { service: 'iamcredentials' },
      effect: 'hang',
    });
    const failing = failureOf(ask({ environment: 'staging' }));
    await until(
      'the impersonation',
      () =>
        identity.emulator.journal.entries({ service: 'iamcredentials' })
          .length > 0,
    );
    await identity.link.cut();
    const error = await failing;
    expect(error).toMatchObject({
      code: 'google_unavailable',
      hop: 'impersonation',
    });
    expect(identity.link.tokens.size).toBeGreaterThanOrEqual(2);
    expect(await leaksOf(error)).toEqual([]);
  });
});
