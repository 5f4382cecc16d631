import { randomBytes } from 'node:crypto';
import { Clock } from './Clock';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 32 hex digits, the trace id form of W3C Trace Context, so that one value serves the log, Google and traces. */
export function newCorrelationId(): string {
  return randomBytes(16).toString('hex');
}

/** A version 00 `traceparent` header (W3C Trace Context §3.2) for one call under a correlation id. */
export function traceparent(correlationId: string): string {
  return `00-${correlationId}-${randomBytes(8).toString('hex')}-01`;
}

/**
 * 26 characters: 48 bits of milliseconds, then 80 random bits, in Crockford's base 32 (the ULID layout, in lower case).
 * Ids sort by the time they were made, which is what keyset paging over the history needs.
 */
export function newId(clock: Clock): string {
  let milliseconds = clock.now().getTime();
  let time = '';
  for (let digit = 0; digit < 10; digit++) {
    time = ALPHABET[milliseconds % 32] + time;
    milliseconds = Math.floor(milliseconds / 32);
  }
  return (
    time + Array.from(randomBytes(16), byte => ALPHABET[byte % 32]).join('')
  );
}
