import type { Problem } from '@backstage-vertex/plugin-vertex-ai-common';
import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { requestReason } from '../../google';
import { toNumber } from '../../db';
import type { DeploymentState, Effects, EffectState } from '../model';
import type { DeploymentRow, EffectRow, FailureCode } from './rows';

/** The part of the state that has no column of its own. */
type StateColumn = Pick<
  DeploymentState,
  | 'endpointId'
  | 'deployedModelId'
  | 'timeoutMs'
  | 'guarded'
  | 'seen'
  | 'ending'
  | 'gone'
  | 'mismatches'
  | 'stopAsked'
  | 'polls'
  | 'attempts'
  | 'refusals'
  | 'resent'
  | 'deadlineMs'
  | 'basis'
  | 'evidenceId'
  | 'seenModelDigest'
>;

/** The state of the machine from its row and its effects. */
export function toState(
  row: DeploymentRow,
  effects: readonly EffectRow[],
): DeploymentState {
  const hidden: StateColumn = {
    // Not in what older versions have stored.
    refusals: 0,
    resent: false,
    ...JSON.parse(row.state),
  };
  return {
    ...hidden,
    id: row.id,
    request: JSON.parse(row.request),
    correlationId: row.correlation_id,
    phase: row.phase,
    message: row.message,
    stage: row.stage ?? undefined,
    modelDisplayName: row.model_display_name ?? undefined,
    endpointDisplayName: row.endpoint_display_name ?? undefined,
    cancelRequested: Boolean(row.cancel_requested),
    breakGlass: Boolean(row.break_glass),
    approvalExpiresAtMs:
      row.approval_expires_at_ms === null
        ? undefined
        : toNumber(row.approval_expires_at_ms),
    effects: Object.fromEntries(
      effects.map(effect => [effect.kind, toEffect(effect)]),
    ) as Effects,
    runAtMs:
      row.next_run_at_ms === null ? undefined : toNumber(row.next_run_at_ms),
  };
}

/**
 * The columns that a step changes. `lock_key` goes with the last one, so that the next deployment of the endpoint may start;
 * `cancel_requested` is not among them: only a request to cancel sets it.
 */
export function toColumns(state: DeploymentState, nowMs: number) {
  const final = isFinal(state.phase);
  const problem: Problem | undefined = state.ending?.problem;
  return {
    phase: state.phase,
    message: state.message,
    stage: state.stage ?? null,
    model_display_name: state.modelDisplayName ?? null,
    endpoint_id: state.endpointId,
    endpoint_display_name: state.endpointDisplayName ?? null,
    deployed_model_id: state.deployedModelId ?? null,
    state: JSON.stringify(hiddenOf(state)),
    problem: problem ? JSON.stringify(problem) : null,
    next_run_at_ms: final ? null : state.runAtMs ?? nowMs,
    updated_at_ms: nowMs,
    finished_at_ms: final ? nowMs : null,
    ...(final && { lock_key: null, active_lock_key: null }),
  };
}

export function hiddenOf(state: DeploymentState): StateColumn {
  const {
    endpointId,
    deployedModelId,
    timeoutMs,
    guarded,
    seen,
    ending,
    gone,
    mismatches,
    stopAsked,
    polls,
    attempts,
    refusals,
    resent,
    deadlineMs,
    basis,
    evidenceId,
    seenModelDigest,
  } = state;
  return {
    endpointId,
    deployedModelId,
    timeoutMs,
    guarded,
    seen,
    ending,
    gone,
    mismatches,
    stopAsked,
    polls,
    attempts,
    refusals,
    resent,
    deadlineMs,
    basis,
    evidenceId,
    seenModelDigest,
  };
}

function toEffect(row: EffectRow): EffectState {
  const failure: { code: FailureCode } | null =
    row.result === null ? null : JSON.parse(row.result);
  return {
    kind: row.kind,
    status: row.status,
    ordinal: row.ordinal,
    arguments: JSON.parse(row.arguments),
    operation: row.operation ?? undefined,
    failure: failure
      ? { code: failure.code, message: row.error ?? '' }
      : undefined,
    startedAtMs: toNumber(row.started_at_ms),
    finishedAtMs:
      row.finished_at_ms === null ? undefined : toNumber(row.finished_at_ms),
  };
}

export function toEffectRow(
  effect: EffectState,
  deployment: { id: string; correlationId: string; intentDigest: string },
): EffectRow {
  return {
    deployment_id: deployment.id,
    kind: effect.kind,
    ordinal: effect.ordinal,
    status: effect.status,
    arguments: JSON.stringify(effect.arguments),
    operation: effect.operation ?? null,
    result: effect.failure
      ? JSON.stringify({ code: effect.failure.code })
      : null,
    error: effect.failure?.message ?? null,
    request_reason: requestReason({
      correlationId: deployment.correlationId,
      deploymentId: deployment.id,
      intentDigest: deployment.intentDigest,
    }),
    started_at_ms: effect.startedAtMs,
    finished_at_ms: effect.finishedAtMs ?? null,
  };
}
