import type { EffectKind } from '@backstage-vertex/plugin-vertex-ai-common';
import type { DeploymentState, Part } from '../model';
import { restored, sameSplit } from '../traffic';
import {
  endpointLabel,
  isDone,
  intendSplit,
  observe,
  Plan,
  pursue,
} from './Plan';

/** The writes that go forward, in order; the others undo. */
const forwardKinds: Record<
  DeploymentState['request']['action'],
  readonly EffectKind[]
> = {
  'deployment.create': ['createEndpoint', 'deployModel', 'setTraffic'],
  'deployment.undeploy': ['setTraffic', 'undeployModel'],
  'traffic.set': ['setTraffic'],
};

export function isForward(state: DeploymentState, kind: EffectKind): boolean {
  return forwardKinds[state.request.action].includes(kind);
}

/** The parts that we made at Google, or may have made, and that are not known to be undone. */
export function madeParts(state: DeploymentState): Part[] {
  const creates = state.request.action === 'deployment.create';
  const parts: Part[] = [];
  // Even where it failed: a write whose answer was lost, and which somebody then changed, looks as if it never was.
  if (state.effects.setTraffic && !isDone(state, 'restoreTraffic')) {
    parts.push('traffic');
  }
  if (
    creates &&
    mayExist(state, 'deployModel') &&
    !isDone(state, 'undeployModel')
  ) {
    parts.push('model');
  }
  if (mayExist(state, 'createEndpoint') && !isDone(state, 'deleteEndpoint')) {
    parts.push('endpoint');
  }
  return parts.filter(part => !state.gone.includes(part));
}

/** Whether Google has the write, or may have it: an operation that failed may still have left something behind. */
function mayExist(state: DeploymentState, kind: EffectKind): boolean {
  const effect = state.effects[kind];
  return (
    effect !== undefined &&
    (effect.status !== 'failed' || effect.operation !== undefined)
  );
}

/**
 * Undoes what we made, in reverse: settle what is under way, give the traffic back, take the model off, delete the endpoint.
 *
 * Only what the endpoint shows now is undone; what somebody else put there in the meantime stays.
 */
export function planCleanup(state: DeploymentState): Plan {
  const shown = {
    phase: 'rollingBack' as const,
    message: `Taking back what was done on ${endpointLabel(state)}.`,
  };
  const unsettled = settleForward(state, shown);
  if (unsettled) {
    return unsettled;
  }
  const undoing = (
    ['restoreTraffic', 'undeployModel', 'deleteEndpoint'] as const
  ).flatMap(kind => pursue(state, kind, shown) ?? [])[0];
  if (undoing) {
    return undoing;
  }
  const parts = madeParts(state);
  if (parts.length === 0) {
    return { type: 'end' };
  }
  if (state.seen === undefined) {
    return observe(shown);
  }
  if (state.seen === null) {
    return { type: 'gone', parts };
  }
  return undo(state, parts[0], shown);
}

type Shown = { phase: 'rollingBack'; message: string };

function settleForward(state: DeploymentState, shown: Shown): Plan | undefined {
  for (const kind of forwardKinds[state.request.action]) {
    if (
      kind === 'deployModel' &&
      state.effects.deployModel?.status === 'running' &&
      !state.stopAsked
    ) {
      return { type: 'step', step: { do: 'stop', kind }, ...shown };
    }
    const plan = pursue(state, kind, shown);
    if (plan) {
      return plan;
    }
  }
  return undefined;
}

function undo(state: DeploymentState, part: Part, shown: Shown): Plan {
  switch (part) {
    case 'traffic':
      return undoTraffic(state, shown);
    case 'model':
      return undoModel(state, shown);
    case 'endpoint':
      return undoEndpoint(state, shown);
    default:
      throw new Error(`unknown part ${part satisfies never}`);
  }
}

function undoTraffic(state: DeploymentState, shown: Shown): Plan {
  const { trafficSplit, deployedModels } = state.seen!;
  const { split: written, before } = state.effects.setTraffic!.arguments;
  const split = restored({
    written,
    before,
    current: trafficSplit,
    deployedIds: deployedModels.map(({ id }) => id),
    ours: state.effects.deployModel && state.deployedModelId,
  });
  const untouched = split ? sameSplit(split, trafficSplit) : notOurs(state);
  if (untouched) {
    return { type: 'gone', parts: ['traffic'] };
  }
  return (
    intendSplit(state, 'restoreTraffic', { split, ...shown }) ?? { type: 'end' }
  );
}

/** Without a model of ours on the endpoint, a split that somebody changed after us is theirs. */
function notOurs(state: DeploymentState): boolean {
  return state.effects.deployModel === undefined;
}

function undoModel(state: DeploymentState, shown: Shown): Plan {
  const there = state.seen!.deployedModels.some(
    ({ id }) => id === state.deployedModelId,
  );
  if (!there) {
    return { type: 'gone', parts: ['model'] };
  }
  return state.effects.undeployModel
    ? { type: 'end' }
    : {
        type: 'intend',
        kind: 'undeployModel',
        arguments: {
          endpointId: state.endpointId,
          deployedModelId: state.deployedModelId!,
        },
        ...shown,
      };
}

/** An endpoint on which somebody else has deployed in the meantime is left alone. */
function undoEndpoint(state: DeploymentState, shown: Shown): Plan {
  return state.effects.deleteEndpoint || state.seen!.deployedModels.length > 0
    ? { type: 'end' }
    : {
        type: 'intend',
        kind: 'deleteEndpoint',
        arguments: { endpointId: state.endpointId },
        ...shown,
      };
}
