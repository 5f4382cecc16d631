/** One cookie, as `Set-Cookie` described it (RFC 6265). */
type Cookie = { host: string; path: string; name: string; value: string };

const MAX_REDIRECTS = 20;

/**
 * As much of a browser as a sign-in needs: keeps cookies per host name and path, and follows redirects.
 * Cookies are in memory only. As in a browser, a port does not separate cookies.
 */
export class Browser {
  #cookies: Cookie[] = [];

  /** Opens a page and follows where it leads; the answer's `url` says where that was. */
  async open(
    url: string | URL,
    init: { method?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    let at = new URL(url);
    let { method = 'GET' } = init;
    for (let hop = 0; hop < MAX_REDIRECTS; hop++) {
      const response = await fetch(at, {
        method,
        redirect: 'manual',
        headers: { ...init.headers, cookie: this.#cookieHeader(at) },
      });
      for (const line of response.headers.getSetCookie()) {
        this.#keep(at, line);
      }
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !location) {
        return response;
      }
      await response.body?.cancel();
      at = new URL(location, at);
      method = 'GET';
    }
    throw new Error(`More than ${MAX_REDIRECTS} redirects from ${url}`);
  }

  #cookieHeader(url: URL): string {
    return this.#cookies
      .filter(
        ({ host, path }) =>
          host === url.hostname && isBelow(url.pathname, path),
      )
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #keep(url: URL, line: string): void {
    const [pair, ...rest] = line.split(';').map(part => part.trim());
    const attribute = (wanted: string) =>
      rest
        .map(part => part.split('='))
        .find(([name]) => name.toLowerCase() === wanted)?.[1];
    const at = pair.indexOf('=');
    const cookie: Cookie = {
      host: url.hostname,
      path: attribute('path') ?? '/',
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
    };
    this.#cookies = this.#cookies.filter(
      old =>
        old.host !== cookie.host ||
        old.path !== cookie.path ||
        old.name !== cookie.name,
    );
    if (!hasEnded(attribute('max-age'), attribute('expires'))) {
      this.#cookies.push(cookie);
    }
  }
}

/** Path matching of RFC 6265 section 5.1.4. */
function isBelow(pathname: string, cookiePath: string): boolean {
  return (
    pathname === cookiePath ||
    pathname.startsWith(
      cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`,
    )
  );
}

function hasEnded(maxAge?: string, expires?: string): boolean {
  return maxAge === undefined
    ? Date.parse(expires ?? '') <= Date.now()
    : Number(maxAge) <= 0;
}
