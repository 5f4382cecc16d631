import type { Role } from '@backstage-vertex/plugin-vertex-ai-common';
import { Knex } from 'knex';
import { AuditLog, NewAuditEntry } from '../../audit';
import { Database, Db } from '../../db';
import { VertexAiError } from '../../core';
import type { DeploymentState } from '../model';
import { hiddenOf } from './columns';
import { appendEvents, placeOf } from './commit';
import type { DeploymentRow } from './rows';

/** A deployment that was accepted and is to be stored. */
export interface NewDeployment {
  state: DeploymentState;
  /** What it is about, where that is a model. */
  model?: { id: string; version: string };
  requestedBy: string;
  /** Entity ref of who owns the model, else the endpoint, in the catalog now; absent where the catalog knows neither. */
  owner?: string;
  role: Role;
  intentDigest: string;
  idempotencyKey: string;
  /** Digest of the body as it came in, before the version was fixed. */
  requestDigest: string;
  nowMs: number;
  alongside: Alongside;
}

/** More that commits with it. @returns what goes to the log */
export type Alongside = (
  tx: Knex.Transaction,
  deploymentId: string,
) => Promise<NewAuditEntry[]>;

/**
 * Stores a deployment once for each person and idempotency key.
 *
 * The unique index decides: of two that come at once one inserts and the other waits for its commit and then finds its row. The
 * row, its first event and the audit entry commit together.
 *
 * @returns the row, and whether this call made it
 * @throws VertexAiError `idempotency_key_reused` for another body under the same key
 */
export async function insertDeployment(
  { database, audit }: { database: Database; audit: AuditLog },
  deployment: NewDeployment,
): Promise<{ row: DeploymentRow; created: boolean }> {
  return database.transaction(async tx => {
    const row = toRow(deployment);
    const { state } = deployment;
    const inserted = await tx<DeploymentRow>('deployments')
      .insert(row)
      .onConflict(['requested_by', 'idempotency_key'])
      .ignore()
      .returning('id');
    if (inserted.length === 0) {
      const existing = await findByIdempotencyKey(tx, deployment);
      return { row: existing!, created: false };
    }
    await appendEvents(tx, row.id, {
      events: [{ type: 'requested', phase: row.phase, message: row.message }],
      nowMs: deployment.nowMs,
    });
    const entries = await deployment.alongside(tx, row.id);
    await audit.appendAll(tx, [
      {
        event: 'deployment.requested',
        outcome: 'success',
        actor: row.requested_by,
        environment: row.environment,
        action: row.action,
        correlationId: row.correlation_id,
        deploymentId: row.id,
        detail: {
          intentDigest: row.intent_digest,
          request: JSON.parse(row.request),
          ...(state.evidenceId && { evidenceId: state.evidenceId }),
        },
      },
      ...entries,
    ]);
    return { row, created: true };
  });
}

/** @throws VertexAiError `idempotency_key_reused` */
export async function findByIdempotencyKey(
  db: Db,
  {
    requestedBy,
    idempotencyKey,
    requestDigest,
  }: Pick<NewDeployment, 'requestedBy' | 'idempotencyKey' | 'requestDigest'>,
): Promise<DeploymentRow | undefined> {
  const row = await db<DeploymentRow>('deployments')
    .where({ requested_by: requestedBy, idempotency_key: idempotencyKey })
    .first();
  if (row && row.request_digest !== requestDigest) {
    throw new VertexAiError(
      'idempotency_key_reused',
      `This Idempotency-Key was used for another request, deployment ${row.id}. Send a new key with a new request.`,
    );
  }
  return row;
}

function toRow(deployment: NewDeployment): DeploymentRow {
  const { state, model, nowMs } = deployment;
  const { request } = state;
  return {
    id: state.id,
    action: request.action,
    environment: request.environment,
    location: request.location,
    phase: state.phase,
    message: state.message,
    stage: null,
    model_id: model?.id ?? null,
    model_version_id: model?.version ?? null,
    model_display_name: state.modelDisplayName ?? null,
    endpoint_id: state.endpointId,
    endpoint_display_name: state.endpointDisplayName ?? null,
    deployed_model_id: state.deployedModelId ?? null,
    requested_by: deployment.requestedBy,
    owner: deployment.owner ?? null,
    role: deployment.role,
    request: JSON.stringify(request),
    state: JSON.stringify(hiddenOf(state)),
    problem: null,
    intent_digest: deployment.intentDigest,
    correlation_id: state.correlationId,
    cancel_requested: false,
    break_glass: state.breakGlass === true,
    approval_expires_at_ms: state.approvalExpiresAtMs ?? null,
    idempotency_key: deployment.idempotencyKey,
    request_digest: deployment.requestDigest,
    lock_key: placeOf(state),
    active_lock_key: null,
    revision: 1,
    lease_owner: null,
    lease_until_ms: null,
    next_run_at_ms: state.runAtMs ?? nowMs,
    created_at_ms: nowMs,
    updated_at_ms: nowMs,
    finished_at_ms: null,
  };
}
