import type { Action } from '@backstage-vertex/plugin-vertex-ai-common';
import { asDetail, NewAuditEntry } from '../../audit';
import { digestOf, VertexAiError } from '../../core';
import type { CredentialSource } from '../../credentials';
import { CallContext, requestReason } from '../../google';
import type { RegistryCall } from '../Registry';

/** What a change is called, to the policy and in the log, and what is asked of Google. */
export interface Change {
  action: Extract<Action, 'model.upload' | 'model.update'>;
  kind: string;
  arguments: NewAuditEntry['detail'];
}

/** A change with the credential that was minted for exactly it. It is carried out even when the caller goes away. */
export interface AuthorizedChange {
  ctx: CallContext;
  intentDigest: string;
  /** What its entries in the log have in common. */
  entry: Pick<
    NewAuditEntry,
    'actor' | 'environment' | 'action' | 'correlationId'
  >;
  /** The entry that is written before Google is asked. */
  intended: NewAuditEntry;
}

export async function authorizeChange(
  credentials: CredentialSource,
  call: RegistryCall,
  change: Change,
): Promise<AuthorizedChange> {
  const { actor, role, environment, location, correlationId } = call;
  const intentDigest = digestOf({
    action: change.action,
    arguments: change.arguments,
    requestedBy: actor.ref,
    environment: environment.name,
    project: environment.project,
    location,
  });
  const credential = await credentials.credential({
    actor,
    role,
    environment: environment.name,
    correlationId,
    purpose: { action: change.action, intentDigest },
  });
  const entry = {
    actor: actor.ref,
    environment: environment.name,
    action: change.action,
    correlationId,
  };
  return {
    intentDigest,
    entry,
    intended: {
      ...entry,
      event: 'effect.intended',
      outcome: 'success',
      detail: {
        kind: change.kind,
        intentDigest,
        location,
        arguments: change.arguments,
      },
    },
    ctx: {
      credential,
      reason: requestReason({ correlationId, intentDigest }),
      correlationId,
    },
  };
}

/** What the log says of a failure. */
export function failureOf(error: unknown): NewAuditEntry['detail'] {
  return asDetail(
    VertexAiError.is(error)
      ? { code: error.code, error: error.message }
      : { code: 'internal' },
  );
}
