/** 128 random bits in hex. `crypto.randomUUID` would need a secure context, which a portal on plain http has not. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
