import type { DeploymentRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import type { FixedRequest } from '../model';
import type { Target } from './readTarget';

/**
 * The request with its alias or default version fixed to the version id that was read.
 *
 * @returns undefined when the version is not known, because the model could not be read
 */
export function fixRequest(
  request: DeploymentRequest,
  { model }: Target,
): FixedRequest | undefined {
  if (request.action !== 'deployment.create') {
    return request;
  }
  return model.kind === 'read'
    ? {
        ...request,
        model: { id: request.model.id, version: model.value.versionId },
      }
    : undefined;
}
