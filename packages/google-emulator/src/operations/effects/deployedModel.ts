import { ApiError } from '../../core/ApiError';
import { copy, JsonObject } from '../../core/json';
import { renderDeployedModel } from '../../services/aiplatform/endpoints/renderEndpoint';
import {
  checkTrafficSplit,
  splitWithout,
  TrafficSplit,
  withNewModel,
} from '../../services/aiplatform/endpoints/trafficSplit';
import type { EmulatorState } from '../../state/EmulatorState';
import { DeployedModelRecord } from '../../state/records';
import { vertexTexts } from '../../texts';
import { targetEndpoint, touch } from './endpoint';
import type { Effect } from './index';

interface DeployInput {
  id: string;
  model: string;
  modelVersionId: string;
  spec: JsonObject;
  trafficSplit: TrafficSplit;
}

export const deployModel: Effect = (operation, state, at) => {
  const endpoint = targetEndpoint(operation.target, state);
  const input = copy(operation.input) as unknown as DeployInput;
  refuseMissingParts(input, state);
  const deployed: DeployedModelRecord = {
    id: input.id,
    model: input.model,
    modelVersionId: input.modelVersionId,
    createTime: operation.createTime,
    spec: input.spec,
  };
  const ids = [...endpoint.deployedModels, deployed].map(model => model.id);
  const split = withNewModel(input.trafficSplit, input.id);
  // Models may have gone since the request.
  checkTrafficSplit(split, ids);
  endpoint.deployedModels.push(deployed);
  // An empty split in the request leaves the endpoint's split as it is.
  if (Object.keys(split).length > 0) endpoint.trafficSplit = split;
  touch(endpoint, at);
  return { deployedModel: renderDeployedModel(deployed) };
};

/** The model and the pool may have been deleted while the deployment ran. */
function refuseMissingParts(input: DeployInput, state: EmulatorState): void {
  const isThere = state.models
    .get(input.model)
    ?.versions.some(version => version.versionId === input.modelVersionId);
  if (!isThere) {
    throw new ApiError('NOT_FOUND', vertexTexts.notFound('Model'));
  }
  const pool = input.spec.sharedResources;
  if (typeof pool === 'string' && !state.pools.has(pool)) {
    const kind = 'DeploymentResourcePool';
    throw new ApiError('NOT_FOUND', vertexTexts.notFound(kind));
  }
}

export const undeployModel: Effect = (operation, state, at) => {
  const endpoint = targetEndpoint(operation.target, state);
  const { id, trafficSplit } = copy(operation.input) as unknown as {
    id: string;
    trafficSplit: TrafficSplit | null;
  };
  // Traffic may have been given to the model since the request.
  endpoint.trafficSplit = splitWithout(id, endpoint, trafficSplit ?? undefined);
  endpoint.deployedModels = endpoint.deployedModels.filter(m => m.id !== id);
  touch(endpoint, at);
  return {};
};

export const mutateDeployedModel: Effect = (operation, state, at) => {
  const endpoint = targetEndpoint(operation.target, state);
  const { id, spec } = copy(operation.input) as {
    id: string;
    spec: JsonObject;
  };
  const deployed = endpoint.deployedModels.find(m => m.id === id);
  if (!deployed) {
    throw new ApiError(
      'FAILED_PRECONDITION',
      vertexTexts.unknownDeployedModels([id]),
    );
  }
  deployed.spec = spec;
  touch(endpoint, at);
  return { deployedModel: renderDeployedModel(deployed) };
};
