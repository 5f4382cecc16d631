import type { IssuerKey } from '@backstage-vertex/plugin-vertex-ai-common';
import type { IssuerSigner } from '@backstage-vertex/plugin-vertex-ai-node';
import { randomUUID } from 'node:crypto';
import type { VertexAiConfig } from '../config';
import { Clock, Secret } from '../core';
import {
  AssertionClaims,
  assertionClaims,
  AssertionRequest,
} from './assertion';
import { KeyRing } from './KeyRing';
import { SIGNATURE_BYTES } from './createVerifiedKey';
import { ACR } from './stepUpClaims';
import { keyViews } from './keyViews';
import { PublicJwk, SigningKey } from './SigningKey';

/** A signed assertion: what it says, for the record, and the token, for Google only. */
export interface Assertion {
  readonly claims: AssertionClaims;
  readonly token: Secret<string>;
}

export interface IssuerOptions {
  config: VertexAiConfig['issuer'];
  keys: KeyRing;
  signer: IssuerSigner;
  clock: Clock;
}

/** Signs one assertion for one actor, environment and action, and publishes what it takes to verify it. */
export class Issuer {
  readonly #options: IssuerOptions;

  constructor(options: IssuerOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#options.config.url;
  }

  /** @throws VertexAiError `handshake_failed` for an identity that Google cannot take */
  async sign(request: AssertionRequest): Promise<Assertion> {
    const { config, clock } = this.#options;
    const claims = assertionClaims(request, {
      issuer: config.url,
      jti: randomUUID(),
      nowMs: clock.now().getTime(),
      ttlSeconds: Math.min(
        config.assertionTtlSeconds,
        request.lifetimeSeconds ?? Infinity,
      ),
    });
    return { claims, token: new Secret(await this.#serialize(claims)) };
  }

  /** The public keys (RFC 7517 §5); never more than three, and only the members that Google takes in an upload. */
  async jwks(): Promise<{ keys: PublicJwk[] }> {
    const keys = await this.#options.keys.published();
    return { keys: keys.map(({ publicJwk }) => publicJwk) };
  }

  /** The keys for people to look at, and when the next one takes over. */
  async keys(): Promise<{ keys: IssuerKey[]; nextRotationAt: string }> {
    const { keys, clock } = this.#options;
    return {
      keys: keyViews(await keys.all(), clock.now().getTime()),
      nextRotationAt: new Date(await keys.nextRotationMs()).toISOString(),
    };
  }

  /** OpenID Connect Discovery 1.0 §3, as far as an issuer without a sign-in of its own has something to say. */
  discovery(): Record<string, unknown> {
    return {
      issuer: this.url,
      jwks_uri: `${this.url}/jwks.json`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      acr_values_supported: Object.values(ACR),
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
        'acr',
        'amr',
        'auth_time',
        'correlation_id',
      ],
    };
  }

  /** JWS compact serialization (RFC 7515 §3.1). */
  async #serialize(claims: AssertionClaims): Promise<string> {
    const { keys } = this.#options;
    const key = await keys.signing();
    try {
      return await this.#signWith(key, claims);
    } catch (error) {
      // Another replica may have replaced the keys in between; then there is another one to sign with.
      keys.forget();
      const now = await keys.signing();
      if (now.generation === key.generation) {
        throw error;
      }
      return this.#signWith(now, claims);
    }
  }

  async #signWith(key: SigningKey, claims: AssertionClaims): Promise<string> {
    const header = { alg: 'ES256', kid: key.publicJwk.kid, typ: 'JWT' };
    const input = `${encode(JSON.stringify(header))}.${encode(
      JSON.stringify(claims),
    )}`;
    const signature = await this.#options.signer.sign(
      key.handle,
      new TextEncoder().encode(input),
    );
    if (signature.length !== SIGNATURE_BYTES) {
      throw new Error(
        `the signer ${key.signer} gave ${signature.length} bytes, not ${SIGNATURE_BYTES}`,
      );
    }
    return `${input}.${encode(signature)}`;
  }
}

function encode(data: string | Uint8Array): string {
  return Buffer.from(data).toString('base64url');
}
