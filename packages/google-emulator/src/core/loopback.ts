/** Names and addresses of this machine alone, as `URL.hostname` writes them. */
const HOSTNAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What a server may listen on. */
export const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1'];

/** Whether a URL leads to this machine alone. */
export function isLoopback(url: string): boolean {
  return HOSTNAMES.has(URL.parse(url)?.hostname ?? '');
}
