import { Action, actions, Role, rolesForAction } from './actions';

/**
 * What an action takes at Google, on the project, as permissions of IAM
 * (cloud.google.com/vertex-ai/docs/general/iam-permissions). The preview, the doctor and the roles that are set up there read this one table.
 */
export const googlePermissionsForAction: Record<Action, readonly string[]> = {
  'model.read': ['aiplatform.models.get', 'aiplatform.models.list'],
  'endpoint.read': ['aiplatform.endpoints.get', 'aiplatform.endpoints.list'],
  // Both are kept here.
  'deployment.read': [],
  'audit.read': [],
  'prediction.invoke': [
    'aiplatform.endpoints.get',
    'aiplatform.endpoints.predict',
  ],
  'model.upload': ['aiplatform.models.get', 'aiplatform.models.upload'],
  'model.update': ['aiplatform.models.get', 'aiplatform.models.update'],
  'deployment.create': [
    'aiplatform.models.get',
    'aiplatform.endpoints.get',
    'aiplatform.endpoints.create',
    'aiplatform.endpoints.deploy',
    'aiplatform.endpoints.update',
    // For cleaning up after a failure.
    'aiplatform.endpoints.undeploy',
    'aiplatform.endpoints.delete',
  ],
  'deployment.undeploy': [
    'aiplatform.endpoints.get',
    'aiplatform.endpoints.update',
    'aiplatform.endpoints.undeploy',
  ],
  'traffic.set': ['aiplatform.endpoints.get', 'aiplatform.endpoints.update'],
  // Stops the operation, then takes back what was done.
  'deployment.cancel': [
    'aiplatform.endpoints.get',
    'aiplatform.endpoints.update',
    'aiplatform.endpoints.undeploy',
    'aiplatform.endpoints.delete',
  ],
  // Decided and kept here; what they lead to takes the permissions of that.
  'deployment.breakGlass': [],
  'approval.vote': [],
  'approval.review': [],
  'credential.checkout': [],
  'credential.end': [],
};

/** What a role takes at Google, each permission with the actions that need it, in the order of the actions. */
export function googlePermissionsForRole(
  role: Role,
): { permission: string; actions: Action[] }[] {
  const byPermission = new Map<string, Action[]>();
  for (const action of actions) {
    if (rolesForAction[action].includes(role)) {
      for (const permission of googlePermissionsForAction[action]) {
        byPermission.set(permission, [
          ...(byPermission.get(permission) ?? []),
          action,
        ]);
      }
    }
  }
  return [...byPermission].map(([permission, needing]) => ({
    permission,
    actions: needing,
  }));
}
