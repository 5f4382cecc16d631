/**
 * Everything a person or a machine can ask the portal to do, as one closed union.
 *
 * The class of an action decides how it is treated: a `read` may share a cached credential, a `reversible` or
 * `sensitive` action always mints its own, bound to its intent; a requirement can only be put on the latter two.
 */
export const actionClasses = {
  'model.read': 'read',
  'endpoint.read': 'read',
  'deployment.read': 'read',
  'audit.read': 'read',
  'prediction.invoke': 'read',
  'model.upload': 'reversible',
  'model.update': 'reversible',
  'deployment.create': 'sensitive',
  'deployment.cancel': 'reversible',
  'deployment.undeploy': 'sensitive',
  'traffic.set': 'sensitive',
  'deployment.breakGlass': 'sensitive',
  'approval.vote': 'reversible',
  'approval.review': 'reversible',
  'credential.checkout': 'sensitive',
  'credential.end': 'reversible',
} as const;

export type Action = keyof typeof actionClasses;
export type ActionClass = (typeof actionClasses)[Action];

/** All actions, in the order in which pages show them. */
export const actions = Object.keys(actionClasses) as [Action, ...Action[]];

/** What an actor may be in one environment. Granted explicitly; nothing is implied by another role. */
export const roles = [
  'viewer',
  'predictor',
  'deployer',
  'approver',
  'auditor',
  'admin',
  'breakGlass',
] as const;
export type Role = (typeof roles)[number];

/** Which roles may do an action. The policy, the access explanations and the documentation read this one table. */
export const rolesForAction: Record<Action, readonly Role[]> = {
  'model.read': roles,
  'endpoint.read': roles,
  'deployment.read': roles,
  'audit.read': ['auditor', 'admin'],
  'prediction.invoke': ['predictor', 'deployer', 'admin'],
  'model.upload': ['deployer', 'admin'],
  'model.update': ['deployer', 'admin'],
  'deployment.create': ['deployer', 'admin'],
  'deployment.cancel': ['deployer', 'admin'],
  'deployment.undeploy': ['deployer', 'admin'],
  'traffic.set': ['deployer', 'admin'],
  // Not an admin's: who may skip the approvals is named as such.
  'deployment.breakGlass': ['breakGlass'],
  'approval.vote': ['approver'],
  'approval.review': ['auditor'],
  'credential.checkout': ['predictor', 'deployer', 'admin'],
  'credential.end': ['auditor', 'admin'],
};
