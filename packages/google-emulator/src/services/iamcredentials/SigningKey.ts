import { createHash } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  JWK,
  JWTPayload,
  SignJWT,
} from 'jose';

interface KeyPair {
  keyId: string;
  privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  publicJwk: JWK;
}

/** The emulator's stand-in for the keys that Google manages per service account. One key, made at first use. */
export class SigningKey {
  #pair: Promise<KeyPair> | undefined;

  /** A JWT over `payload`, RS256. */
  async signJwt(payload: JWTPayload): Promise<{ keyId: string; jwt: string }> {
    const { keyId, privateKey } = await this.#ready();
    const jwt = await new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
      .sign(privateKey);
    return { keyId, jwt };
  }

  /** RSASSA-PKCS1-v1_5 with SHA-256 over `data`. */
  async sign(data: Uint8Array): Promise<{ keyId: string; signature: Buffer }> {
    const { keyId, privateKey } = await this.#ready();
    const signature = await crypto.subtle.sign(
      'RSASSA-PKCS1-v1_5',
      privateKey as CryptoKey,
      data as BufferSource,
    );
    return { keyId, signature: Buffer.from(signature) };
  }

  /** What `/oauth2/v3/certs` shows. */
  async jwks(): Promise<{ keys: JWK[] }> {
    return { keys: [(await this.#ready()).publicJwk] };
  }

  #ready(): Promise<KeyPair> {
    this.#pair ??= SigningKey.#generate();
    return this.#pair;
  }

  static async #generate(): Promise<KeyPair> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', {
      modulusLength: 2048,
    });
    const jwk = await exportJWK(publicKey);
    const thumbprint = await calculateJwkThumbprint(jwk);
    const keyId = createHash('sha256')
      .update(thumbprint)
      .digest('hex')
      .slice(0, 40);
    return {
      keyId,
      privateKey,
      publicJwk: { ...jwk, kid: keyId, alg: 'RS256', use: 'sig' },
    };
  }
}
