import { PredictionRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import { EndpointKey } from './useEndpoint';
import { useVertexMutation } from './useVertexMutation';

/** Sends one online prediction to an endpoint, as the caller. */
export function usePrediction(endpoint: EndpointKey) {
  return useVertexMutation(
    (client, request: PredictionRequest) => client.predict(endpoint, request),
    [],
  );
}
