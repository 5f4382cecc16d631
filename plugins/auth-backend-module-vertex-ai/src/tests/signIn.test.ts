import {
  APP,
  CLOUD_PLATFORM,
  EMAIL,
  SignIn,
  toldBy,
} from '../__testUtils__/startSignIn';
import { TestBrowser } from '../__testUtils__/TestBrowser';

describe('the session of a person at Google', () => {
  let signIn: SignIn;
  beforeEach(async () => {
    signIn = await SignIn.start();
  });
  afterEach(() => signIn.stop());

  const cookie = (name: string) =>
    signIn.browser.cookies.find(one => one.name === `vertex-ai-google-${name}`);

  it('begins with PKCE, state and nonce, lasts over a refresh, and is revoked at Google when it ends', async () => {
    const begun = await signIn.begin();
    expect(begun.status).toBe(302);
    const sent = new URL(begun.headers.get('location')!).searchParams;
    expect(Object.fromEntries(sent)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.any(String),
      access_type: 'offline',
      hd: 'example.com',
      scope: `openid ${EMAIL} ${CLOUD_PLATFORM}`,
    });

    const told = await toldBy(
      await signIn.browser.fetch((await signIn.choose(begun)).href),
    );
    expect(told).toEqual({
      origin: APP,
      type: 'authorization_response',
      response: {
        profile: { email: 'dana@example.com', displayName: 'dana@example.com' },
        providerInfo: {
          accessToken: expect.stringMatching(/^ya29\./),
          scope: `openid ${EMAIL} ${CLOUD_PLATFORM}`,
          expiresInSeconds: expect.any(Number),
        },
      },
    });
    const first = told.response!.providerInfo.accessToken;
    expect(await signIn.statusAtGoogle(first)).toBe(200);

    const refreshed = await signIn.refresh();
    expect(refreshed.status).toBe(200);
    const second = (await refreshed.json()).providerInfo.accessToken;
    expect(second).not.toBe(first);
    expect(await signIn.statusAtGoogle(second)).toBe(200);

    expect((await signIn.signOut()).status).toBe(200);
    expect(await signIn.statusAtGoogle(first)).toBe(401);
    expect(await signIn.statusAtGoogle(second)).toBe(401);
    expect(
      signIn.portal.emulator.journal
        .entries({ method: 'RevokeToken' })
        .map(({ principal, status, path }) => ({ principal, status, path })),
    ).toEqual([
      // In the body: an address ends up in logs.
      { principal: 'dana@example.com', status: 200, path: '/revoke' },
    ]);
    expect(cookie('refresh-token')).toBeUndefined();
    expect((await signIn.refresh()).status).toBe(401);
  });

  it('signs nobody in to Backstage', async () => {
    const told = await signIn.signIn();
    expect(told.response).not.toHaveProperty('backstageIdentity');
    expect(await (await signIn.refresh()).json()).not.toHaveProperty(
      'backstageIdentity',
    );
  });

  it('is kept nowhere but in a cookie that no script can read', async () => {
    await signIn.signIn();
    expect(cookie('refresh-token')!.text).toMatch(/HttpOnly/);
    expect(cookie('refresh-token')!.text).toMatch(/SameSite=Lax/);
    expect(cookie('refresh-token')!.path).toBe('/api/auth/vertex-ai-google');
    // The verifier of the flow is used up.
    expect(cookie('flow')).toBeUndefined();
    await signIn.signOut();
    expect(await signIn.portal.findTokens()).toEqual([]);
    expect(signIn.portal.tokens.size).toBeGreaterThan(0);
  });

  it('is in the audit log when it begins and when it ends', async () => {
    await signIn.signIn();
    await signIn.signOut();
    const log = signIn.portal.logs.map(line => JSON.stringify(line));
    const events = log.filter(line => line.includes('google-session'));
    expect(events.filter(line => line.includes('succeeded'))).toEqual([
      expect.stringContaining('dana@example.com'),
      expect.stringContaining('"end"'),
    ]);
  });

  it('asks for who it is only, unless more was asked for', async () => {
    const begun = await signIn.begin({ scope: 'openid email' });
    const sent = new URL(begun.headers.get('location')!).searchParams;
    expect(sent.get('scope')).toBe(`openid ${EMAIL}`);
    expect(sent.has('include_granted_scopes')).toBe(false);
  });

  it('says that it has less than was asked for when the person has unticked it', async () => {
    const back = await signIn.choose(await signIn.begin(), {
      account: 'dana@example.com',
    });
    const told = await toldBy(await signIn.browser.fetch(back.href));
    expect(told.response!.providerInfo.scope).toBe(`openid ${EMAIL}`);
  });

  it('is of the client of its auth environment', async () => {
    const begun = await signIn.begin({ env: 'external' });
    const sent = new URL(begun.headers.get('location')!).searchParams;
    expect(sent.get('client_id')).toContain('vertexexternal');
    expect(sent.has('hd')).toBe(false);
    const back = await signIn.choose(begun, {
      account: 'dana.private@gmail.example',
    });
    const told = await toldBy(await signIn.browser.fetch(back.href));
    expect(told.response!.profile.email).toBe('dana.private@gmail.example');
  });

  it('is not ended on paper only: when Google cannot be reached, signing out says so and can be tried again', async () => {
    const { accessToken } = (await signIn.signIn()).response!.providerInfo;
    signIn.portal.emulator.scenarios.add({
      match: { method: 'RevokeToken' },
      effect: 'fail',
      status: 'UNAVAILABLE',
    });
    const failed = await signIn.signOut();
    expect(failed.status).toBe(503);
    expect((await failed.json()).error.message).toContain(
      'has not been revoked',
    );
    expect(await signIn.statusAtGoogle(accessToken)).toBe(200);
    expect((await signIn.signOut()).status).toBe(200);
    expect(await signIn.statusAtGoogle(accessToken)).toBe(401);
  });

  it('counts as ended when it was ended at Google before', async () => {
    const { accessToken } = (await signIn.signIn()).response!.providerInfo;
    await fetch(`${signIn.portal.emulator.url}/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: accessToken }),
    });
    expect((await signIn.refresh()).status).toBe(401);
    expect((await signIn.signOut()).status).toBe(200);
    expect(cookie('refresh-token')).toBeUndefined();
  });

  it('is one per browser', async () => {
    await signIn.signIn();
    const other = await new TestBrowser().fetch(signIn.url('/refresh'), {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    expect(other.status).toBe(401);
  });
});
