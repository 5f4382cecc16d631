import { ApiError } from '../../core/ApiError';
import { copy, JsonObject } from '../../core/json';
import { renderDeployedModel } from '../../services/aiplatform/endpoints/renderEndpoint';
import {
  TrafficSplit,
  withNewModel,
} from '../../services/aiplatform/endpoints/trafficSplit';
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
  const deployed: DeployedModelRecord = {
    id: input.id,
    model: input.model,
    modelVersionId: input.modelVersionId,
    createTime: operation.createTime,
    spec: input.spec,
  };
  endpoint.deployedModels.push(deployed);
  // An empty split in the request leaves the endpoint's split as it is.
  if (Object.keys(input.trafficSplit).length > 0) {
    endpoint.trafficSplit = withNewModel(input.trafficSplit, input.id);
  }
  touch(endpoint, at);
  return { deployedModel: renderDeployedModel(deployed) };
};

export const undeployModel: Effect = (operation, state, at) => {
  const endpoint = targetEndpoint(operation.target, state);
  const { id, trafficSplit } = copy(operation.input) as unknown as {
    id: string;
    trafficSplit: TrafficSplit | null;
  };
  endpoint.deployedModels = endpoint.deployedModels.filter(m => m.id !== id);
  if (trafficSplit) endpoint.trafficSplit = trafficSplit;
  delete endpoint.trafficSplit[id];
  if (endpoint.deployedModels.length === 0) endpoint.trafficSplit = {};
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
