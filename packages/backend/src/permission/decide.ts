/**
 * The demo's permission policy: which group may do what in the portal.
 *
 * Deny by default: a permission that no row names is refused, and so is a person of none of the groups.
 * This is the outer gate only. What somebody may do in one environment is decided again, by role, in
 * the Vertex AI plugin; a permission here never widens a role there.
 */

/** What everybody of the four groups may do. */
const lookAround = [
  'catalog.entity.read',
  'catalog.location.read',
  'scaffolder.task.read',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
  'vertex-ai.deployment.read',
  'vertex-ai.endpoint.read',
  'vertex-ai.environment.read',
  'vertex-ai.model.read',
  'vertex-ai.security-key.use',
];

/** Group entity → names of the permissions that its members have. */
export const permissionsByGroup: Readonly<Record<string, readonly string[]>> = {
  'group:default/ml-deployers': [
    ...lookAround,
    'catalog.entity.refresh',
    'scaffolder.action.execute',
    'scaffolder.task.cancel',
    'scaffolder.task.create',
    'vertex-ai.credential.checkout',
    'vertex-ai.deployment.cancel',
    'vertex-ai.deployment.create',
    'vertex-ai.deployment.undeploy',
    'vertex-ai.model.update',
    'vertex-ai.model.upload',
    'vertex-ai.prediction.invoke',
    'vertex-ai.traffic.set',
  ],
  // Beside what else somebody on call is.
  'group:default/ml-on-call': ['vertex-ai.deployment.break-glass'],
  'group:default/ml-approvers': [
    ...lookAround,
    'catalog.entity.refresh',
    'vertex-ai.approval.vote',
    'vertex-ai.issuer.rotate',
    'vertex-ai.security-key.reset',
  ],
  'group:default/ml-auditors': [
    ...lookAround,
    'vertex-ai.approval.review',
    'vertex-ai.audit.read',
    'vertex-ai.credential.end',
    'vertex-ai.issuer.rotate',
    'vertex-ai.security-key.reset',
  ],
  'group:default/ml-viewers': lookAround,
};

/**
 * Pure. `ownershipEntityRefs` are the refs that Backstage resolved for the signed-in person; undefined
 * when nobody is signed in.
 */
export function decide(
  permissionName: string,
  ownershipEntityRefs: readonly string[] | undefined,
): 'allow' | 'deny' {
  const granted = (ownershipEntityRefs ?? []).some(
    ref =>
      Object.hasOwn(permissionsByGroup, ref) &&
      permissionsByGroup[ref].includes(permissionName),
  );
  return granted ? 'allow' : 'deny';
}
