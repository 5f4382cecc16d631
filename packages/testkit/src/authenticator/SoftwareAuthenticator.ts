import { createHash } from 'node:crypto';
import { Cbor, encodeCbor } from './cbor';
import { coseAlgorithms, KeyAlgorithm, SoftwareKey } from './SoftwareKey';

export interface AuthenticatorOptions {
  /** Where the browser is. Default `http://localhost:3000`, the app of `portalConfig`. */
  origin?: string;
  /** Default ES256. */
  algorithm?: KeyAlgorithm;
  /** Model. Default all noughts, as with attestation `none`. */
  aaguid?: string;
  /** Default `none`; `self` is a packed statement by the new key itself; an object is a packed statement by a maker's certificates. */
  attestation?: 'none' | 'self' | Attester;
  /** A passkey that a cloud may copy. Default false: bound to its device. */
  synced?: boolean;
  /** Whether the person is verified, as by a PIN. Default true. */
  verifiesUser?: boolean;
}

/** A maker's attestation key with its certificates, leaf first, as DER. */
export interface Attester {
  sign(data: Buffer): Buffer;
  certificates: Buffer[];
}

/** For bypass tests: what a cheat would change. Everything that is not named is as an honest key has it. */
export interface Cheat {
  type?: string;
  challenge?: string;
  origin?: string;
  crossOrigin?: boolean;
  topOrigin?: string;
  rpId?: string;
  userPresent?: boolean;
  userVerified?: boolean;
  backupEligible?: boolean;
  backedUp?: boolean;
  counter?: number;
  userHandle?: string;
}

interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
  pubKeyCredParams: { alg: number }[];
}

interface RequestOptions {
  challenge: string;
  rpId: string;
  allowCredentials: { id: string }[];
}

/**
 * Browser and security key in one, without either: makes and uses real keys as CTAP2 and WebAuthn say, so that what it answers is verified
 * by the same code as a real one's.
 */
export class SoftwareAuthenticator {
  readonly #options: Required<AuthenticatorOptions>;
  readonly #keys: { key: SoftwareKey; userHandle: string }[] = [];
  /** Grows with every signature. A test sets it back to be a copy of the authenticator. */
  counter = 0;

  constructor(options: AuthenticatorOptions = {}) {
    this.#options = {
      origin: 'http://localhost:3000',
      algorithm: 'ES256',
      aaguid: '00000000-0000-0000-0000-000000000000',
      attestation: 'none',
      synced: false,
      verifiesUser: true,
      ...options,
    };
  }

  /** Ids of the credentials that it holds, base64url, in the order of their making. */
  get credentialIds(): string[] {
    return this.#keys.map(({ key }) => key.credentialId.toString('base64url'));
  }

  /** As `navigator.credentials.create()` answers, in its JSON form. */
  create(
    options: CreationOptions,
    cheat: Cheat & { coseKey?: Buffer } = {},
  ): {
    id: string;
    rawId: string;
    type: 'public-key';
    clientExtensionResults: {};
    response: {
      clientDataJSON: string;
      attestationObject: string;
      transports: string[];
    };
  } {
    const { algorithm, aaguid } = this.#options;
    if (
      !options.pubKeyCredParams.some(
        ({ alg }) => alg === coseAlgorithms[algorithm],
      )
    ) {
      throw new Error(`the relying party takes no ${algorithm}`);
    }
    const key = new SoftwareKey(algorithm);
    key.coseKey = cheat.coseKey ?? key.coseKey;
    this.#keys.push({ key, userHandle: options.user.id });
    const clientDataJSON = this.#clientData({
      type: 'webauthn.create',
      challenge: options.challenge,
      ...cheat,
    });
    const authData = Buffer.concat([
      this.#authenticatorData(options.rp.id, { ...cheat, attested: true }),
      Buffer.from(aaguid.replace(/-/g, ''), 'hex'),
      length16(key.credentialId),
      key.credentialId,
      key.coseKey,
    ]);
    const id = key.credentialId.toString('base64url');
    return {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientDataJSON.toString('base64url'),
        attestationObject: this.#attest(key, authData, clientDataJSON).toString(
          'base64url',
        ),
        transports: this.#options.synced ? ['internal', 'hybrid'] : ['usb'],
      },
    };
  }

  /** As `navigator.credentials.get()` answers, in its JSON form. */
  get(
    options: RequestOptions,
    cheat: Cheat & { credentialId?: string } = {},
  ): {
    id: string;
    rawId: string;
    type: 'public-key';
    clientExtensionResults: {};
    response: {
      clientDataJSON: string;
      authenticatorData: string;
      signature: string;
      userHandle: string;
    };
  } {
    const allowed = options.allowCredentials.map(({ id }) => id);
    const held =
      this.#keys.find(({ key }) =>
        allowed.includes(key.credentialId.toString('base64url')),
      ) ?? (cheat.credentialId ? this.#keys[0] : undefined);
    if (!held) {
      throw new Error('this authenticator holds none of the keys asked for');
    }
    this.counter += 1;
    const clientDataJSON = this.#clientData({
      type: 'webauthn.get',
      challenge: options.challenge,
      ...cheat,
    });
    const authenticatorData = this.#authenticatorData(options.rpId, cheat);
    const id =
      cheat.credentialId ?? held.key.credentialId.toString('base64url');
    return {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: held.key
          .signAssertion(authenticatorData, clientDataJSON)
          .toString('base64url'),
        userHandle: cheat.userHandle ?? held.userHandle,
      },
    };
  }

  /** The order of the fields is the browsers' (WebAuthn §5.8.1.1). */
  #clientData({ type, challenge, origin, crossOrigin, topOrigin }: Cheat) {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge,
        origin: origin ?? this.#options.origin,
        crossOrigin: crossOrigin ?? false,
        topOrigin,
      }),
      'utf8',
    );
  }

  #authenticatorData(
    rpId: string,
    cheat: Cheat & { attested?: boolean },
  ): Buffer {
    const { synced, verifiesUser } = this.#options;
    const flags =
      (cheat.userPresent ?? true ? 1 : 0) +
      (cheat.userVerified ?? verifiesUser ? 4 : 0) +
      (cheat.backupEligible ?? synced ? 8 : 0) +
      (cheat.backedUp ?? synced ? 16 : 0) +
      (cheat.attested ? 64 : 0);
    const rest = Buffer.alloc(5);
    rest[0] = flags;
    // A synced passkey counts nothing.
    rest.writeUInt32BE(cheat.counter ?? (synced ? 0 : this.counter), 1);
    return Buffer.concat([
      createHash('sha256')
        .update(cheat.rpId ?? rpId)
        .digest(),
      rest,
    ]);
  }

  /** WebAuthn §8.2 (packed) and §8.7 (none). */
  #attest(key: SoftwareKey, authData: Buffer, clientDataJSON: Buffer): Buffer {
    const { attestation, algorithm } = this.#options;
    const statement = new Map<string, Cbor>();
    if (attestation === 'self') {
      statement.set('alg', coseAlgorithms[algorithm]);
      statement.set('sig', key.signAssertion(authData, clientDataJSON));
    } else if (attestation !== 'none') {
      const hash = createHash('sha256').update(clientDataJSON).digest();
      statement.set('alg', coseAlgorithms.ES256);
      statement.set('sig', attestation.sign(Buffer.concat([authData, hash])));
      statement.set('x5c', attestation.certificates);
    }
    return encodeCbor(
      new Map<string, Cbor>([
        ['fmt', attestation === 'none' ? 'none' : 'packed'],
        ['attStmt', statement],
        ['authData', authData],
      ]),
    );
  }
}

function length16(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}
