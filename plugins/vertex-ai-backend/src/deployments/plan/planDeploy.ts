import { LABEL_DEPLOYMENT } from '@backstage-vertex/plugin-vertex-ai-common';
import type { DeploymentState, FixedDeployRequest } from '../model';
import { withShare } from '../traffic';
import {
  endpointLabel,
  isDone,
  intendSplit,
  observe,
  Plan,
  pursue,
} from './Plan';
import { planUnchanged } from './planUnchanged';
import { verifyTraffic } from './verifyTraffic';

/** Goes forward with a `deployment.create`: what was promised, endpoint, model without traffic, traffic, verification. */
export function planDeploy(
  state: DeploymentState,
  request: FixedDeployRequest,
): Plan {
  return (
    planUnchanged(state, request) ??
    planFeasible(state, request) ??
    planEndpoint(state, request) ??
    planModel(state, request) ??
    planTraffic(state, request)
  );
}

function planEndpoint(
  state: DeploymentState,
  request: FixedDeployRequest,
): Plan | undefined {
  if (request.endpoint.kind !== 'new' || isDone(state, 'createEndpoint')) {
    return undefined;
  }
  const { kind: _, displayName, labels, ...options } = request.endpoint;
  const shown = {
    phase: 'preparing' as const,
    message: `Creating the endpoint ${displayName}.`,
  };
  return (
    pursue(state, 'createEndpoint', shown) ?? {
      type: 'intend',
      kind: 'createEndpoint',
      arguments: {
        endpointId: state.endpointId,
        displayName,
        labels: { ...labels, [LABEL_DEPLOYMENT]: state.id },
        ...options,
      },
      ...shown,
    }
  );
}

/** Refuses before the long wait what the traffic could not be split into after it. */
function planFeasible(
  state: DeploymentState,
  request: FixedDeployRequest,
): Plan | undefined {
  const partial = request.trafficPercent > 0 && request.trafficPercent < 100;
  if (!partial || state.effects.deployModel) {
    return undefined;
  }
  if (request.endpoint.kind === 'new') {
    return noOtherTraffic(state, request.trafficPercent);
  }
  if (state.seen === undefined) {
    return observe({
      phase: 'preparing',
      message: `Reading the traffic of ${endpointLabel(state)}.`,
    });
  }
  return state.seen === null ? endpointMissing(state) : impossible(state);
}

function planModel(
  state: DeploymentState,
  request: FixedDeployRequest,
): Plan | undefined {
  if (isDone(state, 'deployModel')) {
    return undefined;
  }
  const shown = {
    phase: 'deploying' as const,
    message: `Deploying ${state.modelDisplayName ?? request.model.id} version ${
      request.model.version
    } to ${endpointLabel(state)}.`,
  };
  return (
    pursue(state, 'deployModel', shown) ?? {
      type: 'intend',
      kind: 'deployModel',
      arguments: {
        endpointId: state.endpointId,
        deployedModelId: state.deployedModelId!,
        modelId: request.model.id,
        versionId: request.model.version,
        displayName: state.modelDisplayName,
        machine: request.machine,
        replicas: request.replicas,
        serviceAccount: request.serviceAccount,
      },
      ...shown,
    }
  );
}

function planTraffic(
  state: DeploymentState,
  request: FixedDeployRequest,
): Plan {
  const percent = request.trafficPercent;
  const shown = {
    phase: 'rollingOut' as const,
    message: `Giving ${percent} % of the traffic of ${endpointLabel(
      state,
    )} to the new version.`,
  };
  const running = pursue(state, 'setTraffic', shown);
  if (running) {
    return running;
  }
  if (state.seen === undefined) {
    return observe(shown);
  }
  if (state.seen === null) {
    return endpointMissing(state);
  }
  const { trafficSplit, deployedModels } = state.seen;
  if (!deployedModels.some(({ id }) => id === state.deployedModelId)) {
    return {
      type: 'giveUp',
      code: 'conflict',
      message: `Google finished the deployment, but the model is not on ${endpointLabel(
        state,
      )}: somebody took it off.`,
    };
  }
  if (percent === 0) {
    return { type: 'succeed', message: 'Deployed without traffic.' };
  }
  if (isDone(state, 'setTraffic')) {
    return verifyTraffic(state, `Deployed with ${percent} % of the traffic.`);
  }
  const split = withShare(trafficSplit, state.deployedModelId!, percent);
  return (
    intendSplit(state, 'setTraffic', { split, ...shown }) ??
    noOtherTraffic(state, percent)
  );
}

function impossible(state: DeploymentState): Plan | undefined {
  const { request, seen } = state as DeploymentState & {
    request: FixedDeployRequest;
  };
  return withShare(
    seen!.trafficSplit,
    state.deployedModelId!,
    request.trafficPercent,
  )
    ? undefined
    : noOtherTraffic(state, request.trafficPercent);
}

function noOtherTraffic(state: DeploymentState, percent: number): Plan {
  return {
    type: 'giveUp',
    code: 'invalid_request',
    message: `Nothing else takes traffic on ${endpointLabel(
      state,
    )}, so the other ${
      100 - percent
    } % would have nowhere to go. Ask for 0 or 100 %.`,
  };
}

export function endpointMissing(state: DeploymentState): Plan {
  return {
    type: 'giveUp',
    code: 'not_found',
    message: `Google has no endpoint ${state.endpointId} there.`,
  };
}
