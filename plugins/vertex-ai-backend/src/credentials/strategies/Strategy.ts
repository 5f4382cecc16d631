import type {
  HopName,
  StrategyKind,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { CredentialsConfig } from '../../config';
import type { Actor, Clock, Secret } from '../../core';
import type { TokenHttp } from '../../google';
import type { Issuer } from '../../issuer';
import type { CredentialRequest } from '../Credential';
import type { Walk } from '../Walk';

/** The configuration of one kind of strategy. */
export type ConfigOf<K extends StrategyKind> = Extract<
  CredentialsConfig,
  { strategy: K }
>;

/** What the strategies are made of. */
export interface StrategyParts {
  issuer: Issuer;
  http: TokenHttp;
  clock: Clock;
  /** Base URLs. */
  google: { sts: string; iamCredentials: string };
}

/** What comes out of a walk. */
export interface Minted {
  token: Secret<string>;
  /** Whom Google sees. */
  principal: string;
  expiresAt: Date;
}

/** How an environment turns an assertion into a Google credential. It never falls back to something wider. */
export interface Strategy<K extends StrategyKind = StrategyKind> {
  /** The hops that `mint` takes for such an actor, in their order; `identity` and `role` come before them. */
  hops(config: ConfigOf<K>, actor: Actor): readonly HopName[];
  /** E-mail of the account that a role ends up as, where there is one. */
  serviceAccountOf?(config: ConfigOf<K>, role: string): string | undefined;
  /** Takes its hops. @throws VertexAiError that names the hop */
  mint(
    walk: Walk,
    config: ConfigOf<K>,
    request: CredentialRequest,
  ): Promise<Minted>;
}
