export const overview = {
  title: 'Overview',
  description:
    'Models, endpoints and deployments of all environments that you may see.',
  attention: 'Needs attention',
  allWell:
    'Nothing. No request waits for your approval, no place is unreadable, no deployment failed in the last seven days, and nothing is deployed without traffic.',
  approvals_one: '{{count}} request waits for your approval',
  approvals_other: '{{count}} requests wait for your approval',
  moreApprovals: 'More than {{shown}} requests wait for your approval',
  sourceBroken: '{{environment}} · {{location}} cannot be read',
  idle: '{{model}} is deployed but gets no traffic. It costs as much as one that does; undeploy it if it is not needed.',
  allFailed: 'All failed deployments',
  lookedThrough_one:
    'Only the first endpoint was looked through for versions without traffic.',
  lookedThrough_other:
    'Only the first {{count}} endpoints were looked through for versions without traffic.',
  allEndpoints: 'All endpoints',
  moreRunning: 'More in the phase {{phase}}',
  running: 'Running deployments',
  noneRunning: 'Nothing is under way',
  noneRunningAdvice:
    'A deployment shows up here from the moment it is asked for until it has ended.',
  environments: 'Environments',
  noEnvironments: 'No environments',
  noEnvironmentsAdvice:
    'None is configured, or you may see none. Environments are set up under vertexAi.environments in the configuration of this portal.',
  yourRoles: 'Your roles',
  noRole: 'None',
  project: 'Google project',
  strategy: 'Credentials',
  strategyName: {
    workloadIdentityFederation: 'Workload identity federation',
    serviceAccountImpersonation: 'Service account impersonation',
    oidcSubject: 'Company sign-in (OIDC)',
    azureManagedIdentity: 'Azure managed identity',
    userOAuth: 'Own Google account',
  },
  googleSees: 'Google sees',
  googleSeesName: {
    person: 'The person',
    personBehindAccount: 'A service account, and the person behind it',
    application:
      'The application. Who it was is in the reason of each request, and in the log of this portal.',
  },
  sources: 'Last read',
  sourceFine: 'fine',
  sourceProblem: 'cannot be read',
  sourceUnknown: 'Not read yet',
} as const;
