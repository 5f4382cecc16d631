import { hashToken, newAccessToken } from '../core/ids';
import { Identity } from './Identity';

export interface TokenRecord {
  identity: Identity;
  scopes: string[];
  /** Milliseconds since 1970. */
  expiresAtMs: number;
  /** OAuth client of a user's token. */
  clientId?: string;
  /** The client that it is for, where that is another one. */
  audience?: string;
  /** Hash of the refresh token this access token came from; revoking that one ends this one. */
  refreshHash?: string;
}

/** An expired token is remembered this long, to answer "expired" rather than "unknown". */
const REMEMBER_EXPIRED_MS = 3_600_000;
const SWEEP_EVERY = 1_000;

/** Access tokens that were given out, kept by SHA-256 only: a stored state can never replay one. */
export class TokenStore {
  readonly #records: Map<string, TokenRecord>;
  #issued = 0;

  constructor(records: Record<string, TokenRecord> = {}) {
    this.#records = new Map(Object.entries(records));
  }

  issue(record: TokenRecord): string {
    const token = newAccessToken(record.identity.kind);
    this.add(token, record);
    this.#issued += 1;
    if (this.#issued % SWEEP_EVERY === 0) this.#sweep(record.expiresAtMs);
    return token;
  }

  /** Registers a token with a chosen text: seeded OAuth tokens of users. */
  add(token: string, record: TokenRecord): void {
    this.#records.set(hashToken(token), record);
  }

  /** The record of a token that is still valid at `now`. */
  find(token: string, now: Date): TokenRecord | undefined {
    const record = this.#records.get(hashToken(token));
    return record && record.expiresAtMs > now.getTime() ? record : undefined;
  }

  /** Whether the token was ever given out and not revoked, valid or expired. */
  isKnown(token: string): boolean {
    return this.#records.has(hashToken(token));
  }

  remove(token: string): void {
    this.#records.delete(hashToken(token));
  }

  /** Ends every access token that came from this refresh token. Returns how many. */
  removeByRefreshHash(refreshHash: string): number {
    const hashes = [...this.#records]
      .filter(([, record]) => record.refreshHash === refreshHash)
      .map(([hash]) => hash);
    hashes.forEach(hash => this.#records.delete(hash));
    return hashes.length;
  }

  /** Forgets tokens that expired long before the newest one will. */
  #sweep(newestExpiryMs: number): void {
    for (const [hash, record] of this.#records) {
      if (record.expiresAtMs + 2 * REMEMBER_EXPIRED_MS < newestExpiryMs) {
        this.#records.delete(hash);
      }
    }
  }

  toJSON(): Record<string, TokenRecord> {
    return Object.fromEntries(this.#records);
  }
}
