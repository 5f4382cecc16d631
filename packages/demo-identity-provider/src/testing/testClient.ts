import { createHash, randomBytes } from 'node:crypto';

export const testClient = {
  client_id: 'test-client',
  client_secret: 'secret-of-the-test-client',
  redirect_uris: ['http://localhost:9/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code' as const],
};

/** HTTP Basic client authentication (RFC 6749 section 2.3.1). */
export const clientAuthorization = `Basic ${Buffer.from(
  `${testClient.client_id}:${testClient.client_secret}`,
).toString('base64')}`;

type Cookie = { pair: string; path: string };

/** What a browser does for us: keeps cookies, follows one redirect at a time. */
export class TestBrowser {
  /** Key: name and path, as browsers tell cookies apart. */
  readonly #cookies = new Map<string, Cookie>();

  async open(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        cookie: [...this.#cookies.values()]
          .filter(cookie => new URL(url).pathname.startsWith(cookie.path))
          .map(cookie => cookie.pair)
          .join('; '),
        ...init.headers,
      },
    });
    for (const line of response.headers.getSetCookie()) {
      this.#keep(line);
    }
    return response;
  }

  #keep(line: string): void {
    const [pair, ...attributes] = line.split(/;\s*/);
    const valueOf = (name: string) =>
      attributes
        .find(attribute => attribute.toLowerCase().startsWith(`${name}=`))
        ?.slice(name.length + 1);
    const path = valueOf('path') ?? '/';
    const key = `${pair.split('=')[0]} ${path}`;
    if (Date.parse(valueOf('expires') ?? '') <= Date.now()) {
      this.#cookies.delete(key);
    } else {
      this.#cookies.set(key, { pair, path });
    }
  }

  /** Follows redirects until a page comes, or until one leads to `until`; gives the last URL. */
  async follow(
    url: string,
    until: string,
  ): Promise<{ url: URL; response?: Response }> {
    let at = new URL(url);
    while (!at.href.startsWith(until)) {
      const response = await this.open(at.href);
      const location = response.headers.get('location');
      if (!location) {
        return { url: at, response };
      }
      at = new URL(location, at);
    }
    return { url: at };
  }
}

/** An authorization request with PKCE (RFC 7636) and the verifier that belongs to it. */
export function authorizationRequest(
  issuer: string,
  overrides: Record<string, string | undefined> = {},
): { url: string; verifier: string; nonce: string } {
  const verifier = randomBytes(32).toString('base64url');
  const nonce = randomBytes(16).toString('base64url');
  const parameters: Record<string, string | undefined> = {
    client_id: testClient.client_id,
    redirect_uri: testClient.redirect_uris[0],
    response_type: 'code',
    scope: 'openid profile email groups offline_access',
    prompt: 'consent',
    state: 'state-of-the-test',
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...overrides,
  };
  const url = new URL('/auth', issuer);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  return { url: url.href, verifier, nonce };
}

export async function callTokenEndpoint(
  issuer: string,
  body: Record<string, string>,
): Promise<{ status: number; body: Record<string, string> }> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: clientAuthorization },
    body: new URLSearchParams(body),
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, string>,
  };
}
