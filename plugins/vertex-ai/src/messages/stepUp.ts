/** What is signed, and how. */
export const stepUp = {
  title: 'Sign with your security key',
  explain:
    'Your key signs exactly what is shown here, and nothing else can be done with that signature. Read it before you touch the key.',
  whole: 'All of it, field by field',
  field: 'Field',
  value: 'Value',
  words: 'In words, for comparing with somebody else',
  wordsAdvice:
    'Whoever looks at the same request sees the same words. They are the first 72 bits of the digest.',
  digest: 'Digest (SHA-256)',
  sign: 'Sign with the key',
  again: 'Begin again',
  waiting: 'Touch the key, and enter its PIN where the browser asks for it.',
  expires: 'This can be signed until {{time}}.',
  noKey: 'You have no security key yet that can sign',
  noKeyAdvice:
    'Register one here, then go on with what you wanted to sign. Keys are kept on the page Security keys.',
  allLocked: 'Your security keys are locked',
  allLockedAdvice:
    'Their counters went back, so there may be copies of them. Ask an administrator of this portal to have them removed.',
  toKeys: 'Go to Security keys',
  unsupported: 'This browser cannot use security keys',
  unsupportedAdvice:
    'Security keys need a current browser, and a portal that is served over https or on localhost.',
  failure: {
    cancelled: 'Nothing was signed',
    cancelledAdvice:
      'The browser was stopped, it took too long, or no key of yours was there. Try again.',
    known: 'This key is registered already',
    knownAdvice: 'Use another key.',
    broken: 'The browser could not use the key',
    brokenAdvice: 'It says: {{message}}',
  },
  signature: {
    signed: 'Signed; evidence',
    none: 'Not signed',
    with: 'Signed with {{model}}, key {{key}}',
    unknownModel: 'a key that does not tell its model',
    download: 'Download the evidence',
  },
  sentence: {
    deploy:
      'You sign that version {{version}} of the model {{model}} is deployed in {{environment}} ({{location}}), onto {{endpoint}}, with {{percent}} % of its traffic.',
    newEndpoint: 'the new endpoint “{{name}}”',
    undeploy:
      'You sign that the deployed model {{model}} is taken off the endpoint {{endpoint}} in {{environment}} ({{location}}).',
    traffic:
      'You sign that the traffic of the endpoint {{endpoint}} in {{environment}} ({{location}}) is split as {{split}}.',
    breakGlass:
      'It is an emergency: the approvals that are demanded are skipped, and somebody looks at it afterwards.',
    approve:
      'You sign that you approve the request {{deployment}} whose words are: {{words}}.',
    reject:
      'You sign that you reject the request {{deployment}} whose words are: {{words}}.',
    withdraw:
      'You sign that you take your approval of the request {{deployment}} back, whose words are: {{words}}.',
    because: 'Because: {{reason}}',
    checkout:
      'You sign that you take a credential with the role {{role}} out of {{environment}}, for {{minutes}} minutes, because: {{reason}}',
    registration:
      'You sign that the new security key “{{name}}” may sign in your name.',
    removal:
      'You sign that your security key “{{name}}” is removed. Where it is your last, the next one is taken without a signature.',
    reset:
      'You sign that all security keys of {{person}} are removed, as {{requestedBy}} asks, because: {{reason}}',
    other: 'You sign what is listed below.',
  },
  asked: {
    deploy:
      'Version {{version}} of the model {{model}} is to be deployed in {{environment}} ({{location}}), onto {{endpoint}}, with {{percent}} % of its traffic.',
    undeploy:
      'The deployed model {{model}} is to be taken off the endpoint {{endpoint}} in {{environment}} ({{location}}).',
    traffic:
      'The traffic of the endpoint {{endpoint}} in {{environment}} ({{location}}) is to be split as {{split}}.',
    breakGlass:
      'It is an emergency: the approvals that are demanded are skipped.',
    other: 'What is listed below is asked for.',
  },
} as const;

/** The keys of a person. */
export const securityKeys = {
  title: 'Security keys',
  description:
    'Keys that sign in your name what an environment does not take on your word alone: deployments, approvals, credentials.',
  yours: 'Your keys',
  empty: 'No security keys yet',
  emptyAdvice:
    'Register a hardware key or the one of your device. Have a second one: whoever loses the only key needs two administrators to begin anew.',
  register: 'Register a key',
  registerAdvice:
    'The first key is taken because you are signed in; you are told of it, and it is put on record. Every further one is signed by a key that you have.',
  name: 'Name',
  nameDescription: 'For instance where it is: on the key ring.',
  registerButton: 'Register',
  registered: 'The key “{{name}}” is registered.',
  model: 'Model',
  unknownModel: 'Not told',
  claimed: 'as it says itself',
  attested: 'proved by its maker',
  kind: 'Kind',
  deviceBound: 'Stays in its device',
  synced: 'May be copied by a cloud',
  locked: 'Locked: its counter went back, there may be a copy of it',
  lastUsed: 'Last used',
  neverUsed: 'Never',
  added: 'Added',
  rename: 'Rename {{name}}',
  renameTitle: 'Rename a key',
  save: 'Save',
  remove: 'Remove {{name}}',
  removeTitle: 'Remove “{{name}}”?',
  removeAdvice:
    'It signs nothing in your name any more. What it has signed stays valid and on record.',
  removeLast:
    'It is your last key that can sign, so it has to sign its own removal.',
  removeButton: 'Remove',
  resets: 'Lost keys',
  resetsAdvice:
    'An administrator asks for the removal of all keys of a person, another one agrees within 24 hours. The person is told of both.',
  resetPerson: 'Whose keys',
  resetPersonDescription:
    'Entity ref, for instance user:default/dana.deployer.',
  resetReason: 'Why',
  resetReasonDescription: 'The person and the other administrators read it.',
  resetButton: 'Ask for the removal',
  resetEmpty: 'Nobody has asked for the removal of keys',
  resetAsked: 'Asked for',
  resetStatus: 'State',
  status: {
    open: 'Waits for another administrator',
    approved: 'Removed',
    rejected: 'Refused',
    withdrawn: 'Withdrawn',
    expired: 'Expired',
  },
  resetBy: 'by {{name}}',
  approve: 'Agree',
  reject: 'Refuse',
  withdraw: 'Withdraw',
} as const;
