import type { DeploymentRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import type { VertexDeployedModel } from '../../google';
import { sameShares } from '../traffic';
import { fixRequest } from './fixRequest';
import { foresee } from './foresee';
import type { Target } from './readTarget';

/**
 * What runs on the endpoint and is touched by a request: whatever it takes off, and whatever gets another share of the traffic by it.
 * Bringing one model onto an endpoint takes traffic away from another, which may be one that not everybody may touch. Pure.
 */
export function touchedOnEndpoint(
  request: DeploymentRequest,
  target: Target,
): VertexDeployedModel[] {
  const fixed = fixRequest(request, target);
  if (!fixed || target.endpoint.kind !== 'read') {
    return [];
  }
  const { before, after } = foresee(fixed, target);
  return target.endpoint.value.deployedModels.filter(
    ({ id }) =>
      (fixed.action === 'deployment.undeploy' &&
        fixed.deployedModelId === id) ||
      !sameShares(before?.trafficSplit ?? {}, after.trafficSplit, id),
  );
}
