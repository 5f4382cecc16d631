import { EnvHttpProxyAgent, fetch as undiciFetch, RequestInit } from 'undici';

/** What stands in for Google on this machine; a proxy would look for it on its own. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * A `fetch` for Google that honours HTTPS_PROXY, HTTP_PROXY and NO_PROXY as they are now. Every call to Google goes through one, so that
 * tokens and what they are for take the same way; Node's own asks for `NODE_USE_ENV_PROXY` besides.
 */
export function createGoogleFetch(): typeof fetch {
  const dispatcher = new EnvHttpProxyAgent({ noProxy: noProxy() });
  // The types of the package and of Node differ in what neither of our callers uses.
  return ((url: string | URL, init?: RequestInit) =>
    undiciFetch(url, { ...init, dispatcher })) as unknown as typeof fetch;
}

function noProxy(): string {
  const { no_proxy: lower, NO_PROXY: upper } = process.env;
  const said = (lower ?? upper ?? '').trim();
  // The star means everything only where it stands alone.
  return said === '*' ? said : [said, ...LOOPBACK].join(',');
}
