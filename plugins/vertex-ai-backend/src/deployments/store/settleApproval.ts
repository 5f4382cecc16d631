import { Knex } from 'knex';
import type { NewAuditEntry } from '../../audit';
import { historyOf } from '../history';
import type { DeploymentState, MachineEvent } from '../model';
import { transition } from '../transition';
import { toColumns, toState } from './columns';
import { appendEvents, placeOf } from './commit';
import type { DeploymentRow, NewEvent } from './rows';

/** What a vote does to a deployment that waits for it. */
export interface Settling {
  id: string;
  /** The one that the votes were counted on. */
  revision: number;
  /** Absent when it waits on. */
  event?: Extract<MachineEvent, { type: 'approved' | 'rejected' }>;
  note: Omit<NewEvent, 'phase'>;
  by: string;
  correlationId: string;
  nowMs: number;
}

/**
 * Takes a vote into the deployment's row and timeline, in the transaction of the vote.
 *
 * The update names the revision on which the votes were counted, and that nobody holds the row: a worker that holds it lets it expire or
 * withdraws it at this moment. What is approved gets its place in the queue of its endpoint with the same update.
 *
 * @returns what goes to the log; undefined when the row has moved
 */
export async function settleApproval(
  tx: Knex.Transaction,
  settling: Settling,
): Promise<NewAuditEntry[] | undefined> {
  const { id, revision, event, nowMs } = settling;
  const row = await tx<DeploymentRow>('deployments')
    .where({ id, revision, phase: 'awaitingApproval' })
    .first();
  if (!row) {
    return undefined;
  }
  const previous = toState(row, []);
  const { state } = event
    ? transition(previous, event, nowMs)
    : { state: previous };
  const changed = await tx<DeploymentRow>('deployments')
    .where({ id, revision, phase: 'awaitingApproval' })
    .whereNull('lease_owner')
    .update({
      lock_key: placeOf(state),
      ...toColumns(state, nowMs),
      revision: revision + 1,
    });
  if (changed !== 1) {
    return undefined;
  }
  const history = historyOf(previous, state);
  await appendEvents(tx, id, {
    events: [
      { ...settling.note, phase: 'awaitingApproval' },
      ...history.events,
    ],
    nowMs,
  });
  return history.audit.map(entry => ({
    ...entry,
    ...originOf(row, previous, settling),
  }));
}

function originOf(
  row: DeploymentRow,
  { request }: DeploymentState,
  { by, correlationId }: Settling,
) {
  return {
    actor: by,
    environment: row.environment,
    action: request.action,
    correlationId,
    deploymentId: row.id,
  };
}
