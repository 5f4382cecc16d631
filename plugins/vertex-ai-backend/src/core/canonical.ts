import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785) of a value; throws where it is not JSON. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) {
    throw new TypeError('only a JSON value has a canonical form');
  }
  return text;
}

/** SHA-256 in lower-case hex. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Digest of a value's canonical JSON: what signatures, approvals, assertions and the log refer to. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
