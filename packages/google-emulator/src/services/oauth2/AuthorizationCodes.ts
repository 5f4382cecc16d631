import { newAuthorizationCode } from '../../core/ids';

/** What a person has agreed to on the consent page, waiting for the client to fetch it. */
export interface AuthorizationCode {
  clientId: string;
  redirectUri: string;
  email: string;
  scopes: string[];
  /** The code challenge of RFC 7636 and its method, when the client sent one. */
  challenge?: { value: string; method: 'S256' | 'plain' };
  /** Goes into the ID token as it is. */
  nonce?: string;
  /** Whether a refresh token comes with the access token. */
  offline: boolean;
}

const LIFETIME_MS = 10 * 60_000;

/** Codes between the consent page and the token endpoint. In memory only; each is good once, for ten minutes. */
export class AuthorizationCodes {
  readonly #codes = new Map<
    string,
    AuthorizationCode & { expiresAtMs: number }
  >();

  issue(grant: AuthorizationCode, now: Date): string {
    for (const [code, { expiresAtMs }] of this.#codes) {
      if (expiresAtMs <= now.getTime()) this.#codes.delete(code);
    }
    const code = newAuthorizationCode();
    const expiresAtMs = now.getTime() + LIFETIME_MS;
    this.#codes.set(code, { ...grant, expiresAtMs });
    return code;
  }

  /** The grant behind a code, which is used up by asking. */
  take(code: string, now: Date): AuthorizationCode | undefined {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    return grant && grant.expiresAtMs > now.getTime() ? grant : undefined;
  }
}
