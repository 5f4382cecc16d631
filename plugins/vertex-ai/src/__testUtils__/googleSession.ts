import { http, HttpResponse } from 'msw';
import { OAuthRequestManager } from '@backstage/core-app-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  CLOUD_PLATFORM,
  createGoogleAuth,
  GoogleAuthDeps,
} from '../google/googleAuth';

const provider = 'http://portal.test/api/auth/vertex-ai-google';
const EMAIL = 'https://www.googleapis.com/auth/userinfo.email';

/** What an app gives whoever signs in, with an auth backend at `portal.test`. */
export function authDepsOfApp(): GoogleAuthDeps {
  return {
    configApi: mockApis.config({ data: { auth: { environment: 'test' } } }),
    discoveryApi: { getBaseUrl: async id => `http://portal.test/api/${id}` },
    oauthRequestApi: new OAuthRequestManager(),
  };
}

/** The plugin's own auth API in such an app. */
export function googleAuthInApp() {
  return createGoogleAuth(authDepsOfApp());
}

/** The auth backend's provider, as a browser meets it that may have the cookie of a session at Google. */
export class GoogleProvider {
  /** E-mail of whoever has the session. */
  signedIn?: string;
  /** What was ticked at Google. */
  scopes = `openid ${EMAIL} ${CLOUD_PLATFORM}`;
  /** While Google cannot be reached. */
  unreachable = false;
  /** Requests so far, by their path and auth environment. */
  readonly requests: string[] = [];

  readonly handlers = [
    http.get(`${provider}/refresh`, ({ request }) => {
      this.#note(request);
      return this.signedIn
        ? HttpResponse.json(this.session())
        : new HttpResponse(null, { status: 401 });
    }),
    http.post(`${provider}/logout`, ({ request }) => {
      this.#note(request);
      if (this.unreachable) {
        return new HttpResponse(null, { status: 503 });
      }
      this.signedIn = undefined;
      return new HttpResponse(null, { status: 200 });
    }),
  ];

  /** The body of an answer with a token. */
  session() {
    return {
      profile: { email: this.signedIn, displayName: this.signedIn },
      providerInfo: {
        accessToken: `ya29.token-of-${this.signedIn}`,
        scope: this.scopes,
        expiresInSeconds: 3599,
      },
    };
  }

  #note({ url }: Request): void {
    const { pathname, searchParams } = new URL(url);
    this.requests.push(
      `${pathname.split('/').at(-1)} ${searchParams.get('env')}`,
    );
  }
}
