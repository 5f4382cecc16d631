import {
  createRemoteJWKSet,
  customFetch,
  errors,
  JWTPayload,
  JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { Clock, Secret, VertexAiError } from '../../core';
import { ClaimRules, claimProblem } from './claimRules';
import { isTrustworthyAddress } from './addresses';

/** What Google takes of others; all with a key pair, so that no public key can be taken for a shared secret. */
const ALGORITHMS = ['RS256', 'ES256'];
const SKEW_SECONDS = 30;
const KEYS_MAX_AGE_MS = 10 * 60_000;

/** What is wrong, by jose's code; its own messages are for programmers. */
const WORDS: Record<string, (error: errors.JOSEError) => string> = {
  ERR_JWT_EXPIRED: () => 'it has expired',
  ERR_JWT_CLAIM_VALIDATION_FAILED: error => {
    const { claim, reason } = error as errors.JWTClaimValidationFailed;
    return claim === 'nbf' && reason === 'check_failed'
      ? 'it is not valid yet'
      : `its claim ${claim} is ${
          reason === 'missing' ? 'missing' : 'not the expected one'
        }`;
  },
  ERR_JOSE_ALG_NOT_ALLOWED: () =>
    `it is signed by another algorithm than ${ALGORITHMS.join(' or ')}`,
  ERR_JWKS_NO_MATCHING_KEY: () =>
    'it is signed with a key that its issuer does not publish',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: () =>
    'it does not say with which key it is signed',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: () => 'its signature is wrong',
};

export interface OidcRules extends ClaimRules {
  /** Exactly as the tokens have it. */
  issuer: string;
}

export interface OidcVerifierOptions {
  clock: Clock;
  fetch: typeof fetch;
  timeoutMs: number;
}

/** Verifies tokens of identity providers by their discovery documents (OpenID Connect Discovery 1.0 §4). */
export class OidcVerifier {
  readonly #options: OidcVerifierOptions;
  readonly #keys = new Map<string, { at: string; find: JWTVerifyGetKey }>();

  constructor(options: OidcVerifierOptions) {
    this.#options = options;
  }

  /**
   * The claims of a token that passes everything.
   *
   * @throws VertexAiError `subject_token_missing` for a token that is not good, with the reason and nothing of the token;
   *   `handshake_failed` with a retry when the identity provider cannot be read
   */
  async verify(token: Secret<string>, rules: OidcRules): Promise<JWTPayload> {
    const now = this.#options.clock.now();
    const keys = await this.#keysOf(rules.issuer);
    let claims: JWTPayload;
    try {
      ({ payload: claims } = await jwtVerify(token.reveal(), keys, {
        issuer: rules.issuer,
        audience: [...rules.audiences],
        algorithms: ALGORITHMS,
        requiredClaims: ['iss', 'aud', 'sub', 'iat', 'exp'],
        clockTolerance: SKEW_SECONDS,
        currentDate: now,
      }));
    } catch (error) {
      throw this.#refused(error, rules.issuer);
    }
    const problem = claimProblem(rules, claims, now.getTime());
    if (problem !== undefined) {
      throw tokenRefused(problem);
    }
    return claims;
  }

  /** The keys stay; where they are is looked up once, and again after a failure. */
  async #keysOf(issuer: string): Promise<JWTVerifyGetKey> {
    const known = this.#keys.get(issuer);
    if (known) {
      return known.find;
    }
    const at = await this.#discover(issuer);
    const find = createRemoteJWKSet(new URL(at), {
      [customFetch]: this.#options.fetch,
      timeoutDuration: this.#options.timeoutMs,
      cacheMaxAge: KEYS_MAX_AGE_MS,
    });
    this.#keys.set(issuer, { at, find });
    return find;
  }

  async #discover(issuer: string): Promise<string> {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    let document: { issuer?: unknown; jwks_uri?: unknown };
    try {
      const response = await this.#options.fetch(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(this.#options.timeoutMs),
      });
      document = response.ok ? await response.json() : {};
    } catch {
      throw unreadable(url);
    }
    const { jwks_uri: keys } = document;
    // Or somebody else's document could bring somebody else's keys.
    if (document.issuer !== issuer || !isTrustworthyAddress(keys)) {
      throw unreadable(url);
    }
    return keys;
  }

  #refused(error: unknown, issuer: string): VertexAiError {
    if (
      error instanceof errors.JWKSTimeout ||
      error instanceof errors.JWKSInvalid ||
      !(error instanceof errors.JOSEError)
    ) {
      this.#keys.delete(issuer);
      return unreadable(issuer);
    }
    return tokenRefused(WORDS[error.code]?.(error) ?? 'it cannot be read');
  }
}

export function tokenRefused(problem: string): VertexAiError {
  return new VertexAiError(
    'subject_token_missing',
    `The token of the company's sign-in is refused: ${problem}.`,
    { hop: 'subjectToken' },
  );
}

function unreadable(address: string): VertexAiError {
  return new VertexAiError(
    'handshake_failed',
    `The company's identity provider cannot be read at ${address}, or is another than that.`,
    { hop: 'subjectToken', retry: { afterMs: 5_000 } },
  );
}
