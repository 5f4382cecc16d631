import { SessionState } from '@backstage/frontend-plugin-api';
import {
  ClientCall,
  Environment,
  GOOGLE_TOKEN_HEADER,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { CLOUD_PLATFORM, GoogleAuthApi } from './googleAuth';
import { usesOwnToken } from './usesOwnToken';

/** After nobody was found to be signed in, this long nobody is looked for: pages poll, and every look is a request. */
const REST_MS = 60_000;

/**
 * Adds the person's Google token to the requests that cannot do without: those to environments that act at Google as the person. Every
 * other request goes without, and so do all when the person is not signed in to Google; the backend then says so.
 */
export class GoogleTokens {
  readonly #auth: GoogleAuthApi;
  readonly #listEnvironments: () => Promise<Environment[]>;
  #environments?: Promise<Environment[]>;
  #restUntilMs = 0;

  constructor(
    auth: GoogleAuthApi,
    listEnvironments: () => Promise<Environment[]>,
  ) {
    this.#auth = auth;
    this.#listEnvironments = listEnvironments;
    auth.sessionState$().subscribe(state => {
      if (state === SessionState.SignedIn) {
        this.#restUntilMs = 0;
      }
    });
  }

  async headersFor(call: ClientCall): Promise<Record<string, string>> {
    if (!(await this.#needsToken(call))) {
      return {};
    }
    const token = await this.#token();
    return token ? { [GOOGLE_TOKEN_HEADER]: token } : {};
  }

  /** Lists are read by the portal itself, whoever looks; what names no environment asks Google nothing. */
  async #needsToken({ params, body }: ClientCall): Promise<boolean> {
    const name =
      params?.environment ?? (body as { environment?: unknown })?.environment;
    return (
      typeof name === 'string' &&
      (await this.#known(name)).some(
        environment => environment.name === name && usesOwnToken(environment),
      )
    );
  }

  /** Read once; again for a name that is new, and after it could not be read. */
  async #known(name: string): Promise<Environment[]> {
    const known = await this.#environments?.catch(() => undefined);
    if (known?.some(environment => environment.name === name)) {
      return known;
    }
    this.#environments = this.#listEnvironments();
    // Whatever is wrong is wrong with the request itself too, and is said there.
    return this.#environments.catch(() => []);
  }

  async #token(): Promise<string | undefined> {
    if (Date.now() < this.#restUntilMs) {
      return undefined;
    }
    const token = await this.#auth.getAccessToken(CLOUD_PLATFORM, {
      optional: true,
    });
    if (!token) {
      this.#restUntilMs = Date.now() + REST_MS;
    }
    return token || undefined;
  }
}
