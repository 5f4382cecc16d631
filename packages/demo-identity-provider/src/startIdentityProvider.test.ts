import { createRemoteJWKSet, jwtVerify } from 'jose';
import { request } from 'node:http';
import { people } from './people';
import {
  startIdentityProvider,
  type IdentityProvider,
} from './startIdentityProvider';
import {
  TestBrowser,
  authorizationRequest,
  callTokenEndpoint,
  clientAuthorization,
  testClient,
} from './testing/testClient';

const REDIRECT_URI = testClient.redirect_uris[0];

describe('demo identity provider', () => {
  let provider: IdentityProvider;

  beforeAll(async () => {
    provider = await startIdentityProvider({ port: 0, clients: [testClient] });
  });
  afterAll(() => provider.close());

  async function signIn(
    person: string,
    browser = new TestBrowser(),
    overrides: Record<string, string> = {},
  ) {
    const asked = authorizationRequest(provider.issuer, overrides);
    const page = await browser.follow(asked.url, REDIRECT_URI);
    const chosen = await browser.open(`${page.url.href}/as/${person}`, {
      method: 'POST',
    });
    const { url } = await browser.follow(
      new URL(chosen.headers.get('location') ?? '', page.url).href,
      REDIRECT_URI,
    );
    return { ...asked, code: url.searchParams.get('code') ?? '', url };
  }

  async function tokensFor(person: string, browser?: TestBrowser) {
    const { code, verifier, nonce } = await signIn(person, browser);
    const { body } = await callTokenEndpoint(provider.issuer, {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: REDIRECT_URI,
    });
    return { tokens: body, nonce };
  }

  async function verifiedIdToken(idToken: string) {
    const discovery = await fetch(
      `${provider.issuer}/.well-known/openid-configuration`,
    );
    const { jwks_uri } = (await discovery.json()) as { jwks_uri: string };
    const { payload } = await jwtVerify(
      idToken,
      createRemoteJWKSet(new URL(jwks_uri)),
      { issuer: provider.issuer, audience: testClient.client_id },
    );
    return payload;
  }

  it.each(people)(
    'signs $name in with one click and says who it is and in which groups',
    async person => {
      const { tokens, nonce } = await tokensFor(person.id);

      expect(await verifiedIdToken(tokens.id_token)).toMatchObject({
        sub: person.id,
        nonce,
        name: person.name,
        email: person.email,
        email_verified: true,
        groups: person.groups,
      });
      const userinfo = await fetch(`${provider.issuer}/me`, {
        headers: { authorization: `Bearer ${tokens.access_token}` },
      });
      expect(await userinfo.json()).toMatchObject({
        sub: person.id,
        email: person.email,
        groups: person.groups,
      });
    },
  );

  it('asks who it is at every sign-in, also in a browser that signed in before', async () => {
    const browser = new TestBrowser();
    await tokensFor('dana.deployer', browser);
    const { tokens } = await tokensFor('victor.viewer', browser);

    expect((await verifiedIdToken(tokens.id_token)).sub).toBe('victor.viewer');
  });

  it('gives new tokens for a refresh token, and none after it was revoked', async () => {
    const { tokens } = await tokensFor('dana.deployer');
    const refreshed = await callTokenEndpoint(provider.issuer, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    expect((await verifiedIdToken(refreshed.body.id_token)).sub).toBe(
      'dana.deployer',
    );

    await fetch(`${provider.issuer}/token/revocation`, {
      method: 'POST',
      body: new URLSearchParams({
        token: refreshed.body.refresh_token,
      }),
      headers: { authorization: clientAuthorization },
    });
    const again = await callTokenEndpoint(provider.issuer, {
      grant_type: 'refresh_token',
      refresh_token: refreshed.body.refresh_token,
    });
    expect(again).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('refuses an authorization request without PKCE', async () => {
    const { url } = authorizationRequest(provider.issuer, {
      code_challenge: undefined,
      code_challenge_method: undefined,
    });
    const end = await new TestBrowser().follow(url, REDIRECT_URI);

    expect(end.url.searchParams.get('error')).toBe('invalid_request');
  });

  it('refuses a challenge that is the verifier itself', async () => {
    const { url } = authorizationRequest(provider.issuer, {
      code_challenge_method: 'plain',
    });
    const end = await new TestBrowser().follow(url, REDIRECT_URI);

    expect(end.url.searchParams.get('error')).toBe('invalid_request');
  });

  it('refuses a code that comes with another verifier', async () => {
    const { code } = await signIn('dana.deployer');
    const answer = await callTokenEndpoint(provider.issuer, {
      grant_type: 'authorization_code',
      code,
      code_verifier: 'a-verifier-of-somebody-else-that-is-long-enough',
      redirect_uri: REDIRECT_URI,
    });

    expect(answer).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('refuses a redirect address that the client did not register', async () => {
    const { url } = authorizationRequest(provider.issuer, {
      redirect_uri: 'http://localhost:9/elsewhere',
    });
    const { response } = await new TestBrowser().follow(url, REDIRECT_URI);

    expect(response?.status).toBe(400);
    expect(await response?.text()).toContain('redirect_uri');
  });

  it('shows every person and that it is a demo', async () => {
    const { url } = authorizationRequest(provider.issuer);
    const { response } = await new TestBrowser().follow(url, REDIRECT_URI);
    const page = (await response?.text()) ?? '';

    expect(page).toContain('Demo');
    for (const person of people) {
      expect(page).toContain(person.name);
    }
  });

  it('signs nobody in who is not one of the people', async () => {
    const browser = new TestBrowser();
    const { url } = authorizationRequest(provider.issuer);
    const page = await browser.follow(url, REDIRECT_URI);
    const answer = await browser.open(`${page.url.href}/as/mallory`, {
      method: 'POST',
    });

    expect(answer.status).toBe(404);
  });

  it('signs nobody in from a browser that did not start the sign-in', async () => {
    const { url } = authorizationRequest(provider.issuer);
    const page = await new TestBrowser().follow(url, REDIRECT_URI);
    const answer = await new TestBrowser().open(
      `${page.url.href}/as/dana.deployer`,
      { method: 'POST' },
    );

    expect(answer.status).toBe(400);
  });

  it('refuses a request that was sent to another host name', async () => {
    const status = await new Promise((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port: provider.port,
          headers: { host: `evil.example:${provider.port}` },
        },
        answer => resolve(answer.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });

    expect(status).toBe(421);
  });
});

describe('start of the demo identity provider', () => {
  const environment = process.env.NODE_ENV;
  afterEach(() => Object.assign(process.env, { NODE_ENV: environment }));

  it('is refused in production', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });

    await expect(startIdentityProvider({ port: 0 })).rejects.toThrow(
      'refuses to start with NODE_ENV=production',
    );
  });

  it('fails when the port is taken', async () => {
    const first = await startIdentityProvider({ port: 0 });
    try {
      await expect(
        startIdentityProvider({ port: first.port }),
      ).rejects.toMatchObject({ code: 'EADDRINUSE' });
    } finally {
      await first.close();
    }
  });
});
