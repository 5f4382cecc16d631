import { CryptoKey, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import type { VertexAiConfig } from '../config';
import { Clock, Secret } from '../core';
import {
  AssertionClaims,
  assertionClaims,
  AssertionRequest,
} from './assertion';
import { KeyRing } from './KeyRing';
import { importPrivateKey, PublicJwk, SigningKey } from './SigningKey';

/** A signed assertion: what it says, for the record, and the token, for Google only. */
export interface Assertion {
  readonly claims: AssertionClaims;
  readonly token: Secret<string>;
}

export interface IssuerOptions {
  config: VertexAiConfig['issuer'];
  keys: KeyRing;
  clock: Clock;
}

/** Signs one assertion for one actor, environment and action, and publishes what it takes to verify it. */
export class Issuer {
  readonly #options: IssuerOptions;
  #imported?: { kid: string; key: Promise<CryptoKey> };

  constructor(options: IssuerOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#options.config.url;
  }

  /** @throws VertexAiError `handshake_failed` for an identity that Google cannot take */
  async sign(request: AssertionRequest): Promise<Assertion> {
    const { config, keys, clock } = this.#options;
    const signingKey = await keys.signing();
    const claims = assertionClaims(request, {
      issuer: config.url,
      jti: randomUUID(),
      nowMs: clock.now().getTime(),
      ttlSeconds: config.assertionTtlSeconds,
    });
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({
        alg: 'ES256',
        kid: signingKey.publicJwk.kid,
        typ: 'JWT',
      })
      .sign(await this.#import(signingKey));
    return { claims, token: new Secret(token) };
  }

  /** The public keys (RFC 7517 §5); never more than three, and only the members that Google takes in an upload. */
  async jwks(): Promise<{ keys: PublicJwk[] }> {
    const keys = await this.#options.keys.published();
    return { keys: keys.map(({ publicJwk }) => publicJwk) };
  }

  /** OpenID Connect Discovery 1.0 §3, as far as an issuer without a sign-in of its own has something to say. */
  discovery(): Record<string, unknown> {
    return {
      issuer: this.url,
      jwks_uri: `${this.url}/jwks.json`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
      claims_supported: [
        'iss',
        'aud',
        'sub',
        'iat',
        'exp',
        'jti',
        'environment',
        'role',
        'env_role',
        'groups',
        'action',
        'intent',
        'correlation_id',
      ],
    };
  }

  #import(key: SigningKey): Promise<CryptoKey> {
    const { kid } = key.publicJwk;
    if (this.#imported?.kid !== kid) {
      this.#imported = { kid, key: importPrivateKey(key) };
    }
    return this.#imported.key;
  }
}
