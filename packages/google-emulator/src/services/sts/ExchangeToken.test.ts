import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  JWK,
  JWTPayload,
  SignJWT,
} from 'jose';
import { EmulatorClock } from '../../core/EmulatorClock';
import { OWN_WORDING } from '../../texts';
import {
  AUDIENCE,
  DEV,
  EXCHANGE,
  TestGoogle,
} from '../../__testUtils__/TestGoogle';
import { TestIssuer } from '../../testIssuer/TestIssuer';

const NOW = new Date('2026-03-01T12:00:00Z');
const NOW_SECONDS = NOW.getTime() / 1000;

describe('token exchange', () => {
  let google: TestGoogle;

  beforeEach(async () => {
    google = await TestGoogle.start({ clock: new EmulatorClock() });
    google.emulator.clock.set(NOW);
  });
  afterEach(() => google.stop());

  const provider = () =>
    google.emulator.state.iam.workloadIdentityPools[0].providers[0];

  const exchange = async (
    claims: JWTPayload = {},
    overrides: Record<string, string> = {},
  ) =>
    google.exchange(
      await google.issuer.sign(google.claims('dev:deployer', claims)),
      overrides,
    );

  it('answers a form with a bearer token', async () => {
    const { status, body, headers } = await exchange();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=UTF-8');
    expect(body).toEqual({
      access_token: expect.stringMatching(/^ya29\.d\./),
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 598,
    });
  });

  it('answers JSON with camelCase names just so', async () => {
    const subjectToken = await google.issuer.sign(google.claims('dev:viewer'));
    const response = await fetch(`${google.emulator.url}/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grantType: EXCHANGE.grant_type,
        audience: EXCHANGE.audience,
        scope: EXCHANGE.scope,
        requestedTokenType: EXCHANGE.requested_token_type,
        subjectTokenType: 'urn:ietf:params:oauth:token-type:id_token',
        subjectToken,
      }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ expires_in: 598 });
  });

  it.each<[string, JWTPayload, Record<string, unknown>]>([
    [
      'a wrong issuer',
      { iss: 'https://other.example.com' },
      {
        error: 'invalid_grant',
        error_description: expect.stringMatching(
          /^The issuer in ID Token https:\/\/other\.example\.com does not match the expected one in config: http:\/\/127\.0\.0\.1:\d+$/,
        ),
      },
    ],
    [
      'a wrong audience',
      { aud: 'backstage' },
      {
        error: 'invalid_grant',
        error_description: `The audience in ID Token [backstage] does not match the expected audience ${AUDIENCE}.`,
      },
    ],
    [
      'an expired token',
      { iat: NOW_SECONDS - 700, exp: NOW_SECONDS - 60 },
      {
        error: 'invalid_grant',
        error_description: `ID Token issued at ${
          NOW_SECONDS - 700
        } is stale to sign-in.`,
      },
    ],
    [
      'a token without an expiry',
      { exp: undefined },
      {
        error: 'invalid_grant',
        error_description: `ID Token issued at ${NOW_SECONDS} is stale to sign-in.`,
      },
    ],
    [
      'a token without an issue time',
      { iat: undefined },
      {
        error: 'invalid_grant',
        error_description: 'ID Token issued at null is stale to sign-in.',
      },
    ],
    [
      'no issuer',
      { iss: undefined },
      {
        error: 'invalid_grant',
        error_description: expect.stringMatching(
          /^The issuer in ID Token null does not match the expected one in config: /,
        ),
      },
    ],
    [
      'no audience',
      { aud: undefined },
      {
        error: 'invalid_grant',
        error_description: `The audience in ID Token [] does not match the expected audience ${AUDIENCE}.`,
      },
    ],
    [
      'a false condition',
      { environment: 'playground' },
      {
        error: 'unauthorized_client',
        error_description:
          'The given credential is rejected by the attribute condition.',
      },
    ],
    [
      'an absent claim in the condition',
      { environment: undefined },
      {
        error: 'unauthorized_client',
        error_description:
          'The given credential is rejected by the attribute condition.',
      },
    ],
    [
      'a subject of 128 bytes',
      { sub: 'ü'.repeat(64) },
      {
        error: 'invalid_request',
        error_description: expect.stringMatching(
          /^The size of mapped attribute google\.subject exceeds the 127 bytes limit\./,
        ),
      },
    ],
    [
      'no subject',
      { sub: undefined },
      {
        error: 'invalid_grant',
        error_description:
          'Could not obtain a value for google.subject from the given credential.',
      },
    ],
    [
      'a token issued more than a minute from now',
      { iat: NOW_SECONDS + 61, exp: NOW_SECONDS + 600 },
      {
        error: 'invalid_grant',
        error_description: expect.stringContaining(OWN_WORDING),
      },
    ],
    [
      'a token that is not valid yet',
      { nbf: NOW_SECONDS + 61 },
      {
        error: 'invalid_grant',
        error_description: `ID Token is not valid before ${
          NOW_SECONDS + 61
        }.${OWN_WORDING}`,
      },
    ],
    [
      'a life of more than 24 hours',
      { iat: NOW_SECONDS, exp: NOW_SECONDS + 86_401 },
      {
        error: 'invalid_grant',
        error_description: expect.stringContaining('24 hours'),
      },
    ],
  ])('refuses %s', async (_, claims, expected) => {
    const { status, body } = await exchange(claims);
    expect(status).toBe(400);
    expect(body).toEqual(expected);
  });

  it.each([
    ['exactly 24 hours long', { exp: NOW_SECONDS + 86_400 }],
    ['issued 60 seconds from now', { iat: NOW_SECONDS + 60 }],
    ['valid from 60 seconds from now', { nbf: NOW_SECONDS + 60 }],
    ['with a subject of 127 bytes', { sub: 'x'.repeat(127) }],
    ['with the audience spelt with https:', { aud: `https:${AUDIENCE}` }],
    ['with the audience among several', { aud: ['other', AUDIENCE] }],
  ])('accepts a token %s', async (_, claims) => {
    expect((await exchange(claims)).status).toBe(200);
  });

  it.each([
    [7200, 3599],
    [3600, 3598],
    [602, 600],
    [3, 1],
    [2, undefined],
    [-59, 59],
  ])(
    'gives an assertion with %i seconds left a token for %s',
    async (left, expiresIn) => {
      const { body } = await exchange({
        iat: NOW_SECONDS - 100,
        exp: NOW_SECONDS + left,
      });
      expect(body.access_token).toBeDefined();
      expect(body.expires_in).toBe(expiresIn);
    },
  );

  it('fails inside for an assertion with one second left', async () => {
    const { status } = await exchange({ exp: NOW_SECONDS + 1 });
    expect(status).toBe(500);
  });

  it('ends the federated token with the assertion', async () => {
    const caller = await google.as('dev:viewer');
    google.emulator.clock.advance(597_000);
    expect((await caller.get(`/v1/${DEV}/models`)).status).toBe(200);
    google.emulator.clock.advance(1_000);
    const { status, body } = await caller.get(`/v1/${DEV}/models`);
    expect(status).toBe(401);
    expect(body.error.details[0].reason).toBe('ACCESS_TOKEN_EXPIRED');
  });

  it('refuses a signature by another key under a known kid', async () => {
    const stranger = await TestIssuer.create();
    const forged = await stranger.sign(google.claims('dev:admin'), 'key-1');
    await stranger.stop();
    expect((await google.exchange(forged)).body).toEqual({
      error: 'invalid_grant',
      error_description: 'Unable to verify the ID Token signature.',
    });
  });

  it('refuses a token whose claims were changed after signing', async () => {
    const [header, , signature] = (
      await google.issuer.sign(google.claims('dev:viewer'))
    ).split('.');
    const claims = Buffer.from(
      JSON.stringify(google.claims('dev:admin')),
    ).toString('base64url');
    const { body } = await google.exchange(`${header}.${claims}.${signature}`);
    expect(body.error_description).toBe(
      'Unable to verify the ID Token signature.',
    );
  });

  it('refuses an unsigned token', async () => {
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const { body } = await google.exchange(
      `${part({ alg: 'none', kid: 'key-1' })}.${part(
        google.claims('dev:admin'),
      )}.`,
    );
    expect(body.error).toBe('invalid_grant');
    expect(body.error_description).toContain('RS256 and ES256');
  });

  it('refuses a signature with the public key as a secret (algorithm confusion)', async () => {
    const [jwk] = google.issuer.jwks().keys;
    const secret = await exportSPKI(
      (await importJWK(jwk, 'ES256')) as CryptoKey,
    );
    const forged = await new SignJWT(google.claims('dev:admin'))
      .setProtectedHeader({ alg: 'HS256', kid: jwk.kid })
      .sign(new TextEncoder().encode(secret));
    const { body } = await google.exchange(forged);
    expect(body.error).toBe('invalid_grant');
    expect(body.error_description).toContain('RS256 and ES256');
  });

  it.each<[string, string, (publicKey: JWK) => object]>([
    ['a key of one kind under the id of one of the other', 'RS256', () => ({})],
    ['a key that the token itself brings along', 'ES256', jwk => ({ jwk })],
    [
      'a key that is found where the token says',
      'ES256',
      () => ({ jku: 'https://evil.example.com/jwks.json' }),
    ],
  ])('refuses %s (key confusion)', async (_, alg, more) => {
    const { privateKey, publicKey } = await generateKeyPair(alg);
    const forged = await new SignJWT(google.claims('dev:admin'))
      .setProtectedHeader({
        alg,
        kid: 'key-1',
        ...more(await exportJWK(publicKey)),
      })
      .sign(privateKey);
    expect((await google.exchange(forged)).body).toEqual({
      error: 'invalid_grant',
      error_description: 'Unable to verify the ID Token signature.',
    });
  });

  it.each(['ES384', 'EdDSA'] as const)('refuses %s', async alg => {
    await google.issuer.addKey('odd', alg);
    const token = await google.issuer.sign(google.claims('dev:viewer'), 'odd');
    expect((await google.exchange(token)).body.error).toBe('invalid_grant');
  });

  it('accepts RS256', async () => {
    await google.issuer.addKey('rsa', 'RS256');
    const token = await google.issuer.sign(google.claims('dev:viewer'), 'rsa');
    expect((await google.exchange(token)).status).toBe(200);
  });

  it('follows a rotation at once, and forgets a removed key within five seconds', async () => {
    expect((await exchange()).status).toBe(200);
    await google.issuer.addKey('key-2');
    const sign = (kid: string) =>
      google.issuer.sign(google.claims('dev:viewer'), kid);
    const old = await sign('key-1');
    expect((await google.exchange(await sign('key-2'))).status).toBe(200);
    google.issuer.removeKey('key-1');
    google.emulator.clock.advance(5_000);
    expect((await google.exchange(old)).body.error_description).toBe(
      "Error connecting to the given credential's issuer.",
    );
  });

  it('does not ask the issuer again for every exchange', async () => {
    for (let i = 0; i < 5; i += 1) await exchange();
    expect(google.issuer.jwksRequests).toBe(1);
  });

  it('never asks the issuer when keys are uploaded', async () => {
    provider().jwks = google.issuer.jwks() as never;
    provider().issuer = 'https://portal.internal.example';
    const { status } = await exchange({
      iss: 'https://portal.internal.example',
    });
    expect(status).toBe(200);
    expect(google.issuer.jwksRequests).toBe(0);
  });

  it('refuses an issuer that cannot be reached', async () => {
    const gone = await TestIssuer.create();
    const iss = gone.url;
    await gone.stop();
    provider().issuer = iss;
    expect((await exchange({ iss })).body).toEqual({
      error: 'invalid_grant',
      error_description: "Error connecting to the given credential's issuer.",
    });
  });

  it('refuses a discovery document of another issuer', async () => {
    google.issuer.claimedIssuer = 'https://other.example.com';
    expect((await exchange()).body.error_description).toBe(
      "Error connecting to the given credential's issuer.",
    );
  });

  it('takes allowed audiences instead of the default ones', async () => {
    provider().allowedAudiences = ['api://portal'];
    expect((await exchange({ aud: 'api://portal' })).status).toBe(200);
    expect((await exchange()).body.error_description).toBe(
      `The audience in ID Token [${AUDIENCE}] does not match the expected audience.`,
    );
  });

  it.each([
    ['a provider that does not exist', AUDIENCE.replace('portal', 'other')],
    ['a pool that does not exist', AUDIENCE.replace('backstage', 'other')],
  ])('refuses %s', async (_, audience) => {
    const { status, body } = await exchange({}, { audience });
    expect(status).toBe(400);
    expect(body.error).toBe('invalid_target');
  });

  it.each([
    [
      'a project id instead of a number',
      AUDIENCE.replace(/1\d+/, 'ml-identity'),
    ],
    ['https: in front', `https:${AUDIENCE}`],
  ])('calls an audience with %s malformed', async (_, audience) => {
    const { body } = await exchange({}, { audience });
    expect(body.error).toBe('invalid_request');
    expect(body.error_description).toMatch(
      /^Invalid value for "audience"\. This value should be the full resource name/,
    );
  });

  it.each([
    ['grant_type', 'client_credentials', 'unsupported_grant_type'],
    [
      'subject_token_type',
      'urn:ietf:params:oauth:token-type:saml2',
      'invalid_request',
    ],
    ['requested_token_type', 'urn:x', 'invalid_request'],
    ['subject_token', 'not-a-jwt', 'invalid_grant'],
    ['scope', '', 'invalid_request'],
  ])('refuses %s = "%s"', async (name, value, error) => {
    const answer = await exchange({}, { [name]: value });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toBe(error);
  });

  it('stops exchanges of a disabled provider, but not the tokens that are out', async () => {
    const caller = await google.as('dev:viewer');
    provider().disabled = true;
    expect((await exchange()).body.error).toBe('invalid_target');
    expect((await caller.get(`/v1/${DEV}/models`)).status).toBe(200);
  });

  it('stops exchanges and tokens of a disabled pool', async () => {
    const caller = await google.as('dev:viewer');
    google.emulator.state.iam.workloadIdentityPools[0].disabled = true;
    expect((await exchange()).body.error).toBe('invalid_target');
    expect((await caller.get(`/v1/${DEV}/models`)).status).toBe(401);
  });

  it('notes the mapped principal in the journal, and never the token', async () => {
    const token = await google.issuer.sign(google.claims('dev:deployer'));
    const { body } = await google.exchange(token);
    const [entry] = google.emulator.journal.entries({ service: 'sts' });
    expect(entry).toMatchObject({
      method: 'ExchangeToken',
      status: 200,
      principal:
        'principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/subject/user:default/dana.deployer',
    });
    const text = JSON.stringify(entry);
    expect(text).not.toContain(token);
    expect(text).not.toContain(body.access_token);
    expect((entry.body as any).subject_token).toMatch(/^sha256:[0-9a-f]{12}$/);
  });
});
