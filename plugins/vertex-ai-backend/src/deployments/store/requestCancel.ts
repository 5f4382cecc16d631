import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog } from '../../audit';
import { Database } from '../../db';
import { VertexAiError } from '../../core';
import { toNumber } from '../../db';
import type { DeploymentState } from '../model';
import { toState } from './columns';
import { appendEvents } from './commit';
import type { DeploymentRow, EffectRow } from './rows';

export interface CancelRequest {
  id: string;
  actor: string;
  correlationId: string;
  reason?: string;
  nowMs: number;
  /** Whether the deployment can still be cancelled. */
  cancellable(state: DeploymentState): boolean;
}

/** How often a worker may get in between before we give up. */
const MOST_ATTEMPTS = 10;

/**
 * Asks for the cancellation of a deployment. What it does to the phase, the worker decides.
 *
 * This is the one write to a row that somebody else may hold: it names the revision that it read, and moves it on, so that the holder's next
 * write fails on the revision and decides anew with the request in view. The claim stays with its holder.
 *
 * @throws VertexAiError `conflict` when it is too late, `not_found`
 */
export async function requestCancel(
  services: { database: Database; audit: AuditLog },
  request: CancelRequest,
): Promise<DeploymentRow> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const row = await tryOnce(services, request);
    if (row) {
      return row;
    }
  }
  throw new VertexAiError(
    'conflict',
    'The deployment changes too fast just now. Try again.',
    { retry: { afterMs: 1_000 } },
  );
}

async function tryOnce(
  { database, audit }: { database: Database; audit: AuditLog },
  request: CancelRequest,
): Promise<DeploymentRow | undefined> {
  return database.transaction(async tx => {
    const row = await tx<DeploymentRow>('deployments')
      .where({ id: request.id })
      .first();
    if (!row) {
      throw new VertexAiError('not_found', 'There is no such deployment.');
    }
    if (row.cancel_requested && !isFinal(row.phase)) {
      return row;
    }
    const effects = await tx<EffectRow>('deployment_effects').where({
      deployment_id: row.id,
    });
    refuseLate(row, request.cancellable(toState(row, effects)));
    const change = {
      cancel_requested: true,
      next_run_at_ms: request.nowMs,
      updated_at_ms: request.nowMs,
      revision: toNumber(row.revision) + 1,
    };
    const changed = await tx<DeploymentRow>('deployments')
      .where({ id: row.id, revision: row.revision })
      .update(change);
    if (changed !== 1) {
      return undefined;
    }
    await appendEvents(tx, row.id, {
      events: [
        {
          type: 'cancelRequested',
          phase: row.phase,
          message: `${request.actor} asks to cancel${
            request.reason ? `: ${request.reason}` : '.'
          }`,
        },
      ],
      nowMs: request.nowMs,
    });
    await audit.append(tx, {
      event: 'deployment.phase',
      outcome: 'success',
      actor: request.actor,
      environment: row.environment,
      action: 'deployment.cancel',
      correlationId: request.correlationId,
      deploymentId: row.id,
      detail: { cancelRequested: true, phase: row.phase },
    });
    return { ...row, ...change };
  });
}

function refuseLate(row: DeploymentRow, cancellable: boolean): void {
  if (isFinal(row.phase)) {
    throw new VertexAiError(
      'conflict',
      `The deployment is ${row.phase}; there is nothing left to cancel.`,
    );
  }
  if (!cancellable) {
    throw new VertexAiError(
      'conflict',
      row.phase === 'rollingBack'
        ? 'The deployment is being rolled back already.'
        : 'The model is being undeployed already, which cannot be taken back. Deploy it again when it is done.',
    );
  }
}
