import { ServiceUnavailableError } from '@backstage/errors';
import {
  CallbackParamsType,
  Client,
  custom,
  errors,
  Issuer,
  TokenSet,
} from 'openid-client';
import { createHash } from 'node:crypto';
import { asRefusal, unreachable } from './asRefusal';
import type { Flow } from './flowCookie';
import type { Settings } from './settings';

const TIMEOUT_MS = 10_000;
/** Clocks of two machines differ by this much at most. */
const CLOCK_TOLERANCE_SECONDS = 30;

/** What Google has answered, its ID token verified: signature, issuer, audience, times, nonce. */
export type GoogleTokens = TokenSet & { access_token: string };

/** Google's OAuth 2.0 for one client of ours (https://developers.google.com/identity/protocols/oauth2/web-server). */
export class GoogleOAuth {
  readonly #client: Client;
  readonly #settings: Settings;
  readonly #callbackUrl: string;

  private constructor(client: Client, settings: Settings, callbackUrl: string) {
    this.#client = client;
    this.#settings = settings;
    this.#callbackUrl = callbackUrl;
  }

  static create(settings: Settings, callbackUrl: string): GoogleOAuth {
    const { issuer, authorizationUrl, tokenUrl, revokeUrl, jwksUrl } =
      settings.endpoints;
    const google = new Issuer({
      issuer,
      authorization_endpoint: authorizationUrl,
      token_endpoint: tokenUrl,
      revocation_endpoint: revokeUrl,
      jwks_uri: jwksUrl,
    });
    const client = new google.Client({
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      redirect_uris: [callbackUrl],
      response_types: ['code'],
      id_token_signed_response_alg: 'RS256',
      token_endpoint_auth_method: 'client_secret_post',
      // Google takes the token alone, so the secret need not travel.
      revocation_endpoint_auth_method: 'none',
    });
    client[custom.clock_tolerance] = CLOCK_TOLERANCE_SECONDS;
    google[custom.http_options] = withTimeout;
    client[custom.http_options] = withTimeout;
    return new GoogleOAuth(client, settings, callbackUrl);
  }

  /** Where the person's browser is sent. */
  authorizationUrl(
    request: { scope: string; state: string },
    { verifier, nonce }: Flow,
  ): string {
    const { hostedDomains } = this.#settings;
    return this.#client.authorizationUrl({
      ...request,
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      access_type: 'offline',
      // Without `consent` there is no refresh token the second time, and a session that could not be revoked.
      prompt: 'select_account consent',
      // Only a hint to the page; what comes back is looked at.
      ...(hostedDomains
        ? { hd: hostedDomains.length === 1 ? hostedDomains[0] : '*' }
        : {}),
    });
  }

  /**
   * The tokens for what Google has sent the browser back with. State has been compared with the browser's cookie before.
   *
   * @throws AuthenticationError, ServiceUnavailableError
   */
  async exchange(
    parameters: CallbackParamsType,
    { verifier, nonce }: Flow,
  ): Promise<GoogleTokens> {
    try {
      return requireAccessToken(
        await this.#client.callback(this.#callbackUrl, parameters, {
          response_type: 'code',
          state: parameters.state,
          code_verifier: verifier,
          nonce,
        }),
      );
    } catch (error) {
      throw asRefusal(error, this.#callbackUrl);
    }
  }

  /** @throws AuthenticationError, ServiceUnavailableError */
  async refresh(refreshToken: string): Promise<GoogleTokens> {
    try {
      return requireAccessToken(await this.#client.refresh(refreshToken));
    } catch (error) {
      throw asRefusal(error, this.#callbackUrl);
    }
  }

  /**
   * Ends a token at Google, and with it everything else of the same grant. What has ended already counts as ended.
   *
   * @throws ServiceUnavailableError when it may still be alive
   */
  async revoke(token: string): Promise<void> {
    try {
      await this.#client.revoke(token);
    } catch (error) {
      if (
        error instanceof errors.OPError &&
        ['invalid_token', 'invalid_grant'].includes(error.error ?? '')
      ) {
        return;
      }
      throw new ServiceUnavailableError(
        `${unreachable(
          error,
        )} Your Google session has not been revoked: try again, or remove this portal at https://myaccount.google.com/connections.`,
      );
    }
  }
}

function withTimeout<T>(_url: unknown, options: T): T & { timeout: number } {
  return { ...options, timeout: TIMEOUT_MS };
}

function requireAccessToken(tokens: TokenSet): GoogleTokens {
  if (!tokens.access_token || !tokens.id_token) {
    throw new errors.RPError(
      'the answer carries no access token or no ID token',
    );
  }
  // The library does not look at it.
  if (tokens.claims().iat > Date.now() / 1_000 + CLOCK_TOLERANCE_SECONDS) {
    throw new errors.RPError('the ID token was issued in the future');
  }
  return tokens as GoogleTokens;
}
