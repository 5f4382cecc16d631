/** Https, or http on loopback: where a key set may be read. */
export function isTrustworthyAddress(address: unknown): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) {
    return false;
  }
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'https:' ||
    (protocol === 'http:' &&
      ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}
