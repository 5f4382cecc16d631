import type { TrafficRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import type { DeploymentState } from '../model';
import { sameSplit } from '../traffic';
import {
  changedSince,
  endpointLabel,
  isDone,
  observe,
  Plan,
  pursue,
} from './Plan';
import { endpointMissing } from './planDeploy';
import { verifyTraffic } from './verifyTraffic';

/** Goes forward with a `traffic.set`. The person's etag is a promise: a change since then refuses the request. */
export function planSetTraffic(
  state: DeploymentState,
  request: TrafficRequest,
): Plan {
  const shown = {
    phase: 'rollingOut' as const,
    message: `Setting the traffic of ${endpointLabel(state)}.`,
  };
  const running = pursue(state, 'setTraffic', shown);
  if (running) {
    return running;
  }
  if (state.seen === undefined) {
    return observe(
      isDone(state, 'setTraffic')
        ? shown
        : {
            phase: 'preparing',
            message: `Reading the traffic of ${endpointLabel(state)}.`,
          },
    );
  }
  if (state.seen === null) {
    return endpointMissing(state);
  }
  return isDone(state, 'setTraffic')
    ? verifyTraffic(state, 'The traffic is set.')
    : refusal(state, request) ?? {
        type: 'intend',
        kind: 'setTraffic',
        arguments: {
          endpointId: state.endpointId,
          split: request.split,
          before: state.seen.trafficSplit,
          etag: request.etag,
          attempt: 1,
        },
        ...shown,
      };
}

function refusal(
  state: DeploymentState,
  request: TrafficRequest,
): Plan | undefined {
  const { trafficSplit, deployedModels } = state.seen!;
  const unknown = Object.keys(request.split).filter(
    id => !deployedModels.some(model => model.id === id),
  );
  const changed = changedSince(state, request);
  if (changed) {
    return changed;
  }
  if (unknown.length > 0) {
    return {
      type: 'giveUp',
      code: 'invalid_request',
      message: `The split names ${unknown.join(
        ', ',
      )}, which is not deployed on ${endpointLabel(state)}.`,
    };
  }
  return sameSplit(trafficSplit, request.split)
    ? { type: 'succeed', message: 'The traffic was already split like this.' }
    : undefined;
}
