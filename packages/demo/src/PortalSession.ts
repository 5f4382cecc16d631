import { Browser } from './Browser';

/** What the portal answers to a refresh of the session. */
type RefreshAnswer = {
  backstageIdentity?: {
    token: string;
    identity: { userEntityRef: string };
  };
};

/** Where the portal's backend and app are. */
export type PortalUrls = { backend: string; app: string };

const SCOPES = 'openid profile email groups offline_access';

/**
 * A person who has signed in to the portal. The Backstage token is in memory only and leaves this
 * object as an authorization header, to the portal.
 */
export class PortalSession {
  /** Entity ref of the person, for instance `user:default/dana.deployer`. */
  readonly userEntityRef: string;
  readonly #token: string;
  readonly #backend: string;

  private constructor(backend: string, userEntityRef: string, token: string) {
    this.#backend = backend;
    this.userEntityRef = userEntityRef;
    this.#token = token;
  }

  /**
   * Walks the flow that the sign-in button walks: portal → identity provider → click on the person →
   * back to the portal with a code → session. `personId` is the id at the demo identity provider.
   *
   * Throws with the step that failed and what it answered.
   */
  static async signIn(
    personId: string,
    urls: PortalUrls,
  ): Promise<PortalSession> {
    const browser = new Browser();
    const start = new URL(`${urls.backend}/api/auth/oidc/start`);
    start.search = new URLSearchParams({
      env: 'development',
      flow: 'popup',
      origin: urls.app,
      scope: SCOPES,
    }).toString();

    const choosing = await browser.open(start);
    const page = await bodyOf(choosing, 'the sign-in page');
    const returned = await browser.open(
      new URL(findButton(page, personId), choosing.url),
      { method: 'POST' },
    );
    assertAccepted(await bodyOf(returned, 'the return to the portal'));

    const refreshed = await browser.open(
      `${
        urls.backend
      }/api/auth/oidc/refresh?env=development&scope=${encodeURIComponent(
        SCOPES,
      )}`,
      { headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    const { backstageIdentity } = JSON.parse(
      await bodyOf(refreshed, 'the session'),
    ) as RefreshAnswer;
    if (!backstageIdentity) {
      throw new Error('The portal gave a session without an identity.');
    }
    return new PortalSession(
      urls.backend,
      backstageIdentity.identity.userEntityRef,
      backstageIdentity.token,
    );
  }

  /** `fetch` as this person. Refuses to send the token anywhere but to the portal's backend. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== new URL(this.#backend).origin) {
      throw new Error(
        `The session of ${this.#backend} is not for ${request.url}`,
      );
    }
    request.headers.set('authorization', `Bearer ${this.#token}`);
    return globalThis.fetch(request);
  };
}

/** The address that the person's button posts to. */
function findButton(page: string, personId: string): string {
  const actions = [...page.matchAll(/action="([^"]+)"/g)].map(
    match => match[1],
  );
  const action = actions.find(path => path.endsWith(`/as/${personId}`));
  if (!action) {
    throw new Error(
      `The identity provider's page has no button for ${personId}; it has ${
        actions.join(', ') || 'none'
      }.`,
    );
  }
  return action;
}

/** The portal answers the returning popup with a page that hands the outcome to its opener. */
function assertAccepted(page: string): void {
  const match = /authResponse = decodeURIComponent\('([^']+)'\)/.exec(page);
  const outcome = JSON.parse(decodeURIComponent(match?.[1] ?? '{}')) as {
    response?: unknown;
    error?: { message?: string };
  };
  if (!outcome.response) {
    throw new Error(
      `The portal refused the sign-in: ${
        outcome.error?.message ?? 'it gave no reason'
      }`,
    );
  }
}

async function bodyOf(response: Response, step: string): Promise<string> {
  const text = await response.text();
  if (!response.ok) {
    throw new Error(
      `At ${step}, ${response.url.split('?')[0]} answered ${
        response.status
      }: ${text.slice(0, 300)}`,
    );
  }
  return text;
}
