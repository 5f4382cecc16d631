import type {
  IssuerSigner,
  IssuerSignerKey,
} from '@backstage-vertex/plugin-vertex-ai-node';
import { CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose';
import { randomUUID, webcrypto } from 'node:crypto';
import { Clock, Secret } from '../core';
import { Database } from '../db';
import {
  deletePrivateKey,
  insertPrivateKey,
  readPrivateKey,
} from './PrivateKeyStore';

/** The default signer: private keys are in the plugin's database, where every replica finds them, and in memory while they sign. */
export class DatabaseSigner implements IssuerSigner {
  static readonly NAME = 'database';
  readonly name = DatabaseSigner.NAME;
  readonly #database: Database;
  readonly #clock: Clock;
  #imported?: { handle: string; key: Promise<CryptoKey> };

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async createKey(): Promise<IssuerSignerKey> {
    const { publicKey, privateKey } = await generateKeyPair('ES256', {
      extractable: true,
    });
    const { x, y } = await exportJWK(publicKey);
    if (x === undefined || y === undefined) {
      throw new TypeError('an EC public key has the coordinates x and y');
    }
    const handle = randomUUID();
    await insertPrivateKey(this.#database.db, {
      handle,
      privateJwk: new Secret(JSON.stringify(await exportJWK(privateKey))),
      createdAtMs: this.#clock.now().getTime(),
    });
    return { handle, x, y };
  }

  async sign(handle: string, data: Uint8Array): Promise<Uint8Array> {
    const key = await this.#import(handle);
    return new Uint8Array(
      await webcrypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        key,
        data,
      ),
    );
  }

  async destroyKey(handle: string): Promise<void> {
    if (this.#imported?.handle === handle) {
      this.#imported = undefined;
    }
    await deletePrivateKey(this.#database.db, handle);
  }

  async #import(handle: string): Promise<CryptoKey> {
    if (this.#imported?.handle !== handle) {
      const key = this.#read(handle);
      this.#imported = { handle, key };
      // A failed read is not kept.
      key.catch(() => {
        this.#imported = undefined;
      });
    }
    return this.#imported.key;
  }

  /** It cannot be exported again. */
  async #read(handle: string): Promise<CryptoKey> {
    const privateJwk = await readPrivateKey(this.#database.db, handle);
    if (!privateJwk) {
      throw new Error(`There is no private key ${handle} any more.`);
    }
    return (await importJWK(
      JSON.parse(privateJwk.reveal()),
      'ES256',
    )) as CryptoKey;
  }
}
