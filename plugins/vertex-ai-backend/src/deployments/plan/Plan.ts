import type {
  EffectKind,
  ErrorCode,
  Phase,
  TrafficSplit,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { DeploymentState, EffectArguments, Part, Step } from '../model';

interface Shown {
  phase: Phase;
  message: string;
}

/** What a state calls for. */
export type Plan =
  | ({ type: 'step'; step: Step } & Shown)
  | { [K in EffectKind]: Intend<K> }[EffectKind]
  | { type: 'succeed'; message: string }
  | { type: 'giveUp'; code: ErrorCode; message: string }
  /** Read again a little later: Google may not show yet what we wrote. */
  | ({ type: 'readAgain' } & Shown)
  /** The observation shows that these need no undoing. */
  | { type: 'gone'; parts: Part[] }
  /** Cleaning up is over. */
  | { type: 'end' };

export type Intend<K extends EffectKind> = {
  type: 'intend';
  kind: K;
  arguments: EffectArguments[K];
} & Shown;

/**
 * The plan for a write that is already recorded: follow its operation, or find out what became of it.
 *
 * @returns undefined when it is settled or not yet intended
 */
export function pursue(
  state: DeploymentState,
  kind: EffectKind,
  shown: Shown,
): Plan | undefined {
  switch (state.effects[kind]?.status) {
    case 'intended':
      return { type: 'step', step: { do: 'lookUp', kind }, ...shown };
    case 'running':
      return { type: 'step', step: { do: 'follow', kind }, ...shown };
    default:
      return undefined;
  }
}

export function observe(shown: Shown): Plan {
  return { type: 'step', step: { do: 'observe' }, ...shown };
}

export function isDone(state: DeploymentState, kind: EffectKind): boolean {
  return state.effects[kind]?.status === 'done';
}

/** How a message names the endpoint. */
export function endpointLabel(state: DeploymentState): string {
  return state.endpointDisplayName ?? state.endpointId;
}

/** Refuses a request whose person saw another endpoint than the one that is at hand: the etag that they sent is a promise. */
export function changedSince(
  state: DeploymentState,
  { etag }: { etag: string },
): Plan | undefined {
  return state.seen!.etag === etag
    ? undefined
    : {
        type: 'giveUp',
        code: 'etag_mismatch',
        message: `${endpointLabel(
          state,
        )} has changed since you looked at it. Look again and decide anew.`,
      };
}

/**
 * Whether a traffic write that failed may be computed and intended once more: our own redistribution follows what somebody else
 * changed in between. What a person asked for with the etag they saw is a promise and never gets here.
 */
export function mayReread(state: DeploymentState, kind: EffectKind): boolean {
  if (kind !== 'setTraffic' && kind !== 'restoreTraffic') {
    return false;
  }
  if (kind === 'setTraffic' && state.request.action !== 'deployment.create') {
    return false;
  }
  const effect = state.effects[kind];
  return (
    effect?.status === 'failed' &&
    effect.failure?.code === 'etag_mismatch' &&
    effect.arguments.attempt === 1
  );
}

/** Which attempt the next intent of a traffic write is; undefined when there is none to make. */
function nextAttempt(
  state: DeploymentState,
  kind: 'setTraffic' | 'restoreTraffic',
): 1 | 2 | undefined {
  if (!state.effects[kind]) {
    return 1;
  }
  return mayReread(state, kind) ? 2 : undefined;
}

/**
 * Intends our own redistribution, computed from the endpoint as it was just seen and bound to the etag of that.
 *
 * @returns undefined when there is no split to write, or no attempt left
 */
export function intendSplit(
  state: DeploymentState,
  kind: 'setTraffic' | 'restoreTraffic',
  plan: Shown & { split: TrafficSplit | undefined },
): Plan | undefined {
  const { split, phase, message } = plan;
  const attempt = nextAttempt(state, kind);
  return (
    split &&
    attempt && {
      type: 'intend',
      kind,
      arguments: {
        endpointId: state.endpointId,
        split,
        before: state.seen!.trafficSplit,
        etag: state.seen!.etag,
        attempt,
      },
      phase,
      message,
    }
  );
}
