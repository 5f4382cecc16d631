import {
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import type { Action } from './actions';

/** Resource type of a deployment, for conditional decisions on environment and owner. */
export const RESOURCE_TYPE_DEPLOYMENT = 'vertex-ai-deployment';

export const environmentReadPermission = createPermission({
  name: 'vertex-ai.environment.read',
  attributes: { action: 'read' },
});

export const modelReadPermission = createPermission({
  name: 'vertex-ai.model.read',
  attributes: { action: 'read' },
});

export const modelUploadPermission = createPermission({
  name: 'vertex-ai.model.upload',
  attributes: { action: 'create' },
});

export const modelUpdatePermission = createPermission({
  name: 'vertex-ai.model.update',
  attributes: { action: 'update' },
});

export const endpointReadPermission = createPermission({
  name: 'vertex-ai.endpoint.read',
  attributes: { action: 'read' },
});

export const predictionInvokePermission = createPermission({
  name: 'vertex-ai.prediction.invoke',
  attributes: {},
});

export const deploymentCreatePermission = createPermission({
  name: 'vertex-ai.deployment.create',
  attributes: { action: 'create' },
});

export const deploymentUndeployPermission = createPermission({
  name: 'vertex-ai.deployment.undeploy',
  attributes: { action: 'delete' },
});

export const trafficSetPermission = createPermission({
  name: 'vertex-ai.traffic.set',
  attributes: { action: 'update' },
});

export const deploymentReadPermission = createPermission({
  name: 'vertex-ai.deployment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_DEPLOYMENT,
});

export const deploymentCancelPermission = createPermission({
  name: 'vertex-ai.deployment.cancel',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_DEPLOYMENT,
});

export const auditReadPermission = createPermission({
  name: 'vertex-ai.audit.read',
  attributes: { action: 'read' },
});

/** What Backstage's permission policy is asked for an action. The roles of an environment are a second gate. */
export const permissionForAction = {
  'model.read': modelReadPermission,
  'endpoint.read': endpointReadPermission,
  'deployment.read': deploymentReadPermission,
  'audit.read': auditReadPermission,
  'prediction.invoke': predictionInvokePermission,
  'model.upload': modelUploadPermission,
  'model.update': modelUpdatePermission,
  'deployment.create': deploymentCreatePermission,
  'deployment.cancel': deploymentCancelPermission,
  'deployment.undeploy': deploymentUndeployPermission,
  'traffic.set': trafficSetPermission,
} satisfies Record<Action, Permission>;

/** Every permission of the family, for the registry and for policy authors. */
export const vertexAiPermissions: Permission[] = [
  environmentReadPermission,
  ...Object.values(permissionForAction),
];
