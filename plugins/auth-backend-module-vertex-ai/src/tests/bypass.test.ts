import { encodeOAuthState } from '@backstage/plugin-auth-node';
import { exportSPKI, importJWK } from 'jose';
import {
  APP,
  CLOUD_PLATFORM,
  SignIn,
  toldBy,
} from '../__testUtils__/startSignIn';
import { TestBrowser } from '../__testUtils__/TestBrowser';
import {
  claiming,
  Forgery,
  signedByStranger,
  signedWithSecret,
  TokenForge,
  unsigned,
} from '../__testUtils__/TokenForge';

describe('getting a Google token by other ways', () => {
  let signIn: SignIn;
  let forge: TokenForge;
  beforeAll(async () => {
    forge = await TokenForge.start();
    signIn = await SignIn.start(clients => {
      clients.forged = {
        ...clients.internal,
        endpoints: { ...clients.internal.endpoints, ...forge.endpoints },
      };
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
  afterAll(async () => {
    await signIn.stop();
    await forge.stop();
  });

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

  /** Signs in where an ID token of this kind is answered. */
  const signInWith = async (forgery: Forgery) => {
    const begun = await signIn.begin({ env: 'forged' });
    const asked = new URL(begun.headers.get('location')!).searchParams;
    const now = Math.floor(signIn.portal.clock.now().getTime() / 1_000);
    forge.forgery = forgery;
    forge.claims = {
      iss: 'https://accounts.google.com',
      aud: asked.get('client_id')!,
      azp: asked.get('client_id')!,
      sub: '100000000000000000101',
      hd: 'example.com',
      email: 'dana@example.com',
      email_verified: true,
      nonce: asked.get('nonce')!,
      iat: now,
      exp: now + 3_600,
    };
    return arrive(await signIn.choose(begun));
  };

  it('begins a session where the ID token is Google’s', async () => {
    const told = await signInWith(claiming(claims => claims));
    expect(told.response).toMatchObject({
      profile: { email: 'dana@example.com' },
    });
  });

  it.each<[string, Forgery, RegExp]>([
    [
      'that has expired',
      claiming(it => ({ ...it, iat: it.iat! - 7_200, exp: it.iat! - 3_600 })),
      /JWT expired/,
    ],
    [
      'that is not valid yet',
      claiming(it => ({ ...it, nbf: it.iat! + 3_600 })),
      /not active yet/,
    ],
    [
      'that was issued in the future',
      claiming(it => ({ ...it, iat: it.iat! + 3_600, exp: it.iat! + 7_200 })),
      /issued in the future/,
    ],
    [
      'that never ends',
      claiming(({ exp: _, ...it }) => it),
      /missing required JWT property exp/,
    ],
    [
      'of another issuer',
      claiming(it => ({ ...it, iss: 'https://accounts.example.com' })),
      /unexpected iss value/,
    ],
    [
      'for another application',
      claiming(it => ({ ...it, aud: 'other', azp: 'other' })),
      /aud mismatch/,
    ],
    [
      'that another application has asked for',
      claiming(it => ({ ...it, azp: 'other' })),
      /azp mismatch/,
    ],
    [
      'of another flow (replay)',
      claiming(it => ({ ...it, nonce: 'x'.repeat(43) })),
      /nonce mismatch/,
    ],
    [
      'of no flow (replay)',
      claiming(({ nonce: _, ...it }) => it),
      /nonce mismatch/,
    ],
    ['that is unsigned (alg: none)', unsigned, /unexpected JWT alg/],
    [
      'signed with the secret of the client (algorithm confusion)',
      signedWithSecret(() => 'public-secret-of-the-loopback-demo'),
      /unexpected JWT alg/,
    ],
    [
      'signed with the public key as a secret (algorithm confusion)',
      signedWithSecret(async issuer =>
        exportSPKI(
          (await importJWK(issuer.jwks().keys[0], 'RS256')) as CryptoKey,
        ),
      ),
      /unexpected JWT alg/,
    ],
    [
      'signed by somebody else under Google’s key id (key confusion)',
      signedByStranger('key-1'),
      /failed to validate JWT signature/,
    ],
    [
      'signed with a key that Google does not publish',
      signedByStranger('strange'),
      /no valid key found/,
    ],
    [
      'of an address that Google does not vouch for',
      claiming(it => ({ ...it, email_verified: false })),
      /does not vouch for the e-mail address/,
    ],
    [
      'of an account of another organisation',
      claiming(it => ({ ...it, hd: 'ex\u0430mple.com' })),
      /is not an account of example\.com/,
    ],
  ])('refuses an ID token %s', async (_, forgery, words) => {
    const told = await signInWith(forgery);
    expect(told.response).toBeUndefined();
    expect(told.error!.message).toMatch(words);
    expect(told.error!.message).not.toContain('made-up');
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
