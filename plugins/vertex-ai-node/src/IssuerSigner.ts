/** A new key of a signer. Coordinates in base64url without padding (RFC 7518 §6.2.1). */
export interface IssuerSignerKey {
  /**
   * Under what the signer finds the private key again, on every replica and after every restart: for instance the resource name of a
   * key version. Kept in the plugin's database and in the audit log, so it is no secret. At most 512 characters.
   */
  readonly handle: string;
  readonly x: string;
  readonly y: string;
}

/**
 * Where the issuer's private keys are, and what signs with them: the plugin's database, or a key management service that never
 * gives a private key out.
 *
 * The plugin decides when keys are made, published, used and destroyed. All replicas call it at the same time.
 */
export interface IssuerSigner {
  /**
   * Kept beside each key that it made, because a handle means something to its own signer only. Lower-case letters, digits and
   * dashes, at most 32; not `database`.
   */
  readonly name: string;

  /** Makes a key on P-256, the one curve that Google is known to take. A key whose maker is not used is destroyed again. */
  createKey(): Promise<IssuerSignerKey>;

  /**
   * The ES256 signature (RFC 7518 §3.4) over the bytes: ECDSA over their SHA-256, as the 64 bytes `r ‖ s`. A service that answers
   * in DER has to be translated.
   *
   * @throws whatever went wrong; nothing is signed with another key instead
   */
  sign(handle: string, data: Uint8Array): Promise<Uint8Array>;

  /** Makes sure that nothing is ever signed with the key again. Done already, or no such key: no error. */
  destroyKey(handle: string): Promise<void>;
}
