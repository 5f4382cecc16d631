import { DeploymentRequestInput } from '@backstage-vertex/plugin-vertex-ai-common';
import { useVertexQuery } from './useVertexQuery';

/** What a request would do. Not read until there is one. */
export function usePreview(request: DeploymentRequestInput | undefined) {
  return useVertexQuery({
    key: ['preview', request],
    read: (client, signal) => client.previewDeployment(request!, signal),
    enabled: request !== undefined,
  });
}
