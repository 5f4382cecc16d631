import {
  demoEntra,
  startAzure,
  TestIssuer,
} from '@backstage-vertex/google-emulator';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportSPKI, importJWK, JWK, JWTPayload } from 'jose';
import { Identity } from '../__testUtils__/startIdentity';
import {
  azureWorld,
  CLIENT_ID,
  googleToken,
  OidcWorld,
  oidcClaims,
  oidcWorld,
  StrategyWorld,
  userOAuthWorld,
} from '../__testUtils__/strategyWorlds';
import { newCorrelationId, Secret, VertexAiError } from '../core';
import { revokeUserToken, TokenHttp } from '../google';
import type { CredentialRequest } from './Credential';

const OTHER = 'made-up-for-tests-other';
const REVOKED_SOON = 'made-up-for-tests-revoked-soon';
const TO_BE_REVOKED = 'made-up-for-tests-to-be-revoked';
const UNVERIFIED = 'dana@unverified.example';

let identity: Identity;
let stop: () => Promise<void>;

async function start(
  world: StrategyWorld,
  seed: StrategyWorld['seed'] = () => {},
): Promise<void> {
  stop = () => world.stop();
  identity = await Identity.start({
    configure: world.configure,
    seed: it => {
      world.seed(it);
      seed(it);
    },
  });
}

afterEach(async () => {
  await identity.stop();
  await stop();
});

function asking(
  presented: CredentialRequest['actor']['presented'],
  person = 'dana',
): CredentialRequest {
  return {
    actor: { ...identity.actor(person), presented },
    role: person === 'dana' ? 'deployer' : 'viewer',
    environment: 'dev',
    correlationId: newCorrelationId(),
  };
}

async function refusalOf(request: CredentialRequest): Promise<VertexAiError> {
  return identity.broker.credential(request).then(
    () => {
      throw new Error('a credential was given');
    },
    (error: VertexAiError) => error,
  );
}

const part = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that was signed with the public key as a shared secret (RFC 8725 §2.1). */
async function confused(jwk: JWK, claims: JWTPayload): Promise<string> {
  const pem = await exportSPKI((await importJWK(jwk, 'RS256')) as CryptoKey);
  const input = `${part({ alg: 'HS256', kid: jwk.kid, typ: 'JWT' })}.${part(
    claims,
  )}`;
  return `${input}.${createHmac('sha256', pem)
    .update(input)
    .digest('base64url')}`;
}

type Forge = (world: OidcWorld, now: Date) => Promise<string>;

const SECOND = 1_000;
const claimed =
  (change: (claims: JWTPayload, nowSeconds: number) => JWTPayload): Forge =>
  ({ issuer }, now) =>
    issuer.sign(
      change(oidcClaims(issuer.url, now), Math.floor(now.getTime() / SECOND)),
    );

