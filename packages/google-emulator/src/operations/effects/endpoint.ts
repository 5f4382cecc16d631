import { ApiError } from '../../core/ApiError';
import { newEtag } from '../../core/ids';
import { copy, JsonObject } from '../../core/json';
import { renderEndpoint } from '../../services/aiplatform/endpoints/renderEndpoint';
import type { EmulatorState } from '../../state/EmulatorState';
import { EndpointRecord } from '../../state/records';
import { vertexTexts } from '../../texts';
import type { Effect } from './index';

/** The endpoint of an operation; it may have been deleted while the operation ran. */
export function targetEndpoint(
  name: string,
  state: EmulatorState,
): EndpointRecord {
  const endpoint = state.endpoints.get(name);
  if (!endpoint) {
    throw new ApiError('NOT_FOUND', vertexTexts.notFound('Endpoint'));
  }
  return endpoint;
}

export function touch(endpoint: EndpointRecord, at: Date): void {
  endpoint.etag = newEtag();
  endpoint.updateTime = at.toISOString();
}

export const createEndpoint: Effect = (operation, state, at) => {
  const endpoint: EndpointRecord = {
    name: operation.target,
    etag: newEtag(),
    createTime: operation.createTime,
    updateTime: at.toISOString(),
    spec: copy(operation.input.spec as JsonObject),
    deployedModels: [],
    trafficSplit: {},
    predictions: 0,
  };
  state.endpoints.set(endpoint.name, endpoint);
  // As recorded at Google, the response leaves out etag and times.
  const { etag, createTime, updateTime, ...response } =
    renderEndpoint(endpoint);
  return response;
};

export const deleteEndpoint: Effect = (operation, state) => {
  state.endpoints.delete(operation.target);
  return {};
};

export const updateEndpointLongRunning: Effect = (operation, state, at) => {
  const endpoint = targetEndpoint(operation.target, state);
  endpoint.spec.clientConnectionConfig = copy(
    operation.input.clientConnectionConfig,
  );
  touch(endpoint, at);
  return renderEndpoint(endpoint);
};
