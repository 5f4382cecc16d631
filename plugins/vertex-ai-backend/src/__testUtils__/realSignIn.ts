import {
  IdentityProvider,
  startIdentityProvider,
} from '@backstage-vertex/demo-identity-provider';
import { Portal, PortalConfig } from '@backstage-vertex/testkit';
import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import authBackend from '@backstage/plugin-auth-backend';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';

const APP = 'http://localhost:3000';
/** Known to the provider before the portal has a port; the browser of the test carries the answer on to the portal. */
const CALLBACK = 'http://localhost:9/callback';
const client = {
  client_id: 'portal-under-test',
  client_secret: 'public-secret-of-the-test',
  redirect_uris: [CALLBACK],
};

/** Keeps cookies and follows redirects, until a page comes or one leads to the callback. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { cookie: [...this.#cookies.values()].join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      this.#cookies.set(pair.split('=')[0], pair);
    }
    return response;
  }

  async follow(url: string, init: RequestInit = {}): Promise<URL> {
    const response = await this.fetch(url, init);
    const location = response.headers.get('location');
    if (!location) {
      return new URL(url);
    }
    const next = new URL(location, url);
    return next.href.startsWith(CALLBACK) ? next : this.follow(next.href);
  }
}

/** Backstage's auth backend with the demo's identity provider, and a resolver as a company would write one: it adds the claim `teams`. */
export class RealSignIn {
  /** What the resolver adds besides, for whoever signs in next. */
  extra: Record<string, string> = {};
  readonly #provider: IdentityProvider;

  private constructor(provider: IdentityProvider) {
    this.#provider = provider;
  }

  static async start(): Promise<RealSignIn> {
    return new RealSignIn(
      await startIdentityProvider({ port: 0, clients: [client] }),
    );
  }

  features(): BackendFeature[] {
    const module = createBackendModule({
      pluginId: 'auth',
      moduleId: 'oidc-of-the-test',
      register: env =>
        env.registerInit({
          deps: { providers: authProvidersExtensionPoint },
          init: async ({ providers }) =>
            providers.registerProvider({
              providerId: 'oidc',
              factory: createOAuthProviderFactory({
                authenticator: oidcAuthenticator,
                signInResolver: async ({ result }, context) => {
                  const { sub, groups } = result.fullProfile.userinfo;
                  const ref = `user:default/${sub}`;
                  const teams = groups as string[];
                  return context.issueToken({
                    claims: {
                      sub: ref,
                      ent: [ref, ...teams.map(name => `group:default/${name}`)],
                      teams,
                      ...this.extra,
                    },
                  });
                },
              }),
            }),
        }),
    });
    return [authBackend, module];
  }

  configure(config: PortalConfig): void {
    config.auth = {
      environment: 'development',
      session: { secret: 'only-for-tests' },
      providers: {
        oidc: {
          development: {
            metadataUrl: `${
              this.#provider.issuer
            }/.well-known/openid-configuration`,
            clientId: client.client_id,
            clientSecret: client.client_secret,
            callbackUrl: CALLBACK,
            additionalScopes: ['groups'],
            prompt: 'login',
          },
        },
      },
    };
  }

  /** Signs a person of the demo in, as a browser does it. @returns the person's Backstage token */
  async token(portal: Portal, person: string): Promise<string> {
    const browser = new Browser();
    const provider = `${portal.url}/api/auth/oidc`;
    const page = await browser.follow(
      `${provider}/start?env=development&flow=popup&origin=${APP}&scope=openid`,
    );
    const { search } = await browser.follow(
      new URL(`${page.pathname}/as/${person}`, page).href,
      { method: 'POST' },
    );
    const answer = await browser.fetch(`${provider}/handler/frame${search}`);
    const [, told] = /authResponse = decodeURIComponent\('(.*?)'\)/.exec(
      await answer.text(),
    )!;
    const { response, error } = JSON.parse(decodeURIComponent(told));
    if (error) {
      throw new Error(`${person} could not sign in: ${error.message}`);
    }
    return response.backstageIdentity.token;
  }

  stop(): Promise<void> {
    return this.#provider.close();
  }
}
