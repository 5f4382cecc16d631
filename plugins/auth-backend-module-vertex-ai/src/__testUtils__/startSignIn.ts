import authPlugin from '@backstage/plugin-auth-backend';
import { demoSeed } from '@backstage-vertex/google-emulator';
import { Portal, startPortal } from '@backstage-vertex/testkit';
import authModuleVertexAi from '..';
import { TestBrowser } from './TestBrowser';

export const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';
export const EMAIL = 'https://www.googleapis.com/auth/userinfo.email';
export const APP = 'http://localhost:3000';

const [internal, external] = demoSeed().oauthClients!;

/** What the popup tells the page that has opened it. */
export interface Told {
  origin: string;
  response?: {
    profile: { email: string };
    providerInfo: {
      accessToken: string;
      scope: string;
      expiresInSeconds: number;
      idToken?: string;
    };
    backstageIdentity?: unknown;
  };
  error?: { name: string; message: string };
}

/** The auth backend with the module, the emulator for Google, and somebody's browser. */
export class SignIn {
  readonly browser = new TestBrowser();

  private constructor(readonly portal: Portal) {}

  static async start(
    configure: (clients: Record<string, any>) => void = () => {},
  ): Promise<SignIn> {
    const portal = await startPortal({
      features: [authPlugin, authModuleVertexAi],
      configure: config => {
        const google = String(config.vertexAi.google.sts);
        const endpoints = {
          authorizationUrl: `${google}/o/oauth2/v2/auth`,
          tokenUrl: `${google}/token`,
          revokeUrl: `${google}/revoke`,
          jwksUrl: `${google}/oauth2/v3/certs`,
        };
        const clients = {
          internal: {
            clientId: internal.clientId,
            clientSecret: internal.clientSecret,
            audience: 'internal',
            hostedDomains: ['example.com'],
            endpoints,
          },
          external: {
            clientId: external.clientId,
            clientSecret: external.clientSecret,
            audience: 'external',
            endpoints,
          },
        };
        configure(clients);
        config.auth = { providers: { 'vertex-ai-google': clients } };
      },
    });
    portal.emulator.state.oauthClients.forEach(client =>
      client.redirectUris.push(`${providerUrl(portal)}/handler/frame`),
    );
    return new SignIn(portal);
  }

  url(path: string, query: Record<string, string> = {}): string {
    return `${providerUrl(this.portal)}${path}?${new URLSearchParams({
      env: 'internal',
      ...query,
    })}`;
  }

  /** The popup opens. */
  begin(query: Record<string, string> = {}): Promise<Response> {
    return this.browser.fetch(
      this.url('/start', {
        scope: `openid ${EMAIL} ${CLOUD_PLATFORM}`,
        origin: APP,
        flow: 'popup',
        ...query,
      }),
    );
  }

  /** The person chooses at Google; the answer is where Google sends the browser. */
  async choose(
    begun: Response,
    choice: Record<string, string> = {
      account: 'dana@example.com',
      [`grant ${CLOUD_PLATFORM}`]: 'on',
    },
  ): Promise<URL> {
    const answer = await this.browser.fetch(begun.headers.get('location')!, {
      method: 'POST',
      body: new URLSearchParams(choice),
    });
    return new URL(answer.headers.get('location')!);
  }

  /** The whole way, to what the page is told. */
  async signIn(query: Record<string, string> = {}): Promise<Told> {
    const back = await this.choose(await this.begin(query));
    return toldBy(await this.browser.fetch(back.href));
  }

  refresh(headers: Record<string, string> = {}): Promise<Response> {
    return this.browser.fetch(this.url('/refresh', { optional: 'true' }), {
      headers: { 'x-requested-with': 'XMLHttpRequest', ...headers },
    });
  }

  signOut(headers: Record<string, string> = {}): Promise<Response> {
    return this.browser.fetch(this.url('/logout'), {
      method: 'POST',
      headers: { 'x-requested-with': 'XMLHttpRequest', ...headers },
    });
  }

  /** What Google answers to a read with this token. */
  async statusAtGoogle(token: string): Promise<number> {
    const { status } = await fetch(
      `${this.portal.emulator.url}/v1/projects/ml-sandbox/locations/europe-west4/models`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    return status;
  }

  stop(): Promise<void> {
    return this.portal.stop();
  }
}

function providerUrl(portal: Portal): string {
  return `${portal.url}/api/auth/vertex-ai-google`;
}

/** Reads the page that the popup ends with, as the page that has opened it would hear it. */
export async function toldBy(response: Response): Promise<Told> {
  const page = await response.text();
  const [, message] = /authResponse = decodeURIComponent\('(.*?)'\)/.exec(
    page,
  )!;
  const [, origin] = /origin = decodeURIComponent\('(.*?)'\)/.exec(page)!;
  return {
    origin: decodeURIComponent(origin),
    ...JSON.parse(decodeURIComponent(message)),
  };
}
