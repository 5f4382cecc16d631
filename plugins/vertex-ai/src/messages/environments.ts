export const environments = {
  title: 'Environments',
  description:
    'Where models run, who you are there, and where the way from you to Google breaks when it does.',
  examine: 'Examine the way to Google',
  examineAdvice:
    'Walks from you to Google anew, hop by hop, with a credential that is used for nothing else. Nothing is changed.',
  role: 'As',
  widestRole: 'Your widest role',
  person: 'Another person',
  personDescription:
    'Entity ref, for instance user:default/dana.deployer. Nothing is minted in that name, so the walk ends before Google. Empty: yourself.',
  button: 'Examine',
  outcome: {
    passed: 'The way is open',
    failed: 'Something is broken',
    dryRun: 'Nothing speaks against it on this side of Google',
  },
  examined: '{{actor}} as {{role}}',
  examinedWithoutRole: '{{actor}}, who has no role here',
  hops: 'The way, hop by hop',
  around: 'Around it',
  check: {
    permissions: 'Permissions at Google',
    discovery: 'Discovery document',
    keys: 'Keys',
    clock: 'Clock',
    auditLogs: 'Audit logs at Google',
    quota: 'Quota',
  },
  permissions: 'What the role takes at Google',
  permission: 'Permission',
  neededFor: 'Needed to',
  held: 'Held',
  heldAnswer: { yes: 'yes', no: 'no', unknown: 'not asked' },
} as const;
