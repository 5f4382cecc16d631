import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  AuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import { Actor, VertexAiError } from '../core';
import { presentedTokens } from './presentedTokens';
import { ClaimsReading } from './SignInClaimsReader';

/** Who asks, with the Backstage credentials for the permission framework. */
export interface Caller {
  readonly actor: Actor;
  readonly credentials: BackstageCredentials;
}

/** What the sign-in of a person says besides who it is. */
export interface ClaimsSource {
  of(
    request: Request,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ClaimsReading>;
}

/** Makes a caller from the credentials of a request; nothing that the body says can change who that is. */
export class Callers {
  readonly #auth: AuthService;
  readonly #httpAuth: HttpAuthService;
  readonly #userInfo: UserInfoService;
  readonly #claims: ClaimsSource;

  constructor(services: {
    auth: AuthService;
    httpAuth: HttpAuthService;
    userInfo: UserInfoService;
    claims: ClaimsSource;
  }) {
    this.#auth = services.auth;
    this.#httpAuth = services.httpAuth;
    this.#userInfo = services.userInfo;
    this.#claims = services.claims;
  }

  /**
   * @throws AuthenticationError of Backstage for a request without valid credentials; VertexAiError `invalid_request` for a header that
   *   cannot be a token
   */
  async of(request: Request): Promise<Caller> {
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    if (this.#auth.isPrincipal(credentials, 'user')) {
      const [info, claims] = await Promise.all([
        this.#userInfo.getUserInfo(credentials),
        this.#claims.of(request, credentials),
      ]);
      return {
        credentials,
        actor: {
          kind: 'user',
          ref: info.userEntityRef,
          groups: info.ownershipEntityRefs,
          presented: presentedTokens(request),
          ...claims,
        },
      };
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      return {
        credentials,
        actor: {
          kind: 'service',
          ref: credentials.principal.subject,
          groups: [],
        },
      };
    }
    throw new VertexAiError(
      'unauthenticated',
      'Sign in to Backstage, or call with a service token.',
    );
  }
}