const forgeries: [what: string, forge: Forge, words: RegExp][] = [
  [
    'has expired',
    claimed((it, now) => ({ ...it, iat: now - 900, exp: now - 31 })),
    /it has expired/,
  ],
  [
    'is not valid yet',
    claimed((it, now) => ({ ...it, nbf: now + 120 })),
    /it is not valid yet/,
  ],
  [
    'was issued in the future',
    claimed((it, now) => ({ ...it, iat: now + 300 })),
    /issued in the future/,
  ],
  ['never ends', claimed(({ exp: _, ...it }) => it), /claim exp is missing/],
  [
    'is of another issuer',
    claimed(it => ({ ...it, iss: 'https://other.example.com' })),
    /claim iss is not the expected one/,
  ],
  [
    'is for another audience',
    claimed(it => ({ ...it, aud: 'backstage' })),
    /claim aud is not the expected one/,
  ],
  [
    'another client has asked for',
    claimed(it => ({ ...it, azp: 'another-app' })),
    /client asked for it \(azp\)/,
  ],
  [
    'is for several audiences and names no client',
    claimed(({ azp: _, ...it }) => ({ ...it, aud: [it.aud as string, 'x'] })),
    /several audiences/,
  ],
  [
    'lacks a demanded claim',
    claimed(({ department: _, ...it }) => it),
    /claim department is not what/,
  ],
  [
    'has another value of a demanded claim',
    claimed(it => ({ ...it, department: 'sales' })),
    /claim department is not what/,
  ],
  [
    'is unsigned (alg: none)',
    async ({ issuer }, now) =>
      `${part({ alg: 'none', kid: 'key-1' })}.${part(
        oidcClaims(issuer.url, now),
      )}.`,
    /another algorithm than RS256 or ES256|cannot be read/,
  ],
  [
    'is signed with the public key as a secret (algorithm confusion)',
    async ({ issuer }, now) =>
      confused(issuer.jwks().keys[0], oidcClaims(issuer.url, now)),
    /another algorithm than RS256 or ES256/,
  ],
  [
    'is signed by another issuer under this one’s key id (key confusion)',
    async ({ issuer }, now) => {
      const stranger = await TestIssuer.create('RS256');
      const token = await stranger.sign(oidcClaims(issuer.url, now), 'key-1');
      await stranger.stop();
      return token;
    },
    /its signature is wrong/,
  ],
  [
    'is signed with a key of another issuer',
    async ({ issuer }, now) => {
      const stranger = await TestIssuer.create('RS256');
      await stranger.addKey('strange', 'RS256');
      const token = await stranger.sign(oidcClaims(issuer.url, now), 'strange');
      await stranger.stop();
      return token;
    },
    /key that its issuer does not publish/,
  ],
  [
    'brings its own key along',
    async ({ issuer }, now) => {
      const token = await issuer.sign(oidcClaims(issuer.url, now));
      const [, claims, signature] = token.split('.');
      const header = { alg: 'RS256', jwk: issuer.jwks().keys[0], kid: 'mine' };
      return `${part(header)}.${claims}.${signature}`;
    },
    /key that its issuer does not publish/,
  ],
  [
    'was changed after it was signed',
    async ({ issuer }, now) => {
      const claims = oidcClaims(issuer.url, now);
      const [header, , signature] = (await issuer.sign(claims)).split('.');
      return `${header}.${part({ ...claims, sub: 'okta|amir' })}.${signature}`;
    },
    /its signature is wrong/,
  ],
  ['is no token', async () => 'not-a-token', /cannot be read/],
  [
    'names another person',
    claimed(it => ({ ...it, directory: 'id-of-amir.approver' })),
    /claim directory is not the annotation/,
  ],
  [
    'names nobody',
    claimed(({ directory: _, ...it }) => it),
    /has no claim directory/,
  ],
  [
    'names somebody by e-mail where another claim is configured',
    claimed(({ directory: _, ...it }) => ({
      ...it,
      email: 'dana@example.com',
      email_verified: true,
    })),
    /has no claim directory/,
  ],
  [
    'has a subject of 128 bytes',
    claimed(it => ({ ...it, sub: 'é'.repeat(64) })),
    /128 bytes long; Google takes a subject of at most 127/,
  ],
];

describe('a token of the company’s sign-in', () => {
  it.each(forgeries)(
    'that %s is refused before Google hears of it',
    async (_, forge, words) => {
      const world = await oidcWorld();
      await start(world);
      const token = await forge(world, identity.clock.now());
      const error = await refusalOf(asking({ subject: new Secret(token) }));
      expect(error).toMatchObject({
        code: 'subject_token_missing',
        hop: 'subjectToken',
      });
      expect(error.message).toMatch(words);
      expect(error.message).not.toContain(token);
      expect(identity.exchanges()).toBe(0);
    },
  );

  it('of 127 bytes of subject is taken', async () => {
    const world = await oidcWorld();
    await start(world);
    const sub = `${'é'.repeat(63)}x`;
    const token = await claimed(it => ({ ...it, sub }))(
      world,
      identity.clock.now(),
    );
    const { principal } = await identity.broker.credential(
      asking({ subject: new Secret(token) }),
    );
    expect(principal.endsWith(`/subject/${sub}`)).toBe(true);
  });

  it('of a person in 500 groups is taken, as Google maps what the provider says', async () => {
    const world = await oidcWorld();
    await start(world);
    const groups = Array.from({ length: 500 }, () => randomUUID());
    const token = await claimed(it => ({ ...it, groups }))(
      world,
      identity.clock.now(),
    );
    const request = asking({ subject: new Secret(token) });
    await identity.broker.credential(request);
    const [{ hops }] = await identity.handshakesOf(request.correlationId);
    // Nor do they all go on record.
    expect(JSON.stringify(hops)).not.toContain(groups[0]);
  });

  it('lets nobody else act, however good it is', async () => {
    const world = await oidcWorld();
    await start(world);
    const danas = await world.presented(identity.clock.now());
    const error = await refusalOf(asking(danas, 'victor'));
    expect(error).toMatchObject({ code: 'subject_token_missing' });
  });

  it('is not replaced by a credential that was made of it, for whoever does not bring it', async () => {
    const world = await oidcWorld();
    await start(world);
    await identity.broker.credential(
      asking(await world.presented(identity.clock.now())),
    );
    expect(await refusalOf(asking(undefined))).toMatchObject({
      code: 'subject_token_missing',
    });
  });

  it('is not believed by a verified e-mail unless that is configured, nor by one that is not verified', async () => {
    const world = await oidcWorld();
    const { configure } = world;
    await start({
      ...world,
      configure: config => {
        configure(config);
        Object.assign(config.vertexAi.environments.dev.credentials as object, {
          person: { verifiedEmail: true },
        });
      },
    });
    const withEmail = async (email: string, verified: unknown) =>
      asking({
        subject: new Secret(
          await claimed(it => ({ ...it, email, email_verified: verified }))(
            world,
            identity.clock.now(),
          ),
        ),
      });
    for (const [email, verified] of [
      ['dana@example.com', false],
      ['dana@example.com', 'true'],
      ['dana@example.com', undefined],
      ['amir@example.com', true],
      // A Cyrillic letter, and one whose small form is a Latin one.
      ['d\u0430na@example.com', true],
      ['dana@example.\u212Aom', true],
    ] as const) {
      expect(await refusalOf(await withEmail(email, verified))).toMatchObject({
        code: 'subject_token_missing',
      });
    }
    await identity.broker.credential(await withEmail('Dana@Example.com', true));
  });

  it('is not asked for at an address that is another issuer’s', async () => {
    const world = await oidcWorld();
    await start(world);
    world.issuer.claimedIssuer = 'https://other.example.com';
    const error = await refusalOf(
      asking(await world.presented(identity.clock.now())),
    );
    expect(error).toMatchObject({
      code: 'handshake_failed',
      hop: 'subjectToken',
    });
  });
});

