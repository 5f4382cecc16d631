import { AuditLog, NewAuditEntry } from '../../audit';
import { Database, Db } from '../../db';
import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import type { History } from '../history';
import type { DeploymentState, EffectState } from '../model';
import type { Claim } from './Claim';
import { toColumns, toEffectRow } from './columns';
import type { DeploymentRow, EffectRow, EventRow, NewEvent } from './rows';

/** One step of a claimed deployment, as it is stored. */
export interface Step {
  next: DeploymentState;
  history: History;
  nowMs: number;
  /** Whether the claim is given back with it. */
  release: boolean;
}

/**
 * `committed`: stored, and the claim has a new revision. `moved`: somebody asked to cancel in between; read again and decide anew.
 * `lost`: another worker has it; stop.
 */
export type CommitResult = 'committed' | 'moved' | 'lost';

/** Aborts the transaction; never leaves this file. */
class NotMine extends Error {}

/**
 * Stores a step: row, events, effects and audit entries commit together or not at all.
 *
 * The update names id, revision and owner; when it changes no row nothing else is written. The log comes last, because its append
 * takes the lock that serialises the log.
 */
export async function commitStep(
  { database, audit }: { database: Database; audit: AuditLog },
  claim: Claim,
  step: Step,
): Promise<CommitResult> {
  try {
    await database.transaction(async tx => {
      await updateRow(tx, claim, step);
      await appendEvents(tx, claim.id, {
        events: step.history.events,
        nowMs: step.nowMs,
      });
      for (const effect of changedEffects(claim.state, step.next)) {
        await saveEffect(tx, claim, effect);
      }
      if (isFinal(step.next.phase)) {
        await wakeWaiting(tx, claim, step.nowMs);
      }
      await audit.appendAll(tx, auditEntries(claim, step.history));
    });
    return 'committed';
  } catch (error) {
    if (error instanceof NotMine) {
      return (await isHeld(database.db, claim)) ? 'moved' : 'lost';
    }
    throw error;
  }
}

async function updateRow(tx: Db, claim: Claim, step: Step): Promise<void> {
  const released = step.release
    ? { lease_owner: null, lease_until_ms: null }
    : {};
  const changed = await tx<DeploymentRow>('deployments')
    .where({
      id: claim.id,
      revision: claim.revision,
      lease_owner: claim.leaseOwner,
    })
    .update({
      ...toColumns(step.next, step.nowMs),
      ...released,
      revision: claim.revision + 1,
    });
  if (changed !== 1) {
    throw new NotMine();
  }
}

async function isHeld(db: Db, claim: Claim): Promise<boolean> {
  const row = await db<DeploymentRow>('deployments')
    .where({ id: claim.id, lease_owner: claim.leaseOwner })
    .first('id');
  return row !== undefined;
}

/** Appends to the timeline. The caller has updated the deployment's row before, whose lock makes the numbers follow each other. */
export async function appendEvents(
  tx: Db,
  deploymentId: string,
  { events, nowMs }: { events: readonly NewEvent[]; nowMs: number },
): Promise<void> {
  if (events.length === 0) {
    return;
  }
  const last = await tx<EventRow>('deployment_events')
    .where({ deployment_id: deploymentId })
    .max<{ sequence: number | null }>('sequence as sequence')
    .first();
  await tx<EventRow>('deployment_events').insert(
    events.map((event, index) => ({
      deployment_id: deploymentId,
      sequence: (last?.sequence ?? 0) + index + 1,
      at_ms: nowMs,
      type: event.type,
      phase: event.phase,
      message: event.message,
      detail: event.detail ? JSON.stringify(event.detail) : null,
    })),
  );
}

function changedEffects(
  previous: DeploymentState,
  next: DeploymentState,
): EffectState[] {
  return Object.values(next.effects).filter(
    effect => effect !== previous.effects[effect.kind],
  );
}

/** One row for each kind: the primary key refuses a second one, so a write that is intended anew takes the place of the first. */
async function saveEffect(
  tx: Db,
  claim: Claim,
  effect: EffectState,
): Promise<void> {
  await tx<EffectRow>('deployment_effects')
    .insert(
      toEffectRow(effect, {
        id: claim.id,
        correlationId: claim.state.correlationId,
        intentDigest: claim.intentDigest,
      }),
    )
    .onConflict(['deployment_id', 'kind'])
    .merge();
}

/** Makes those that wait for the same endpoint due. Only when they run changes, so their revision stays. */
async function wakeWaiting(
  tx: Db,
  { state }: Claim,
  nowMs: number,
): Promise<void> {
  await tx<DeploymentRow>('deployments')
    .where({ lock_key: lockKey(state.request, state) })
    .where({ phase: 'queued' })
    .whereNull('lease_owner')
    .update({ next_run_at_ms: nowMs });
}

/** The place in the queue of the endpoint. What waits for approval has none: it keeps nobody waiting. */
export function placeOf(state: DeploymentState): string | null {
  return state.phase === 'awaitingApproval'
    ? null
    : lockKey(state.request, state);
}

/** The endpoint whose changes are serialised. */
function lockKey(
  { environment, location }: { environment: string; location: string },
  { endpointId }: { endpointId: string },
): string {
  return `${environment}/${location}/${endpointId}`;
}

function auditEntries(claim: Claim, history: History): NewAuditEntry[] {
  return history.audit.map(entry => ({
    ...entry,
    actor: claim.requestedBy,
    environment: claim.environment,
    action: claim.state.request.action,
    correlationId: claim.state.correlationId,
    deploymentId: claim.id,
  }));
}
