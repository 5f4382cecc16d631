import { RouteBody, Routes } from '@backstage-vertex/plugin-vertex-ai-common';
import { useVertexMutation } from './useVertexMutation';

/** Has the way from a person to an environment's Google project examined, now. */
export function useDiagnosis(environment: string) {
  return useVertexMutation(
    (client, request: RouteBody<Routes['diagnose']>) =>
      client.diagnose(environment, request),
    [],
  );
}
