import type { Secret } from './Secret';

/** What the sign-in says of a person, apart from who it is: `department: 'fraud'`. */
export type ClaimValue = string | number | boolean;

/**
 * Claims of a sign-in whose signature was verified; only those that a rule of the configuration asks for. They cannot be read again
 * once the request is over, so they are never older than the configuration accepts.
 */
export interface SignInClaims {
  readonly values: Readonly<Record<string, ClaimValue | readonly ClaimValue[]>>;
  /** When Backstage signed them. */
  readonly verifiedAt: Date;
}

/**
 * Who is asking. Made from Backstage credentials or, for work that goes on after the request, from the stored entity ref and
 * the catalog; never from anything that a caller can write into a body.
 */
export interface Actor {
  readonly kind: 'user' | 'service';
  /** Entity ref of the person, or the service subject: `plugin:catalog`, `external:ci`. */
  readonly ref: string;
  /** Ownership entity refs: the person and the groups that the person is in. Empty for a service. */
  readonly groups: readonly string[];
  /** Absent for a service, and where they are not known. */
  readonly claims?: SignInClaims;
  /** Why there are no claims, where there might have been some: too old to be accepted, or they could not be read. */
  readonly claimsMissing?: 'expired' | 'unread';
  /** What came with this very request. Never there for work that goes on afterwards. */
  readonly presented?: PresentedTokens;
}

/** Tokens of the person's own, in memory only and unverified, for environments that act with one. */
export interface PresentedTokens {
  /** A Google access token, for `userOAuth`. */
  readonly google?: Secret<string>;
  /** A token of the company's identity provider, for `oidcSubject`. */
  readonly subject?: Secret<string>;
}

/**
 * Our own read-only identity for polling and reconciling, when nobody is asking. It is an actor to the log and a subject to
 * Google, but it holds no role that a person can be granted.
 */
export const reconciler: Actor = Object.freeze({
  kind: 'service',
  ref: 'service:vertex-ai/reconciler',
  groups: Object.freeze([]) as readonly string[],
});
