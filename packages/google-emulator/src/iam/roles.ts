export const READ_PERMISSIONS = [
  'resourcemanager.projects.get',
  'aiplatform.endpoints.get',
  'aiplatform.endpoints.list',
  'aiplatform.endpoints.getIamPolicy',
  'aiplatform.models.get',
  'aiplatform.models.list',
  'aiplatform.operations.list',
  'aiplatform.deploymentResourcePools.get',
  'aiplatform.deploymentResourcePools.list',
  'aiplatform.deploymentResourcePools.queryDeployedModels',
];

export const CHECK_PERMISSIONS = [
  'resourcemanager.projects.getIamPolicy',
  'cloudquotas.quotas.get',
  'monitoring.timeSeries.list',
];

export const PREDICT_PERMISSIONS = [
  'aiplatform.endpoints.predict',
  'aiplatform.endpoints.explain',
];

export const DEPLOY_PERMISSIONS = [
  'aiplatform.models.upload',
  'aiplatform.models.update',
  'aiplatform.models.delete',
  'aiplatform.endpoints.create',
  'aiplatform.endpoints.delete',
  'aiplatform.endpoints.deploy',
  'aiplatform.endpoints.undeploy',
  'aiplatform.endpoints.update',
  'aiplatform.operations.cancel',
  'aiplatform.operations.delete',
  'aiplatform.deploymentResourcePools.create',
  'aiplatform.deploymentResourcePools.update',
  'aiplatform.deploymentResourcePools.delete',
  'iam.serviceAccounts.actAs',
];

/** Predefined roles of Google that the emulator knows, reduced to the permissions that it checks. */
export const PREDEFINED_ROLES: Record<string, string[]> = {
  'roles/iam.workloadIdentityUser': [
    'iam.serviceAccounts.get',
    'iam.serviceAccounts.getAccessToken',
    'iam.serviceAccounts.getOpenIdToken',
  ],
  'roles/iam.serviceAccountTokenCreator': [
    'iam.serviceAccounts.get',
    'iam.serviceAccounts.getAccessToken',
    'iam.serviceAccounts.getOpenIdToken',
    'iam.serviceAccounts.implicitDelegation',
    'iam.serviceAccounts.signBlob',
    'iam.serviceAccounts.signJwt',
  ],
  'roles/aiplatform.viewer': READ_PERMISSIONS,
  // Includes no iam.serviceAccounts.actAs: that takes roles/iam.serviceAccountUser.
  'roles/aiplatform.user': [
    ...READ_PERMISSIONS,
    ...PREDICT_PERMISSIONS,
    ...DEPLOY_PERMISSIONS.filter(name => name.startsWith('aiplatform.')),
  ],
  'roles/iam.serviceAccountUser': [
    'iam.serviceAccounts.actAs',
    'iam.serviceAccounts.get',
  ],
};
