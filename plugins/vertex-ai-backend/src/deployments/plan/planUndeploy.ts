import type { UndeployRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import type { DeploymentState } from '../model';
import { without } from '../traffic';
import {
  changedSince,
  endpointLabel,
  isDone,
  intendSplit,
  observe,
  Plan,
  pursue,
} from './Plan';
import { endpointMissing } from './planDeploy';

/**
 * Goes forward with a `deployment.undeploy`: its traffic to the rest, then off the endpoint, then verification.
 *
 * The traffic is moved by a write of its own, because only that one carries an etag: the person's, whose promise ends with it.
 */
export function planUndeploy(
  state: DeploymentState,
  request: UndeployRequest,
): Plan {
  return planTraffic(state, request) ?? planRemoval(state, request);
}

function planTraffic(
  state: DeploymentState,
  request: UndeployRequest,
): Plan | undefined {
  if (state.effects.undeployModel || isDone(state, 'setTraffic')) {
    return undefined;
  }
  const { deployedModelId } = request;
  const shown = {
    phase: 'rollingOut' as const,
    message: `Moving the traffic of ${deployedModelId} on ${endpointLabel(
      state,
    )} to the rest.`,
  };
  const running = pursue(state, 'setTraffic', shown);
  if (running) {
    return running;
  }
  if (state.seen === undefined) {
    return observe({
      phase: 'preparing',
      message: `Reading what runs on ${endpointLabel(state)}.`,
    });
  }
  if (state.seen === null) {
    return endpointMissing(state);
  }
  const { trafficSplit, deployedModels } = state.seen;
  const ids = deployedModels.map(({ id }) => id);
  const refused = refusal(state, request);
  if (refused || !trafficSplit[deployedModelId]) {
    return refused;
  }
  const split = without(trafficSplit, deployedModelId, ids);
  return (
    intendSplit(state, 'setTraffic', { split, ...shown }) ?? {
      type: 'giveUp',
      code: 'conflict',
      message: `The other models on ${endpointLabel(
        state,
      )} take no traffic. Set the traffic split first, so that it is clear which of them shall serve.`,
    }
  );
}

function refusal(
  state: DeploymentState,
  request: UndeployRequest,
): Plan | undefined {
  const { deployedModelId } = request;
  return state.seen!.deployedModels.some(({ id }) => id === deployedModelId)
    ? changedSince(state, request)
    : {
        type: 'giveUp',
        code: 'not_found',
        message: `There is no deployed model ${deployedModelId} on ${endpointLabel(
          state,
        )}.`,
      };
}

function planRemoval(
  state: DeploymentState,
  { deployedModelId }: UndeployRequest,
): Plan {
  const shown = {
    phase: 'rollingOut' as const,
    message: `Undeploying ${deployedModelId} from ${endpointLabel(state)}.`,
  };
  if (!isDone(state, 'undeployModel')) {
    return (
      pursue(state, 'undeployModel', shown) ?? {
        type: 'intend',
        kind: 'undeployModel',
        arguments: { endpointId: state.endpointId, deployedModelId },
        ...shown,
      }
    );
  }
  if (state.seen === undefined) {
    return observe(shown);
  }
  const stays = state.seen?.deployedModels.some(
    ({ id }) => id === deployedModelId,
  );
  return stays
    ? {
        type: 'giveUp',
        code: 'conflict',
        message: `Google finished, but still shows the deployed model ${deployedModelId} on ${endpointLabel(
          state,
        )}.`,
      }
    : { type: 'succeed', message: 'Undeployed.' };
}
