import { hashToken, newRefreshToken } from '../core/ids';

/** What a person has granted to an OAuth client, until it is revoked. */
export interface GrantRecord {
  email: string;
  clientId: string;
  scopes: string[];
}

/** Refresh tokens that were given out, kept by SHA-256 only. They do not expire. */
export class RefreshTokenStore {
  readonly #records: Map<string, GrantRecord>;

  constructor(records: Record<string, GrantRecord> = {}) {
    this.#records = new Map(Object.entries(records));
  }

  issue(record: GrantRecord): string {
    const token = newRefreshToken();
    this.add(token, record);
    return token;
  }

  /** Registers a token with a chosen text. */
  add(token: string, record: GrantRecord): void {
    this.#records.set(hashToken(token), record);
  }

  find(token: string): GrantRecord | undefined {
    return this.#records.get(hashToken(token));
  }

  /** Whether this person has granted anything to this client: Google gives a second refresh token only when asked to. */
  has({ email, clientId }: Pick<GrantRecord, 'email' | 'clientId'>): boolean {
    return [...this.#records.values()].some(
      record => record.email === email && record.clientId === clientId,
    );
  }

  /** Returns whether there was one. */
  removeByHash(hash: string): boolean {
    return this.#records.delete(hash);
  }

  toJSON(): Record<string, GrantRecord> {
    return Object.fromEntries(this.#records);
  }
}
