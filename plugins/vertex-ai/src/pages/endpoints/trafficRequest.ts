import {
  DeploymentRequestInput,
  Endpoint,
  TrafficRequest,
  TrafficSplit,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { remainderOf } from '../../components/traffic';

/** How an endpoint's traffic is split now, by deployed model id. */
export function presentSplit(endpoint: Endpoint): TrafficSplit {
  return Object.fromEntries(
    endpoint.deployedModels.map(({ id, trafficPercent }) => [
      id,
      trafficPercent,
    ]),
  );
}

/** How a request wants it split; what has come to the endpoint since then gets nothing, and what has gone is left out. */
export function splitOf(
  endpoint: Endpoint,
  request: TrafficRequest,
): TrafficSplit {
  return Object.fromEntries(
    endpoint.deployedModels.map(({ id }) => [id, request.split[id] ?? 0]),
  );
}

/** The request that sets a split; undefined when the split is not whole or changes nothing. */
export function trafficRequest(
  endpoint: Endpoint,
  split: TrafficSplit,
): DeploymentRequestInput | undefined {
  const present = presentSplit(endpoint);
  const changed = Object.keys(split).some(id => split[id] !== present[id]);
  if (!changed || remainderOf(split) !== 0) {
    return undefined;
  }
  return {
    action: 'traffic.set',
    environment: endpoint.environment,
    location: endpoint.location,
    endpointId: endpoint.id,
    split,
    etag: endpoint.etag,
  };
}
