import type { EffectKind } from '@backstage-vertex/plugin-vertex-ai-common';
import { pollDelayMs, retryDelayMs, SETTLE_MS } from './delays';
import type { DeploymentState, EffectState, MachineEvent } from './model';
import { isForward } from './plan/planCleanup';

/** Events that show that Google answers again. That a write was not found does not: sending it may go on failing. */
const succeeded: readonly MachineEvent['type'][] = [
  'endpointSeen',
  'accepted',
  'progressed',
  'stopAsked',
  'finished',
  'effectFailed',
];

/** The state with the facts of an event written into it; what follows from them is decided elsewhere. */
// eslint-disable-next-line max-lines-per-function -- a reducer: one short case for each event
export function reduce(
  previous: DeploymentState,
  event: MachineEvent,
  nowMs: number,
): DeploymentState {
  const state: DeploymentState = { ...previous, runAtMs: undefined };
  if (succeeded.includes(event.type)) {
    state.attempts = 0;
  }
  switch (event.type) {
    case 'claimed':
      state.seen = undefined;
      state.seenModelDigest = undefined;
      state.deadlineMs ??= nowMs + state.timeoutMs;
      return state;
    case 'endpointSeen':
      state.seen = event.endpoint ?? null;
      state.seenModelDigest = event.modelDigest;
      state.endpointDisplayName =
        event.endpoint?.displayName ?? state.endpointDisplayName;
      return state;
    case 'accepted':
      state.refusals = 0;
      state.stopAsked = event.found === true;
      state.runAtMs = nowMs + pollDelayMs(0);
      return withEffect(state, event.kind, {
        status: 'running',
        operation: event.operation,
      });
    case 'progressed':
      state.stage = event.stage ?? state.stage;
      state.polls += 1;
      state.runAtMs = nowMs + pollDelayMs(state.polls);
      return state;
    case 'stopAsked':
      state.stopAsked = true;
      state.polls = 0;
      state.runAtMs = nowMs + pollDelayMs(0);
      return state;
    case 'finished':
      return settled(state, event.kind, {
        status: 'done',
        finishedAtMs: nowMs,
      });
    case 'effectFailed':
      if (mayStillLand(state, event)) {
        return state;
      }
      return settled(state, event.kind, {
        status: 'failed',
        failure: { code: event.problem.code, message: event.problem.detail },
        finishedAtMs: nowMs,
      });
    case 'notFound':
      return notFound(state, event.kind, nowMs);
    case 'delayed':
      state.attempts += 1;
      if (event.ofWrite) {
        state.refusals = mayLast(event) ? state.refusals + 1 : 0;
      }
      state.message = `${event.problem.detail} Trying again.`;
      state.runAtMs =
        nowMs + Math.max(event.afterMs ?? 0, retryDelayMs(state.attempts));
      return state;
    // A vote that comes when it is decided already changes nothing any more.
    case 'approved':
    case 'rejected':
    case 'refused':
    case 'failed':
      return state;
    default:
      throw new Error(`unknown event ${event satisfies never}`);
  }
}

/**
 * Whether waiting may not help. Google answers alike for a rate limit and for a full serving quota, which only what takes machines can
 * meet; and alike for an endpoint that is being changed, which shows, and for a request that it can never carry out as things are.
 */
function mayLast({
  problem,
  ofWrite,
}: MachineEvent & { type: 'delayed' }): boolean {
  if (problem.code === 'quota_exceeded') {
    return (
      ofWrite?.kind === 'createEndpoint' || ofWrite?.kind === 'deployModel'
    );
  }
  return (
    problem.code === 'endpoint_busy' &&
    problem.google?.status === 'FAILED_PRECONDITION' &&
    ofWrite?.othersAtWork === false
  );
}

/**
 * While going forward, a write that Google does not have is sent again under the same ids. While cleaning up it is given up,
 * but not before a request that is still under way at Google has had time to land: it would be an orphan. After turning back has
 * begun nothing forward is sent, so from then on that time counts, whenever and however often the write was sent before.
 *
 * A running write whose operation turns out to be forgotten, or somebody else's, is as if its answer had been lost; it is looked up
 * after a pause, because looking and finding nothing must not become a circle.
 */
function notFound(
  state: DeploymentState,
  kind: EffectKind,
  nowMs: number,
): DeploymentState {
  if (state.effects[kind]!.status === 'running') {
    return {
      ...withEffect(state, kind, { status: 'intended', operation: undefined }),
      runAtMs: nowMs + SETTLE_MS,
    };
  }
  if (!state.ending || !isForward(state, kind)) {
    return state;
  }
  const turnedBackAtMs = state.ending.deadlineMs - state.timeoutMs;
  const settledAtMs = turnedBackAtMs + SETTLE_MS;
  if (nowMs < settledAtMs) {
    state.runAtMs = settledAtMs;
    return state;
  }
  return settled(state, kind, {
    status: 'failed',
    failure: { code: 'conflict', message: 'Not carried out.' },
    finishedAtMs: nowMs,
  });
}

/**
 * Google's refusal of a write that was sent before says nothing about that earlier request, which may still land: so the outcome stays
 * open, and turning back looks for it. A traffic write with an etag that is out of date can land no more.
 */
function mayStillLand(
  state: DeploymentState,
  { kind, problem, refused }: MachineEvent & { type: 'effectFailed' },
): boolean {
  return (
    refused === true &&
    state.resent &&
    isForward(state, kind) &&
    problem.code !== 'etag_mismatch'
  );
}

/** A write has come to an end: what was seen before it is out of date. */
function settled(
  state: DeploymentState,
  kind: EffectKind,
  change: Partial<EffectState>,
): DeploymentState {
  state.seen = undefined;
  state.stage = undefined;
  state.mismatches = 0;
  state.refusals = 0;
  return withEffect(state, kind, change);
}

function withEffect(
  state: DeploymentState,
  kind: EffectKind,
  change: Partial<EffectState>,
): DeploymentState {
  const effect = state.effects[kind];
  if (!effect) {
    throw new Error(`${kind} was never intended`);
  }
  return {
    ...state,
    effects: { ...state.effects, [kind]: { ...effect, ...change } },
  };
}
