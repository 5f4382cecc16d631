import { encodeOAuthState } from '@backstage/plugin-auth-node';
import {
  APP,
  CLOUD_PLATFORM,
  SignIn,
  toldBy,
} from '../__testUtils__/startSignIn';
import { TestBrowser } from '../__testUtils__/TestBrowser';

describe('getting a Google token by other ways', () => {
  let signIn: SignIn;
  beforeAll(async () => {
    signIn = await SignIn.start(clients => {
      // Google takes anybody for this one, so that only our own look at the domain is left.
      clients.claimed = {
        ...clients.external,
        audience: 'internal',
        hostedDomains: ['example.com'],
      };
      clients.misled = {
        ...clients.internal,
        endpoints: {
          ...clients.internal.endpoints,
          issuer: 'https://somebody.example.com',
        },
      };
    });
  });
  beforeEach(() => {
    signIn.portal.emulator.journal.clear();
    signIn.portal.emulator.scenarios.clear();
  });
  afterAll(() => signIn.stop());

  const granted = () =>
    signIn.portal.emulator.journal
      .entries({ method: 'GrantToken' })
      .filter(({ status }) => status === 200);
  const arrive = async (back: URL, browser: TestBrowser = signIn.browser) =>
    toldBy(await browser.fetch(back.href));
  const refresh = async (browser: TestBrowser) =>
    (
      await browser.fetch(signIn.url('/refresh'), {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
      })
    ).status;

  it('refuses a state that is not the one of this browser', async () => {
    const back = await signIn.choose(await signIn.begin());
    back.searchParams.set(
      'state',
      encodeOAuthState({ env: 'internal', nonce: 'guessed', origin: APP }),
    );
    expect((await arrive(back)).error).toMatchObject({
      name: 'NotAllowedError',
      message: 'Invalid nonce',
    });
    expect(granted()).toEqual([]);
  });

  it('refuses a code that is brought to another browser, with the whole address it came with', async () => {
    const back = await signIn.choose(await signIn.begin());
    const thief = new TestBrowser();
    expect((await arrive(back, thief)).error!.message).toBe(
      'Auth response is missing cookie nonce',
    );
    // The nonce is in the state, so a thief who has the address can make that cookie; not the verifier.
    const state = new URLSearchParams(
      Buffer.from(back.searchParams.get('state')!, 'hex').toString(),
    );
    const forged = await fetch(back.href, {
      headers: {
        cookie: `vertex-ai-google-nonce=${encodeURIComponent(
          state.get('nonce')!,
        )}`,
      },
    });
    expect((await toldBy(forged)).error!.message).toMatch(
      /not begun in this browser/,
    );
    expect(granted()).toEqual([]);
  });

  it('refuses a code of another flow, whose verifier is another', async () => {
    const victim = await signIn.choose(await signIn.begin());
    const mine = await signIn.choose(await signIn.begin());
    mine.searchParams.set('code', victim.searchParams.get('code')!);
    const told = await arrive(mine);
    expect(told.error!.message).toMatch(
      /Google says invalid_grant \(Invalid code verifier\.\)/,
    );
    expect(told.response).toBeUndefined();
    expect(await refresh(signIn.browser)).toBe(401);
  });

  it('refuses a verifier that this browser did not get from us', async () => {
    const begun = await signIn.begin();
    const back = await signIn.choose(begun);
    const nonce = signIn.browser.cookies.find(({ name }) =>
      name.endsWith('-nonce'),
    )!;
    const with43 = (flow: string) =>
      fetch(back.href, {
        headers: {
          cookie: `${nonce.name}=${nonce.value}; vertex-ai-google-flow=${flow}`,
        },
      });
    expect((await toldBy(await with43('short'))).error!.message).toMatch(
      /not begun in this browser/,
    );
    expect((await toldBy(await with43('x'.repeat(43)))).error!.message).toMatch(
      /Invalid code verifier/,
    );
    expect(granted()).toEqual([]);
  });

  it('refuses an answer that is brought a second time', async () => {
    const back = await signIn.choose(await signIn.begin());
    expect((await arrive(back)).response).toBeDefined();
    expect((await arrive(back)).error!.message).toMatch(
      /not begun in this browser/,
    );
    await signIn.signOut();
  });

  it.each(['https://evil.example.com', 'null', 'http://localhost:3001'])(
    'refuses to tell %s anything',
    async origin => {
      const begun = await signIn.begin({ origin });
      expect([400, 403]).toContain(begun.status);
      const back = await signIn.choose(await signIn.begin());
      const state = Buffer.from(
        back.searchParams.get('state')!,
        'hex',
      ).toString();
      const forged = new URLSearchParams(state);
      forged.set('origin', origin);
      back.searchParams.set(
        'state',
        Buffer.from(forged.toString()).toString('hex'),
      );
      const answer = await signIn.browser.fetch(back.href);
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain('postMessage');
      expect(granted()).toEqual([]);
    },
  );

  it.each([
    'https://evil.example.com/',
    'http://localhost:3000.evil.example.com/',
    'http://localhost:3000@evil.example.com/',
    '//evil.example.com',
    'data:text/html,evil',
  ])('refuses to lead to %s, before and after Google', async redirectUrl => {
    const begun = await signIn.begin({ flow: 'redirect', redirectUrl });
    expect(begun.status).toBe(403);
    // A state that nobody has begun leads nowhere either, not even with an error.
    const state = encodeOAuthState({
      env: 'internal',
      nonce: 'guessed',
      flow: 'redirect',
      redirectUrl,
    });
    const forged = await signIn.browser.fetch(
      signIn.url('/handler/frame', { state, code: '4/0A' }),
    );
    expect(forged.status).toBe(403);
    expect(forged.headers.get('location')).toBeNull();
  });

  it('leads back to the page of the app when the flow is by redirect', async () => {
    const redirectUrl = `${APP}/vertex-ai/environments`;
    const back = await signIn.choose(
      await signIn.begin({ flow: 'redirect', redirectUrl }),
    );
    const answer = await signIn.browser.fetch(back.href);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(redirectUrl);
    await signIn.signOut();
  });

  it.each(['https://www.googleapis.com/auth/drive', 'profile', 'everything'])(
    'refuses to ask Google for %s',
    async scope => {
      const begun = await signIn.begin({ scope: `openid ${scope}` });
      expect(begun.status).toBe(400);
      expect((await begun.json()).error.message).toContain(scope);
    },
  );

  it('refuses a page of another origin, and one that cannot say that it is a script', async () => {
    await signIn.signIn();
    const foreign = { origin: 'https://evil.example.com' };
    expect((await signIn.refresh(foreign)).status).toBe(403);
    expect((await signIn.signOut(foreign)).status).toBe(403);
    const plain = { 'x-requested-with': '' };
    expect((await signIn.refresh(plain)).status).toBe(401);
    expect((await signIn.signOut(plain)).status).toBe(401);
    expect((await signIn.refresh()).status).toBe(200);
    await signIn.signOut();
  });

  it('refuses a private account in the client of the organisation, and leaves nothing of it alive', async () => {
    const back = await signIn.choose(await signIn.begin({ env: 'claimed' }), {
      account: 'dana.private@gmail.example',
      [`grant ${CLOUD_PLATFORM}`]: 'on',
    });
    const told = await arrive(back);
    expect(told.error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('is not an account of example.com'),
    });
    expect(
      signIn.portal.emulator.journal.entries({ method: 'RevokeToken' }),
    ).toEqual([expect.objectContaining({ status: 200 })]);
    const [token] = [...signIn.portal.tokens].slice(-1);
    expect(await signIn.statusAtGoogle(token)).toBe(401);
  });

  it('refuses an ID token of another issuer', async () => {
    const back = await signIn.choose(await signIn.begin({ env: 'misled' }));
    expect((await arrive(back)).error!.message).toMatch(
      /^What Google has answered does not hold: unexpected iss value/,
    );
  });

  it('begins no session that could not be revoked, and ends at Google what was begun there', async () => {
    const begun = await signIn.begin();
    const url = new URL(begun.headers.get('location')!);
    url.searchParams.set('access_type', 'online');
    const back = await signIn.choose(
      new Response(null, { headers: { location: url.href } }),
    );
    expect((await arrive(back)).error!.message).toMatch(
      /Google has given no refresh token/,
    );
    const [token] = [...signIn.portal.tokens].slice(-1);
    expect(await signIn.statusAtGoogle(token)).toBe(401);
  });

  it('gives nothing when the person cancels at Google', async () => {
    const back = await signIn.choose(await signIn.begin(), { deny: 'yes' });
    expect((await arrive(back)).error!.message).toBe(
      'Google says access_denied. You have cancelled it there. Begin again if you want to go on.',
    );
  });

  it('knows no auth environment but those of the configuration', async () => {
    expect((await signIn.begin({ env: 'production' })).status).toBe(404);
    const none = await signIn.browser.fetch(
      `${signIn.portal.url}/api/auth/vertex-ai-google/start`,
    );
    expect(none.status).toBe(400);
  });
});
