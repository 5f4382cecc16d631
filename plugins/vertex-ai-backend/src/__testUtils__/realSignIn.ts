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
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createRemoteJWKSet, JWTPayload, jwtVerify } from 'jose';
import { createHash, randomBytes } from 'node:crypto';

const CALLBACK = 'http://localhost:9/callback';
const HEADER = 'x-company-token';
const client = {
  client_id: 'portal-under-test',
  client_secret: 'public-secret-of-the-test',
  redirect_uris: [CALLBACK],
};

/** Keeps cookies and follows redirects, until a page comes or one leads to the callback. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async follow(url: string, init: RequestInit = {}): Promise<URL> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { cookie: [...this.#cookies.values()].join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      this.#cookies.set(pair.split('=')[0], pair);
    }
    const location = response.headers.get('location');
    const next = new URL(location ?? url, url);
    return !location || next.href.startsWith(CALLBACK)
      ? next
      : this.follow(next.href);
  }
}

/**
 * Backstage's auth backend behind a proxy that brings the token of the company's identity provider along, which is the demo's; and a
 * resolver as a company would write one: it adds the claim `teams`.
 */
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
      moduleId: 'company-of-the-test',
      register: env =>
        env.registerInit({
          deps: { providers: authProvidersExtensionPoint },
          init: async ({ providers }) =>
            providers.registerProvider({
              providerId: 'company',
              factory: this.#factory(),
            }),
        }),
    });
    return [authBackend, module];
  }

  #factory() {
    const { issuer } = this.#provider;
    const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
    return createProxyAuthProviderFactory<JWTPayload>({
      authenticator: createProxyAuthenticator({
        defaultProfileTransform: async () => ({ profile: {} }),
        initialize: () => ({}),
        async authenticate({ req }) {
          const { payload } = await jwtVerify(req.header(HEADER)!, keys, {
            issuer,
            audience: client.client_id,
          });
          return { result: payload };
        },
      }),
      signInResolver: async ({ result: { sub, groups } }, context) => {
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
    });
  }

  configure(config: PortalConfig): void {
    config.auth = {
      environment: 'development',
      providers: { company: { development: {} } },
    };
  }

  /** Signs a person of the demo in. @returns the person's Backstage token */
  async token(portal: Portal, person: string): Promise<string> {
    const answer = await fetch(`${portal.url}/api/auth/company/refresh`, {
      headers: {
        [HEADER]: await this.#companyToken(person),
        'x-requested-with': 'XMLHttpRequest',
      },
    });
    const { backstageIdentity, error } = await answer.json();
    if (error) {
      throw new Error(`${person} could not sign in: ${error.message}`);
    }
    return backstageIdentity.token;
  }

  /** By the authorization code flow with PKCE, as the proxy has it done. */
  async #companyToken(person: string): Promise<string> {
    const { issuer } = this.#provider;
    const browser = new Browser();
    const verifier = randomBytes(32).toString('base64url');
    const page = await browser.follow(
      `${issuer}/auth?${new URLSearchParams({
        client_id: client.client_id,
        redirect_uri: CALLBACK,
        response_type: 'code',
        scope: 'openid groups',
        code_challenge: createHash('sha256')
          .update(verifier)
          .digest('base64url'),
        code_challenge_method: 'S256',
      })}`,
    );
    const back = await browser.follow(`${page.href}/as/${person}`, {
      method: 'POST',
    });
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(
          `${client.client_id}:${client.client_secret}`,
        ).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code')!,
        redirect_uri: CALLBACK,
        code_verifier: verifier,
      }),
    });
    return (await answer.json()).id_token;
  }

  stop(): Promise<void> {
    return this.#provider.close();
  }
}
