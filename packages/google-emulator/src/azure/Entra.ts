import { exportJWK, generateKeyPair, JWK, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';

/** An identity that Azure manages for a resource. */
export interface ManagedIdentitySeed {
  /** Of the application that Entra keeps for the identity. */
  clientId: string;
  /** Object id of the identity: `sub` and `oid` of its tokens. */
  objectId: string;
  /** Resource id, for instance `/subscriptions/…/providers/Microsoft.Web/sites/portal`. */
  resourceId: string;
}

/** An application that tokens can be for. */
export interface ApplicationSeed {
  appIdUri: string;
  clientId: string;
  /** `requestedAccessTokenVersion` in its manifest; null means 1 there. */
  tokenVersion: 1 | 2;
}

export interface EntraSeed {
  tenant: string;
  /** The first one is the system-assigned one. */
  identities: ManagedIdentitySeed[];
  applications: ApplicationSeed[];
  /** Life of a token in seconds. Azure's are about a day. Default 24 h less a minute. */
  lifetimeSeconds?: number;
}

interface Key {
  kid: string;
  privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  publicJwk: JWK;
}

const DAY_SECONDS = 24 * 60 * 60;

/** One tenant of something like Microsoft Entra: tokens for managed identities, v1 and v2, and what it takes to verify them. */
export class Entra {
  readonly #seed: EntraSeed;
  readonly #key: Key;
  readonly #base: () => string;

  private constructor(seed: EntraSeed, key: Key, base: () => string) {
    this.#seed = seed;
    this.#key = key;
    this.#base = base;
  }

  /** @param base the address that stands for both of Microsoft's hosts */
  static async create(seed: EntraSeed, base: () => string): Promise<Entra> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const kid = randomUUID();
    const publicJwk = { ...(await exportJWK(publicKey)), kid, use: 'sig' };
    return new Entra(seed, { kid, privateKey, publicJwk }, base);
  }

  /** v1: `https://sts.windows.net/TENANT/`, with the slash. v2: `https://login.microsoftonline.com/TENANT/v2.0`, without. */
  issuer(version: 1 | 2): string {
    const tenant = `${this.#base()}/${this.#seed.tenant}`;
    return version === 1 ? `${tenant}/` : `${tenant}/v2.0`;
  }

  /** The public documents, by their path. */
  document(path: string): object | undefined {
    const tenant = `/${this.#seed.tenant}`;
    const discovery = (version: 1 | 2) => ({
      issuer: this.issuer(version),
      jwks_uri: `${this.#base()}${tenant}/discovery/v2.0/keys`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
    switch (path) {
      case `${tenant}/.well-known/openid-configuration`:
        return discovery(1);
      case `${tenant}/v2.0/.well-known/openid-configuration`:
        return discovery(2);
      case `${tenant}/discovery/v2.0/keys`:
        return { keys: [this.#key.publicJwk] };
      default:
        return undefined;
    }
  }

  identity(clientId: string | undefined): ManagedIdentitySeed | undefined {
    return clientId === undefined
      ? this.#seed.identities[0]
      : this.#seed.identities.find(one => one.clientId === clientId);
  }

  application(resource: string): ApplicationSeed | undefined {
    return this.#seed.applications.find(one =>
      [one.appIdUri, one.clientId].includes(resource),
    );
  }

  /** An access token of the identity for the application (learn.microsoft.com, "Access token claims reference"). */
  async token(
    identity: ManagedIdentitySeed,
    application: ApplicationSeed,
    now: Date,
  ): Promise<{ token: string; expiresOn: number }> {
    const { tenant, lifetimeSeconds = DAY_SECONDS - 60 } = this.#seed;
    const { tokenVersion } = application;
    const iat = Math.floor(now.getTime() / 1000);
    const exp = iat + lifetimeSeconds;
    const token = await new SignJWT({
      aud: tokenVersion === 1 ? application.appIdUri : application.clientId,
      iss: this.issuer(tokenVersion),
      iat,
      nbf: iat,
      exp,
      [tokenVersion === 1 ? 'appid' : 'azp']: identity.clientId,
      idtyp: 'app',
      oid: identity.objectId,
      sub: identity.objectId,
      tid: tenant,
      uti: randomUUID().slice(0, 22),
      ver: `${tokenVersion}.0`,
      xms_mirid: identity.resourceId,
    })
      .setProtectedHeader({ alg: 'RS256', kid: this.#key.kid, typ: 'JWT' })
      .sign(this.#key.privateKey);
    return { token, expiresOn: exp };
  }
}
