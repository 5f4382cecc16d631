import type { Action } from '@backstage-vertex/plugin-vertex-ai-common';
import type { Knex } from 'knex';
import { asDetail, NewAuditEntry } from '../../audit';
import { digestOf, VertexAiError } from '../../core';
import type { CredentialSource } from '../../credentials';
import { CallContext, requestReason } from '../../google';
import { Policy, roleFor } from '../../policy';
import { Grants, SignedIntent, stepUpFactOf, Verified } from '../../stepup';
import type { RegistryCall } from '../Registry';

/** What a change is called, to the policy and in the log, and what is asked of Google. */
export interface Change {
  action: Extract<Action, 'model.upload' | 'model.update'>;
  kind: string;
  arguments: NewAuditEntry['detail'];
}

/** What a change will do, for whom and where: what a signature and the assertion to Google refer to. */
export interface ChangeIntent extends SignedIntent {
  type: 'backstage-vertex-ai/modelChange';
  version: 1;
  requestedBy: string;
  environment: { name: string; project: string; projectNumber: string };
  location: string;
  action: Change['action'];
  arguments: Change['arguments'];
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
  /** Uses the signature up, where there is one, in the transaction of that entry. */
  useSignature(tx: Knex.Transaction): Promise<void>;
}

export interface ChangeServices {
  credentials: CredentialSource;
  policy: Policy;
  grants: Pick<Grants, 'verify' | 'consume'>;
}

export function changeIntent(
  {
    actor,
    environment,
    location,
  }: Pick<RegistryCall, 'actor' | 'environment' | 'location'>,
  change: Pick<Change, 'action' | 'arguments'>,
): ChangeIntent {
  const { name, project, projectNumber } = environment;
  return {
    type: 'backstage-vertex-ai/modelChange',
    version: 1,
    requestedBy: actor.ref,
    environment: { name, project, projectNumber },
    location,
    action: change.action,
    arguments: change.arguments,
  };
}

/**
 * @throws PolicyRefusal `requirement_unmet` where the environment demands a signature that is not there
 * @throws VertexAiError `step_up_refused` where it is one over something else
 */
export async function authorizeChange(
  services: ChangeServices,
  call: RegistryCall,
  change: Change,
): Promise<AuthorizedChange> {
  const intentDigest = digestOf(changeIntent(call, change));
  const signature = await signatureOf(services, call, intentDigest);
  const role = roleFor(services.policy, call.actor, {
    action: change.action,
    environment: call.environment.name,
    location: call.location,
    evidence: { stepUp: signature?.facts },
  });
  return {
    ...(await mintFor(
      services,
      { ...call, role },
      { change, intentDigest, signature },
    )),
    async useSignature(tx) {
      if (signature) {
        const usedFor = `${change.kind} ${call.correlationId}`;
        await services.grants.consume(tx, signature, usedFor);
      }
    },
  };
}

/** The same for a change that Google has already, to see what becomes of it: it was signed when it was sent. */
export async function resumeChange(
  services: ChangeServices,
  call: RegistryCall,
  change: Change,
): Promise<AuthorizedChange> {
  const intentDigest = digestOf(changeIntent(call, change));
  return {
    ...(await mintFor(services, call, { change, intentDigest })),
    useSignature: async () => undefined,
  };
}

async function signatureOf(
  { grants }: ChangeServices,
  { actor, stepUpGrant }: RegistryCall,
  digest: string,
): Promise<Verified | undefined> {
  return stepUpGrant === undefined
    ? undefined
    : grants.verify({ grant: stepUpGrant, actor, digest });
}

async function mintFor(
  { credentials }: ChangeServices,
  { actor, role, environment, location, correlationId }: RegistryCall,
  {
    change,
    intentDigest,
    signature,
  }: { change: Change; intentDigest: string; signature?: Verified },
): Promise<Omit<AuthorizedChange, 'useSignature'>> {
  const credential = await credentials.credential({
    actor,
    role,
    environment: environment.name,
    correlationId,
    purpose: {
      action: change.action,
      intentDigest,
      stepUp: signature && stepUpFactOf(signature),
    },
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
