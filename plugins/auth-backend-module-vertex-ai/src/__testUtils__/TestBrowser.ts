interface Cookie {
  name: string;
  value: string;
  path: string;
  /** The whole header. */
  text: string;
}

/** As much of a browser as a sign-in needs: it keeps cookies, sends them where they belong, and follows no redirect by itself. */
export class TestBrowser {
  readonly #cookies = new Map<string, Cookie>();

  /** As the browser has them now. */
  get cookies(): Cookie[] {
    return [...this.#cookies.values()];
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const { pathname } = new URL(url);
    const cookies = this.cookies.filter(({ path }) =>
      pathname.startsWith(path),
    );
    if (cookies.length > 0) {
      headers.set(
        'cookie',
        cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      );
    }
    const response = await fetch(url, {
      ...init,
      headers,
      redirect: 'manual',
    });
    response.headers.getSetCookie().forEach(text => this.#keep(text));
    return response;
  }

  #keep(text: string): void {
    const [pair, ...attributes] = text.split('; ');
    const [name, value] = pair.split(/=(.*)/s);
    const attribute = (wanted: string) =>
      attributes
        .find(one => one.toLowerCase().startsWith(`${wanted}=`))
        ?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    // A cookie for the host and one for its domain are two, as in a browser.
    const key = [name, path, attribute('domain') ?? ''].join(' ');
    if (value === '' || attribute('max-age') === '0') {
      this.#cookies.delete(key);
    } else {
      this.#cookies.set(key, { name, value, path, text });
    }
  }
}
