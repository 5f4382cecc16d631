import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import { decodeJwt, decodeProtectedHeader, JWTPayload } from 'jose';
import type { Actor, SignInClaims } from '../core';

/** Of the tokens that Backstage signs for people at sign-in; others of its tokens carry no claims. */
const USER_TOKEN = 'vnd.backstage.user';
const TIMEOUT_MS = 5_000;

export type ClaimsReading = Pick<Actor, 'claims' | 'claimsMissing'>;

/**
 * Reads the claims that the sign-in resolver of the portal has put into a person's Backstage token (`ctx.issueToken({ claims })`).
 *
 * The request was authenticated before, so the signature of its token was verified by Backstage; here it is only taken apart. Another
 * plugin that acts for a person has a token without claims: then the auth backend, which has issued them, is asked in the name of
 * the person. What cannot be read is no claim.
 */
export class SignInClaimsReader {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #names: readonly string[];

  /** `names`: the claims that the configuration asks for. Of others nothing is kept. */
  constructor(
    services: { auth: AuthService; discovery: DiscoveryService },
    names: Iterable<string>,
  ) {
    this.#auth = services.auth;
    this.#discovery = services.discovery;
    this.#names = [...names];
  }

  /** `credentials` are those that the request was found to carry. */
  async of(
    request: Request,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ClaimsReading> {
    if (this.#names.length === 0) {
      return {};
    }
    try {
      const claims =
        this.#ofToken(request, credentials) ??
        (await this.#ofIssuer(credentials));
      return claims ? { claims } : { claimsMissing: 'unread' };
    } catch {
      return { claimsMissing: 'unread' };
    }
  }

  #ofToken(
    request: Request,
    { principal }: BackstageCredentials<BackstageUserPrincipal>,
  ): SignInClaims | undefined {
    const [, token] =
      /^Bearer[ ]+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!token || principal.actor) {
      return undefined;
    }
    const payload = decodeJwt(token);
    // Whoever was authenticated by something else has no claims of this token.
    return decodeProtectedHeader(token).typ === USER_TOKEN &&
      payload.sub === principal.userEntityRef
      ? this.#pick(payload, payload.iat)
      : undefined;
  }

  /** The auth backend keeps the claims of the newest sign-in, which is not older than the token that was made from it. */
  async #ofIssuer(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<SignInClaims | undefined> {
    const { token } = await this.#auth.getLimitedUserToken(credentials);
    const response = await fetch(
      `${await this.#discovery.getBaseUrl('auth')}/v1/userinfo`,
      {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      },
    );
    const { claims } = response.ok
      ? ((await response.json()) as { claims?: JWTPayload })
      : { claims: undefined };
    return claims?.sub === credentials.principal.userEntityRef
      ? this.#pick(claims, decodeJwt(token).iat)
      : undefined;
  }

  #pick(
    payload: JWTPayload,
    issuedAtSeconds: number | undefined,
  ): SignInClaims | undefined {
    return issuedAtSeconds === undefined
      ? undefined
      : {
          verifiedAt: new Date(issuedAtSeconds * 1_000),
          values: Object.fromEntries(
            this.#names
              .filter(name => isClaim(payload[name]))
              .map(name => [name, payload[name]]),
          ) as SignInClaims['values'],
        };
  }
}

function isClaim(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPlain) : isPlain(value);
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
