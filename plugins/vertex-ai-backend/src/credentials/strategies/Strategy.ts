import type {
  HopName,
  StrategyKind,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { CredentialsConfig } from '../../config';
import type { Actor, Clock, PresentedTokens, Secret } from '../../core';
import type { TokenHttp } from '../../google';
import type { Issuer } from '../../issuer';
import type { CredentialRequest } from '../Credential';
import type { ExplanationFacts } from '../explanations';
import type { ManagedIdentity } from '../subjects/ManagedIdentity';
import type { OidcVerifier } from '../subjects/OidcVerifier';
import type { People } from '../subjects/People';
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
  google: { sts: string; iamCredentials: string; oauth2: string };
  people: People;
  oidc: Pick<OidcVerifier, 'verify'>;
  azure: ManagedIdentity;
}

/** What comes out of a walk. */
export interface Minted {
  token: Secret<string>;
  /** Whom Google sees. */
  principal: string;
  expiresAt: Date;
}

/** How an environment comes by a Google credential. It never falls back to something wider. */
export interface Strategy<K extends StrategyKind = StrategyKind> {
  /** The hops that `mint` takes for such an actor, in their order; `identity` and `role` come before them. */
  hops(config: ConfigOf<K>, actor: Actor): readonly HopName[];
  /** Which of the person's own tokens it acts with. The broker finds it and puts it into the request as `subjectToken`. */
  readonly takes?: keyof PresentedTokens;
  /** Whether such an actor's credential has to be looked at anew at every use, and is never kept. Default: never. */
  isVerifiedAtEveryUse?(actor: Actor): boolean;
  /** What explanations of its failures name. */
  facts(
    config: ConfigOf<K>,
    role: string | undefined,
  ): Partial<ExplanationFacts>;
  /** Takes its hops. @throws VertexAiError that names the hop */
  mint(
    walk: Walk,
    config: ConfigOf<K>,
    request: CredentialRequest,
  ): Promise<Minted>;
}