describe('a person’s own Google token', () => {
  it.each<[string, object, RegExp]>([
    [
      'of another application',
      { clientId: 'other.apps.googleusercontent.com' },
      /given to another application/,
    ],
    [
      'without the scope',
      { scopes: ['https://www.googleapis.com/auth/userinfo.email'] },
      /lacks the scope/,
    ],
    [
      'without an e-mail address',
      { scopes: ['https://www.googleapis.com/auth/cloud-platform'] },
      /has no e-mail address/,
    ],
    [
      'of another person',
      { email: 'amir@example.com' },
      /not that of the catalog's user/,
    ],
    [
      'that another application has asked for, though it is for ours',
      { clientId: 'other.apps.googleusercontent.com', audience: CLIENT_ID },
      /given to another application/,
    ],
    [
      'that is for another application, though ours has asked for it',
      { audience: 'other.apps.googleusercontent.com' },
      /given to another application/,
    ],
    [
      'that names no application',
      { clientId: '', audience: '' },
      /given to another application/,
    ],
    [
      'of an address that Google does not vouch for',
      { email: UNVERIFIED },
      /not verified/,
    ],
    [
      'of a look-alike of the person',
      { email: 'd\u0430na@example.com' },
      /not that of the catalog's user/,
    ],
    ['that has ended', { expiresInSeconds: 0 }, /has ended, or was revoked/],
  ])('%s is refused', async (_, change, words) => {
    await start(userOAuthWorld(), seed => {
      seed.oauthTokens.push(googleToken(OTHER, change));
      seed.accounts!.push({
        email: UNVERIFIED,
        name: 'Dana',
        uniqueId: '100000000000000000199',
        emailVerified: false,
      });
    });
    const error = await refusalOf(asking({ google: new Secret(OTHER) }));
    expect(error).toMatchObject({
      code: 'google_sign_in_required',
      hop: 'tokenInfo',
    });
    expect(error.message).toMatch(words);
  });

  it('is looked at anew at every use, so that a revoked one is of no use at once', async () => {
    await start(userOAuthWorld(), seed => {
      seed.oauthTokens.push(googleToken(REVOKED_SOON));
    });
    const request = asking({ google: new Secret(REVOKED_SOON) });
    await identity.broker.credential(request);
    await identity.broker.credential(request);
    const looked = () =>
      identity.emulator.journal.entries({ method: 'TokenInfo' });
    expect(looked()).toHaveLength(2);
    await fetch(`${identity.emulator.url}/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: REVOKED_SOON }),
    });
    expect(await refusalOf(request)).toMatchObject({
      code: 'google_sign_in_required',
    });
    expect(JSON.stringify(looked())).not.toContain(REVOKED_SOON);
  });

  it('is really revoked at Google, once', async () => {
    await start(userOAuthWorld(), seed => {
      seed.oauthTokens.push(googleToken(TO_BE_REVOKED));
    });
    const token = new Secret(TO_BE_REVOKED);
    const http = new TokenHttp({ timeoutMs: 5_000 });
    const question = { baseUrl: identity.config.google.oauth2, token };
    expect(await revokeUserToken(http, question)).toBe(true);
    expect(await revokeUserToken(http, question)).toBe(false);
    expect(await refusalOf(asking({ google: token }))).toMatchObject({
      code: 'google_sign_in_required',
    });
  });

  it('is not made up for by our own assertion', async () => {
    await start(userOAuthWorld());
    const error = await refusalOf(asking(undefined));
    expect(error).toMatchObject({ code: 'google_sign_in_required' });
    expect(identity.exchanges()).toBe(0);
  });
});

/** What a token of the managed identity says, changed: where Azure is somebody else, or the set-up is wrong. */
const azureForgeries: [string, (claims: JWTPayload) => JWTPayload, RegExp][] = [
  [
    'of another issuer',
    it => ({ ...it, iss: 'https://sts.windows.net/other/' }),
    /it is of the issuer https:\/\/sts\.windows\.net\/other\//,
  ],
  [
    'for another audience',
    it => ({ ...it, aud: 'api://other' }),
    /it is for api:\/\/other, not for/,
  ],
  [
    'of another tenant',
    it => ({ ...it, tid: 'other' }),
    /it is of the tenant other/,
  ],
  ['that has expired', it => ({ ...it, exp: it.iat! - 1 }), /has expired/],
  ['that never ends', ({ exp: _, ...it }) => it, /has expired/],
  ['of nobody', ({ sub: _, ...it }) => it, /it has no subject/],
  [
    'that is not valid yet',
    it => ({ ...it, nbf: it.iat! + 120 }),
    /it is not valid yet/,
  ],
];

describe('a managed identity of Azure', () => {
  /** Answers as App Service does, but with this token; `claims` are those that Azure would give. */
  async function startWith(forge: (claims: JWTPayload) => Promise<string>) {
    const world = await azureWorld(1);
    await start(world);
    const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = world.azure!;
    const answer = await fetch(
      `${IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${demoEntra.applications[0].appIdUri}`,
      { headers: { 'x-identity-header': IDENTITY_HEADER! } },
    );
    const now = Math.floor(identity.clock.now().getTime() / SECOND);
    const token = await forge({
      ...decodeJwt((await answer.json()).access_token),
      iat: now,
      nbf: now,
      exp: now + 900,
    });
    const server = createServer((_, response) =>
      response.end(JSON.stringify({ access_token: token })),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stopWorld = stop;
    stop = async () => {
      server.close();
      await stopWorld();
    };
    const { port } = server.address() as AddressInfo;
    identity.azure = {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
      IDENTITY_HEADER: 'made-up-for-tests',
    };
    identity.broker = identity.newBroker();
    return token;
  }

  it.each(azureForgeries)(
    'gives nothing for a token %s, and Google does not hear of it',
    async (_, change, words) => {
      const stranger = await TestIssuer.create('RS256');
      const token = await startWith(claims => stranger.sign(change(claims)));
      const error = await refusalOf(asking(undefined));
      await stranger.stop();
      expect(error).toMatchObject({
        code: 'handshake_failed',
        hop: 'subjectToken',
      });
      expect(error.message).toMatch(words);
      expect(error.message).not.toContain(token);
      expect(identity.exchanges()).toBe(0);
    },
  );

  it.each<[string, (claims: JWTPayload) => Promise<string>]>([
    [
      'signed by somebody else under Azure’s key id (key confusion)',
      async claims => {
        const stranger = await TestIssuer.create('RS256');
        const token = await stranger.sign(claims, 'key-1');
        await stranger.stop();
        return token;
      },
    ],
    [
      'unsigned (alg: none)',
      async claims => `${part({ alg: 'none' })}.${part(claims)}.`,
    ],
  ])(
    'gives nothing for a token %s, as Google verifies it',
    async (_, forge) => {
      await startWith(forge);
      expect(await refusalOf(asking(undefined))).toMatchObject({
        code: 'handshake_failed',
        hop: 'sts',
      });
    },
  );

  it('gives nothing to whoever does not know the header of the process', async () => {
    const azure = await startAzure();
    await start({ ...userOAuthWorld(), stop: () => azure.stop() });
    const { IDENTITY_ENDPOINT } = azure.environment;
    const query = '?api-version=2019-08-01&resource=api://vertex-federation';
    for (const header of [undefined, 'wrong']) {
      const { status } = await fetch(`${IDENTITY_ENDPOINT}${query}`, {
        headers: header ? { 'x-identity-header': header } : {},
      });
      expect(status).toBe(401);
    }
  });
});
