import { asDetail, AuditLog, NewAuditEntry } from '../../audit';
import { Database, toNumber } from '../../db';
import { toColumns } from './columns';
import { appendEvents, placeOf } from './commit';
import type { NewDeployment } from './insertDeployment';
import type { DeploymentRow, NewEvent } from './rows';

/** What takes the place of a request that waits for approval. */
export interface Revision
  extends Pick<
    NewDeployment,
    | 'state'
    | 'model'
    | 'owner'
    | 'role'
    | 'intentDigest'
    | 'nowMs'
    | 'alongside'
  > {
  correlationId: string;
}

/** Aborts the transaction; never leaves this file. */
class Moved extends Error {}

/**
 * Puts the new request in the place of the old one. The update names the revision that was looked at, which every vote moves on: of a vote
 * and a change at the same moment one comes second, and is told so.
 *
 * @returns the row; undefined when it has moved
 */
export async function reviseRequest(
  { database, audit }: { database: Database; audit: AuditLog },
  row: DeploymentRow,
  revision: Revision,
): Promise<DeploymentRow | undefined> {
  const { state, model, intentDigest, nowMs } = revision;
  const change = {
    lock_key: placeOf(state),
    ...toColumns(state, nowMs),
    request: JSON.stringify(state.request),
    role: revision.role,
    intent_digest: intentDigest,
    model_id: model?.id ?? null,
    model_version_id: model?.version ?? null,
    owner: revision.owner ?? null,
    approval_expires_at_ms:
      state.approvalExpiresAtMs ?? row.approval_expires_at_ms,
    revision: toNumber(row.revision) + 1,
  };
  try {
    await database.transaction(async tx => {
      const changed = await tx<DeploymentRow>('deployments')
        .where({
          id: row.id,
          revision: row.revision,
          phase: 'awaitingApproval',
          cancel_requested: false,
        })
        .whereNull('lease_owner')
        .update(change);
      if (changed !== 1) {
        throw new Moved();
      }
      await appendEvents(tx, row.id, {
        events: [revisedEvent(row, revision)],
        nowMs,
      });
      const entries = await revision.alongside(tx, row.id);
      await audit.appendAll(tx, [...entries, revisedEntry(row, revision)]);
    });
    return { ...row, ...change };
  } catch (error) {
    if (error instanceof Moved) {
      return undefined;
    }
    throw error;
  }
}

function revisedEvent(
  row: DeploymentRow,
  { state, intentDigest }: Revision,
): NewEvent {
  return {
    type: 'revised',
    phase: state.phase,
    message: `${row.requested_by} has changed the request; what was voted on it counts no more.`,
    detail: { from: row.intent_digest, to: intentDigest },
  };
}

function revisedEntry(
  row: DeploymentRow,
  { state, intentDigest, correlationId }: Revision,
): NewAuditEntry {
  return {
    event: 'deployment.revised',
    outcome: 'success',
    actor: row.requested_by,
    environment: row.environment,
    action: row.action,
    correlationId,
    deploymentId: row.id,
    detail: {
      from: row.intent_digest,
      to: intentDigest,
      request: asDetail(state.request),
    },
  };
}
