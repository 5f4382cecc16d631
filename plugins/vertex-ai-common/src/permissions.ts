import {
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import type { Action } from './actions';

/** Resource type of an environment; its resource refs are the names of the configuration, for instance `dev`. */
export const RESOURCE_TYPE_ENVIRONMENT = 'vertex-ai-environment';

/** Resource type of a deployment; its resource refs are the ids of deployments. */
export const RESOURCE_TYPE_DEPLOYMENT = 'vertex-ai-deployment';

export const environmentReadPermission = createPermission({
  name: 'vertex-ai.environment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const modelReadPermission = createPermission({
  name: 'vertex-ai.model.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const modelUploadPermission = createPermission({
  name: 'vertex-ai.model.upload',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const modelUpdatePermission = createPermission({
  name: 'vertex-ai.model.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const endpointReadPermission = createPermission({
  name: 'vertex-ai.endpoint.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const predictionInvokePermission = createPermission({
  name: 'vertex-ai.prediction.invoke',
  attributes: {},
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const deploymentCreatePermission = createPermission({
  name: 'vertex-ai.deployment.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const deploymentUndeployPermission = createPermission({
  name: 'vertex-ai.deployment.undeploy',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const trafficSetPermission = createPermission({
  name: 'vertex-ai.traffic.set',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
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
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** To skip the approvals of a deployment in an emergency. */
export const deploymentBreakGlassPermission = createPermission({
  name: 'vertex-ai.deployment.break-glass',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const approvalVotePermission = createPermission({
  name: 'vertex-ai.approval.vote',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** To close the review after a break-glass. */
export const approvalReviewPermission = createPermission({
  name: 'vertex-ai.approval.review',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const credentialCheckoutPermission = createPermission({
  name: 'vertex-ai.credential.checkout',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

export const credentialEndPermission = createPermission({
  name: 'vertex-ai.credential.end',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** To register, name, list and remove one's own security keys, and to sign with them. */
export const securityKeyUsePermission = createPermission({
  name: 'vertex-ai.security-key.use',
  attributes: {},
});

/** To ask for, and to agree to, the removal of another person's lost keys. */
export const securityKeyResetPermission = createPermission({
  name: 'vertex-ai.security-key.reset',
  attributes: { action: 'delete' },
});

/** To replace the issuer's keys in an emergency; whoever may is named by `vertexAi.administrators` besides. */
export const issuerRotatePermission = createPermission({
  name: 'vertex-ai.issuer.rotate',
  attributes: { action: 'update' },
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
  'deployment.breakGlass': deploymentBreakGlassPermission,
  'approval.vote': approvalVotePermission,
  'approval.review': approvalReviewPermission,
  'credential.checkout': credentialCheckoutPermission,
  'credential.end': credentialEndPermission,
} satisfies Record<Action, Permission>;

/** Every permission of the family, for the registry and for policy authors. */
export const vertexAiPermissions: Permission[] = [
  environmentReadPermission,
  securityKeyUsePermission,
  securityKeyResetPermission,
  issuerRotatePermission,
  ...Object.values(permissionForAction),
];
