export const deployments = {
  title: 'Deployments',
  description: 'Everything that was asked for, newest first.',
  what: 'What',
  phase: 'Phase',
  action: 'Action',
  requestedBy: 'Requested by',
  requested: 'Requested',
  mine: 'Only mine',
  modelId: 'Model id',
  endpointId: 'Endpoint',
  all: 'All of them',
  titleOf: {
    deployment: {
      create: 'Deploy {{model}} to {{endpoint}}',
      undeploy: 'Undeploy {{model}} from {{endpoint}}',
    },
    traffic: { set: 'Change traffic of {{endpoint}}' },
  },
  actionName: {
    deployment: { create: 'Deploy', undeploy: 'Undeploy' },
    traffic: { set: 'Traffic' },
  },
  empty: 'No deployments yet',
  emptyAdvice:
    'Choose a model and press Deploy. What happens then is recorded here.',
  emptyHereAdvice: 'What is deployed through this portal is recorded here.',
  noMatch: 'No deployment matches',
  noMatchAdvice:
    'Nothing here matches the filters. Clear them, or choose others.',
  progress: 'Progress',
  timeline: 'What happened',
  eventType: {
    requested: 'Requested',
    stageChanged: 'Stage at Google',
    effectStarted: 'Sent to Google',
    effectFinished: 'Done at Google',
    effectFailed: 'Failed at Google',
    cancelRequested: 'Cancellation requested',
    voted: 'Vote',
    revised: 'Request changed',
    resumed: 'Resumed',
    note: 'Note',
  },
  effects: 'Changes at Google',
  noEffects: 'Nothing was changed at Google so far.',
  effect: 'Change',
  effectKind: {
    createEndpoint: 'Create endpoint',
    deployModel: 'Deploy model',
    setTraffic: 'Set traffic',
    restoreTraffic: 'Put traffic back',
    undeployModel: 'Undeploy model',
    deleteEndpoint: 'Delete endpoint',
  },
  status: 'Status',
  effectStatus: {
    intended: 'Intended',
    running: 'Running',
    done: 'Done',
    failed: 'Failed',
  },
  operation: 'Google operation',
  requestReason: 'Request reason',
  started: 'Started',
  finished: 'Finished',
  request: 'Request (JSON)',
  deployedModel: 'Deployed model',
  entities: 'In the catalog',
  notInCatalog: 'Not in the catalog yet.',
  reason: 'Reason',
  role: 'Acted as',
} as const;

export const cancel = {
  button: 'Cancel deployment',
  requested: 'Cancellation requested',
  underWay:
    'It has been asked to stop, and does so as soon as that is safe. There is nothing more to do.',
  title: 'Cancel this deployment?',
  explain:
    'It stops as soon as that is safe and takes back what it has created. What has already been deployed at Google takes a few minutes to go away.',
  confirm: 'Cancel deployment',
  keep: 'Let it run',
  withdraw: {
    button: 'Withdraw',
    title: 'Withdraw this request?',
    explain:
      'Nothing has been changed at Google. It asks for nobody’s approval any more, and stays in the history with the votes on it.',
    confirm: 'Withdraw',
    keep: 'Let it wait',
  },
} as const;

export const identity = {
  title: 'Identity chain',
  none: 'No credential was needed so far. The chain shows up here as soon as Google is called.',
  who: 'Who',
  asRole: 'as {{role}} in {{environment}}',
  principal: 'Google principal',
  expires: 'Credential ends',
  claims: 'What was asserted',
  sharedRead: 'Reading',
  otherTitle: {
    passed: '{{actor}} as {{role}}',
    failed: '{{actor}} as {{role}} (failed)',
  },
  outcome: { passed: 'passed', failed: 'failed', skipped: 'not reached' },
  hop: {
    identity: 'Identity',
    role: 'Role',
    subjectToken: 'Token of the identity provider',
    tokenInfo: 'Google account',
    assertion: 'Assertion',
    sts: 'Token exchange (STS)',
    impersonation: 'Service account',
  },
  hopMeaning: {
    identity: 'Who is signed in, and to which groups they belong.',
    role: 'What these groups may do in this environment.',
    subjectToken:
      'What the company’s identity provider, or Azure, vouches for. Google checks it once more.',
    tokenInfo:
      'Google says whose token it is and what it is for; that has to be this person, this portal and no less than is needed.',
    assertion: 'What this portal vouches for, signed for this one action.',
    sts: 'Google checks the signature and gives a short-lived credential.',
    impersonation: 'Google acts as the service account of the environment.',
  },
} as const;
