import { createPublicKey } from 'node:crypto';
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { CLOUD_PLATFORM, TestGoogle } from '../__testUtils__/TestGoogle';
import { demoOAuthClients } from '../seed/demoAccounts';
import { rejection } from './__testUtils__/clients';
import { describeOnEmulator } from './__testUtils__/target';

const [internal, external] = demoOAuthClients;
const REDIRECT = internal.redirectUris[0];
const EMAIL_SCOPE = 'https://www.googleapis.com/auth/userinfo.email';

/** Google's page wants a person, so there is nothing here that could run by itself against the real one. */
describeOnEmulator('a person’s own token, by OAuth2Client', () => {
  let google: TestGoogle;
  beforeEach(async () => {
    google = await TestGoogle.start();
  });
  afterEach(() => google.stop());

  const clientFor = (config: typeof internal, secret = config.clientSecret) =>
    new OAuth2Client({
      clientId: config.clientId,
      clientSecret: secret,
      redirectUri: REDIRECT,
      endpoints: {
        oauth2AuthBaseUrl: `${google.emulator.url}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${google.emulator.url}/token`,
        oauth2RevokeUrl: `${google.emulator.url}/revoke`,
        tokenInfoUrl: `${google.emulator.url}/tokeninfo`,
      },
    });

  const authorizationUrl = (client: OAuth2Client, challenge?: string) =>
    client.generateAuthUrl({
      access_type: 'offline',
      prompt: 'consent',
      scope: ['openid', 'email', CLOUD_PLATFORM],
      state: 'state of the client',
      ...(challenge
        ? {
            code_challenge: challenge,
            code_challenge_method: CodeChallengeMethod.S256,
          }
        : {}),
    });

  /** What the person's browser does: opens the page, chooses, is sent back. */
  const choose = async (url: string, choice: Record<string, string>) => {
    const page = await fetch(url);
    expect(page.status).toBe(200);
    return fetch(url, {
      method: 'POST',
      body: new URLSearchParams(choice),
      redirect: 'manual',
    });
  };

  const backWith = (response: Response) =>
    new URL(response.headers.get('location')!).searchParams;

  const GRANT = { [`grant ${CLOUD_PLATFORM}`]: 'on' };
  const DANA = { account: 'dana@example.com', ...GRANT };

  const codeOf = async (client: OAuth2Client, challenge?: string) =>
    backWith(await choose(authorizationUrl(client, challenge), DANA)).get(
      'code',
    )!;

  const whatItMay = async (token: string) =>
    fetch(
      `${google.emulator.url}/v1/projects/ml-sandbox/locations/europe-west4/models`,
      { headers: { authorization: `Bearer ${token}` } },
    );

  it('is given for a code with its verifier, refreshed, and dies with all others of the grant when it is revoked', async () => {
    const client = clientFor(internal);
    const { codeVerifier, codeChallenge } =
      await client.generateCodeVerifierAsync();
    const back = backWith(
      await choose(authorizationUrl(client, codeChallenge), DANA),
    );
    expect(back.get('state')).toBe('state of the client');
    const { tokens } = await client.getToken({
      code: back.get('code')!,
      codeVerifier,
    });
    expect(tokens.scope).toBe(`openid ${EMAIL_SCOPE} ${CLOUD_PLATFORM}`);
    expect((await whatItMay(tokens.access_token!)).status).toBe(200);
    client.setCredentials({ refresh_token: tokens.refresh_token });
    const second = (await client.getAccessToken()).token!;
    expect(second).not.toBe(tokens.access_token);
    expect(await client.getTokenInfo(second)).toMatchObject({
      email: 'dana@example.com',
      aud: internal.clientId,
    });
    await client.revokeToken(second);
    expect((await whatItMay(second)).status).toBe(401);
    expect((await whatItMay(tokens.access_token!)).status).toBe(401);
    client.setCredentials({ refresh_token: tokens.refresh_token });
    expect((await rejection(client.getAccessToken())).response.data).toEqual({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    });
  });

  it('is what the person may do, and nothing of the roles of the portal', async () => {
    const client = clientFor(internal);
    const { tokens } = await client.getToken(await codeOf(client));
    const dev = await fetch(
      `${google.emulator.url}/v1/projects/ml-dev/locations/europe-west4/models`,
      { headers: { authorization: `Bearer ${tokens.access_token}` } },
    );
    expect(dev.status).toBe(403);
    expect(
      google.emulator.journal.entries({ method: 'ListModels' }).at(-1),
    ).toMatchObject({ principal: 'dana@example.com', status: 403 });
  });

  it('comes with an ID token that Google’s library takes', async () => {
    const client = clientFor(internal);
    const { tokens } = await client.getToken(await codeOf(client));
    const { keys } = await (
      await fetch(`${google.emulator.url}/oauth2/v3/certs`)
    ).json();
    const certificates = Object.fromEntries(
      keys.map((key: any) => [
        key.kid,
        createPublicKey({ key, format: 'jwk' }).export({
          type: 'spki',
          format: 'pem',
        }),
      ]),
    );
    const ticket = await client.verifySignedJwtWithCertsAsync(
      tokens.id_token!,
      certificates,
      internal.clientId,
      ['https://accounts.google.com'],
    );
    expect(ticket.getPayload()).toMatchObject({
      email: 'dana@example.com',
      email_verified: true,
      hd: 'example.com',
      azp: internal.clientId,
    });
  });

  it.each([
    ['another verifier', 'x'.repeat(43), 'Invalid code verifier.'],
    ['no verifier', undefined, 'Missing code verifier.'],
  ])('is not given for %s', async (_, codeVerifier, description) => {
    const client = clientFor(internal);
    const { codeChallenge } = await client.generateCodeVerifierAsync();
    const code = await codeOf(client, codeChallenge);
    const { response } = await rejection(
      client.getToken({ code, codeVerifier }),
    );
    expect(response.status).toBe(400);
    expect(response.data).toEqual({
      error: 'invalid_grant',
      error_description: description,
    });
  });

  it('is given once for a code, within ten minutes, to the client that asked', async () => {
    const client = clientFor(internal);
    const code = await codeOf(client);
    await client.getToken(code);
    const again = await rejection(client.getToken(code));
    expect(again.response.data.error).toBe('invalid_grant');
    const stolen = await rejection(
      clientFor(external).getToken(await codeOf(client)),
    );
    expect(stolen.response.data.error).toBe('invalid_grant');
    const late = await codeOf(client);
    google.emulator.clock.advance(10 * 60_000);
    const tooLate = await rejection(client.getToken(late));
    expect(tooLate.response.data.error).toBe('invalid_grant');
    const nonsense = await rejection(client.getToken('nonsense'));
    expect(nonsense.response.data).toEqual({
      error: 'invalid_grant',
      error_description: 'Malformed auth code.',
    });
  });

  it('is not given to a client with another secret, an unknown one, or for another redirect URI', async () => {
    const wrong = clientFor(internal, 'wrong');
    const refused = await rejection(wrong.getToken(await codeOf(wrong)));
    expect(refused.response.status).toBe(401);
    expect(refused.response.data.error).toBe('invalid_client');
    const unknown = clientFor({ ...internal, clientId: 'nobody' });
    const nobody = await rejection(unknown.getToken('4/0Acode'));
    expect(nobody.response.data).toEqual({
      error: 'invalid_client',
      error_description: 'The OAuth client was not found.',
    });
    const client = clientFor(internal);
    const elsewhere = await rejection(
      client.getToken({
        code: await codeOf(client),
        redirect_uri: 'https://elsewhere.example.com',
      }),
    );
    expect(elsewhere.response.data.error).toBe('redirect_uri_mismatch');
  });

  it.each([
    [{ client_id: 'nobody' }, 401, 'invalid_client'],
    [
      { redirect_uri: 'https://evil.example.com/' },
      400,
      'redirect_uri_mismatch',
    ],
    [{ redirect_uri: `${REDIRECT}/` }, 400, 'redirect_uri_mismatch'],
    [{ response_type: 'token' }, 400, 'unsupported_response_type'],
    [{ scope: 'openid everything' }, 400, 'invalid_scope'],
    [{ scope: '' }, 400, 'invalid_request'],
    [
      { code_challenge: 'x'.repeat(43), code_challenge_method: 'S512' },
      400,
      'invalid_request',
    ],
    [
      { code_challenge: 'short', code_challenge_method: 'S256' },
      400,
      'invalid_request',
    ],
  ])(
    'ends at Google, and sends nobody back, for a request with %j',
    async (change, status, error) => {
      const url = new URL(authorizationUrl(clientFor(internal)));
      Object.entries(change).forEach(([name, value]) =>
        url.searchParams.set(name, value),
      );
      const answers = await Promise.all([
        fetch(url, { redirect: 'manual' }),
        fetch(url, {
          method: 'POST',
          body: new URLSearchParams(DANA),
          redirect: 'manual',
        }),
      ]);
      expect(answers.map(answer => answer.status)).toEqual([status, status]);
      expect(await answers[1].text()).toContain(`Error ${status}: ${error}`);
    },
  );

  it('is not for accounts outside the organisation of an internal client, and for all of an external one', async () => {
    const outsider = { account: 'dana.private@gmail.example', ...GRANT };
    const refused = await choose(
      authorizationUrl(clientFor(internal)),
      outsider,
    );
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Error 403: org_internal');
    const client = clientFor(external);
    const taken = await choose(authorizationUrl(client), outsider);
    const { tokens } = await client.getToken(backWith(taken).get('code')!);
    expect(await client.getTokenInfo(tokens.access_token!)).toMatchObject({
      email: 'dana.private@gmail.example',
    });
  });

  it('has no more than the person has left ticked, and nothing when the person cancels', async () => {
    const client = clientFor(internal);
    const unticked = await choose(authorizationUrl(client), {
      account: DANA.account,
    });
    const { tokens } = await client.getToken(backWith(unticked).get('code')!);
    expect(tokens.scope).toBe(`openid ${EMAIL_SCOPE}`);
    expect((await whatItMay(tokens.access_token!)).status).toBe(403);
    const cancelled = backWith(
      await choose(authorizationUrl(client), { deny: 'yes' }),
    );
    expect(cancelled.get('error')).toBe('access_denied');
    expect(cancelled.has('code')).toBe(false);
  });

  it('brings a refresh token the first time, and later only when consent is asked for', async () => {
    const client = clientFor(internal);
    const first = await client.getToken(await codeOf(client));
    expect(first.tokens.refresh_token).toMatch(/^1\/\//);
    const url = new URL(authorizationUrl(client));
    url.searchParams.delete('prompt');
    const silent = await client.getToken(
      backWith(await choose(url.href, DANA)).get('code')!,
    );
    expect(silent.tokens.refresh_token).toBeUndefined();
  });

  it('writes no code, secret, verifier or token into the journal', async () => {
    const client = clientFor(internal);
    const { codeVerifier, codeChallenge } =
      await client.generateCodeVerifierAsync();
    const code = await codeOf(client, codeChallenge);
    const { tokens } = await client.getToken({ code, codeVerifier });
    await client.revokeToken(tokens.refresh_token!);
    const journal = JSON.stringify(google.emulator.journal.entries());
    const secrets = [
      code,
      codeVerifier,
      internal.clientSecret,
      tokens.access_token!,
      tokens.refresh_token!,
    ];
    expect(secrets.filter(secret => journal.includes(secret))).toEqual([]);
  });
});
