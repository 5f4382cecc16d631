import type { Action, Role } from '@backstage-vertex/plugin-vertex-ai-common';
import type { Actor, Secret } from '../core';
import type { StepUpFact } from '../issuer';

/** A short-lived Google access token and who it makes us. Lives in memory only. */
export interface Credential {
  readonly token: Secret<string>;
  /** Whom Google sees: `principal://…` of the federated subject, or a service account's e-mail. */
  readonly principal: string;
  readonly expiresAt: Date;
  /** The handshake that made it. */
  readonly handshakeId: string;
  /** Says that Google has refused it before its end. Nobody is given it again. */
  refused?(): void;
}

/**
 * For whom, where and for what a credential is wanted.
 *
 * Without `purpose` it is a read credential, shared between the requests of one actor in one role; with it, it is minted for
 * that one intent and never given to another.
 */
export interface CredentialRequest {
  actor: Actor;
  environment: string;
  role: Role | 'reconciler';
  correlationId: string;
  /** Shorter than, or with a service account other than, what is usual. Google's limits hold. */
  lifetimeSeconds?: number;
  purpose?: {
    action: Action;
    intentDigest: string;
    deploymentId?: string;
    /** What a signature with a security key has shown; it becomes `acr` and `amr`, for Google to look at. */
    stepUp?: StepUpFact;
  };
  /** The person's own token, where the strategy acts with one. The broker puts it here; nobody else does. */
  subjectToken?: Secret<string>;
}

/** What the rest of the backend knows of the broker. */
export interface CredentialSource {
  /**
   * A credential that is valid now and for the broker's margin.
   *
   * @throws VertexAiError `handshake_failed` with the hop, or a `google_…` code when Google cannot be reached
   */
  credential(request: CredentialRequest): Promise<Credential>;
  /** A read-only credential of our own service identity, for polling and lists. */
  reconciler(environment: string, correlationId: string): Promise<Credential>;
}
