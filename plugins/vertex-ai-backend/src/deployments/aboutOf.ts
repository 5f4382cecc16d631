import type { FixedRequest } from './model';
import type { Target } from './preview/readTarget';

/** What a request is about, as people know it. */
export interface About {
  model?: { id: string; version: string; displayName: string };
  endpointDisplayName?: string;
}

/** Pure. */
export function aboutOf(request: FixedRequest, target: Target): About {
  return {
    model: modelOf(request, target),
    endpointDisplayName: endpointNameOf(request, target),
  };
}

/** The model that a request is about; an undeploy names only where it runs. */
function modelOf(
  request: FixedRequest,
  { model, endpoint }: Target,
): { id: string; version: string; displayName: string } | undefined {
  if (request.action === 'deployment.create' && model.kind === 'read') {
    return { ...request.model, displayName: model.value.displayName };
  }
  if (request.action === 'deployment.undeploy' && endpoint.kind === 'read') {
    const deployed = endpoint.value.deployedModels.find(
      ({ id }) => id === request.deployedModelId,
    );
    return (
      deployed && {
        id: deployed.modelId,
        version: deployed.modelVersionId,
        displayName: deployed.displayName,
      }
    );
  }
  return undefined;
}

function endpointNameOf(
  request: FixedRequest,
  { endpoint }: Target,
): string | undefined {
  if (
    request.action === 'deployment.create' &&
    request.endpoint.kind === 'new'
  ) {
    return request.endpoint.displayName;
  }
  return endpoint.kind === 'read' ? endpoint.value.displayName : undefined;
}
