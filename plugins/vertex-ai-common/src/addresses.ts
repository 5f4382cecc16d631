/** Https, or http on loopback. The text itself is looked at, because a parser passes over `?`, `#` and `@` with nothing behind them. */
export function isAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s?#@{}\\]+$/.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' ||
    ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  );
}
