import {
  BackstageCredentials,
  HttpAuthService,
  AuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import { Actor, VertexAiError } from '../core';
import { presentedTokens } from './presentedTokens';

/** Who asks, with the Backstage credentials for the permission framework. */
export interface Caller {
  readonly actor: Actor;
  readonly credentials: BackstageCredentials;
}

/** Makes a caller from the credentials of a request; nothing that the body says can change who that is. */
export class Callers {
  readonly #auth: AuthService;
  readonly #httpAuth: HttpAuthService;
  readonly #userInfo: UserInfoService;

  constructor(services: {
    auth: AuthService;
    httpAuth: HttpAuthService;
    userInfo: UserInfoService;
  }) {
    this.#auth = services.auth;
    this.#httpAuth = services.httpAuth;
    this.#userInfo = services.userInfo;
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
      const info = await this.#userInfo.getUserInfo(credentials);
      return {
        credentials,
        actor: {
          kind: 'user',
          ref: info.userEntityRef,
          groups: info.ownershipEntityRefs,
          presented: presentedTokens(request),
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
