import type { Action, Role } from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, VertexAiError } from '../core';
import { StepUpClaims, StepUpFact, stepUpClaims } from './stepUpClaims';

/** Google's limit for the mapped attribute `google.subject`. */
export const MAX_SUBJECT_BYTES = 127;

/**
 * Our limit for everything that a provider maps from an assertion. Google's is 8 KB (8192 bytes) for the mapped attributes
 * together; the rest is left for the names and the expressions of the mapping.
 */
export const MAX_MAPPED_BYTES = 7 * 1024;

/** What an assertion shall say. */
export interface AssertionRequest {
  /** Full resource name of the workload identity provider. */
  audience: string;
  actor: Actor;
  environment: string;
  role: Role | 'reconciler';
  correlationId: string;
  /** Shortens the life of the assertion, never lengthens it. */
  lifetimeSeconds?: number;
  /** Absent for a shared read credential. */
  purpose?: { action: Action; intentDigest: string; stepUp?: StepUpFact };
}

/** The claims of one assertion; times in seconds (RFC 7519 NumericDate). */
export interface AssertionClaims extends Partial<StepUpClaims> {
  iss: string;
  aud: string;
  /** Entity ref of the person, or the service subject. */
  sub: string;
  iat: number;
  exp: number;
  jti: string;
  environment: string;
  role: string;
  /** Both in one, because a binding can name one attribute only: `prod:deployer`. */
  env_role: string;
  /** Entity refs of the actor's groups. */
  groups: string[];
  action?: string;
  /** SHA-256 of the canonical intent, in hex. */
  intent?: string;
  correlation_id: string;
}

/** What the issuer adds. */
export interface AssertionFrame {
  issuer: string;
  jti: string;
  nowMs: number;
  ttlSeconds: number;
}

/**
 * The claims for a request.
 *
 * @throws VertexAiError `handshake_failed` at the hop `assertion` for an identity that Google cannot take. Nothing is ever
 *   shortened: a shortened subject could be somebody else's, a shortened list would silently change who somebody is.
 */
export function assertionClaims(
  request: AssertionRequest,
  frame: AssertionFrame,
): AssertionClaims {
  const { actor, environment, role, purpose } = request;
  const groups = actor.groups.filter(ref => ref.startsWith('group:'));
  checkSubject(actor.ref);
  checkMapped(actor.ref, {
    subject: actor.ref,
    groups,
    attributes: [environment, role, `${environment}:${role}`],
  });
  const issuedAt = Math.floor(frame.nowMs / 1000);
  return {
    iss: frame.issuer,
    aud: request.audience,
    sub: actor.ref,
    iat: issuedAt,
    exp: issuedAt + frame.ttlSeconds,
    jti: frame.jti,
    environment,
    role,
    env_role: `${environment}:${role}`,
    groups,
    ...(purpose && { action: purpose.action, intent: purpose.intentDigest }),
    ...(purpose?.stepUp && stepUpClaims(purpose.stepUp)),
    correlation_id: request.correlationId,
  };
}

function checkSubject(ref: string): void {
  const bytes = Buffer.byteLength(ref, 'utf8');
  if (bytes > MAX_SUBJECT_BYTES) {
    throw new VertexAiError(
      'handshake_failed',
      `${ref} is ${bytes} bytes long; Google takes a subject of at most ${MAX_SUBJECT_BYTES} bytes. Give the entity a shorter name or namespace.`,
      { hop: 'assertion' },
    );
  }
}

function checkMapped(
  ref: string,
  mapped: { subject: string; groups: string[]; attributes: string[] },
): void {
  const bytes = Buffer.byteLength(JSON.stringify(mapped), 'utf8');
  if (bytes > MAX_MAPPED_BYTES) {
    throw new VertexAiError(
      'handshake_failed',
      `${ref} is in ${mapped.groups.length} groups, which makes ${bytes} bytes of mapped attributes; at most ${MAX_MAPPED_BYTES} fit under Google's limit of 8 KB. Take the person out of groups that do not matter here.`,
      { hop: 'assertion' },
    );
  }
}
