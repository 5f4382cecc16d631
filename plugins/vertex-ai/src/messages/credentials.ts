export const credentials = {
  title: 'Credentials',
  description:
    'Which credentials are out, what they are used for, and how to end them. A token is shown once and kept nowhere.',
  out: 'Credentials that are out',
  own: 'Mine',
  everybody: 'Everybody’s',
  whose: 'Whose',
  usedForFilter: 'Used for',
  empty: 'No credentials are out',
  emptyAdvice:
    'Whatever you look at or change is done with a credential of a few minutes, which is listed here while it lives. One that you check out is listed too.',
  person: 'Who',
  environment: 'Environment',
  principal: 'Google sees',
  usedFor: 'Used for',
  since: 'Since',
  until: 'Until',
  use: {
    read: 'looking and predicting',
    change: 'a change',
    deployment: 'a deployment',
    checkout: 'checked out',
  },
  role: 'as {{role}}',
  renewable: 'renews itself',
  endedHere: 'Ended here',
  honoured: 'Google takes it until {{time}}',
  endLease: 'End',
  endLeaseLabel: 'End the credential of {{actor}} for {{environment}}',
  checkOut: 'Check out a credential',
  checkOutTitle: 'Check out a credential',
  checkOutAdvice:
    'For a notebook or a shell. It acts at Google as you and is good for nothing else than the role that you choose.',
  checkOutNowhere:
    'No environment lets your roles take credentials out. It is allowed in vertexAi.environments.….checkout of the configuration.',
  chosenRole: 'Role',
  lifetime: 'Minutes',
  lifetimeAdvice:
    'At most {{max}}. One token lives {{token}} minutes at most; for longer choose one that renews itself.',
  renewableChoice: 'Renews itself through the portal',
  renewableAdvice:
    'Gives a configuration for Google’s libraries besides. The portal looks at every renewal whether you may still do this.',
  reason: 'What for',
  reasonAdvice: 'Kept in the log.',
  signFirst:
    'This environment demands a signature with a security key. You are asked for it next.',
  shownOnce:
    'Shown this once. Copy what you need now: nobody can show it again, and nothing of it is kept here.',
  tokenUntil: 'The token ends {{time}}.',
  leaseUntil:
    'The lease ends {{time}}; until then the configuration renews it.',
  token: 'Access token',
  shell: 'For gcloud',
  python: 'For Python',
  curl: 'For curl',
  configuration: 'Configuration that renews itself',
  configurationAdvice:
    'Save it as a file that only you can read, and name the file in GOOGLE_APPLICATION_CREDENTIALS, and the project in GOOGLE_CLOUD_PROJECT. Who has the file has your access until the lease ends.',
  done: 'I have copied it',
} as const;

export const endings = {
  title: 'Access that is ended',
  none: 'Nothing is ended',
  noneAdvice:
    'Endings that hold are listed here, with who made them and what Google still honours.',
  endAccess: 'End access…',
  dialogTitle: 'End access',
  advice:
    'The portal stops giving out credentials at once, on every replica, until somebody restores it. What Google has given already it takes until its end; you are shown until when, and what stops it sooner there.',
  what: 'What',
  scope: {
    own: 'My own access',
    lease: 'One credential',
    actor: 'A person or service',
    environment: 'An environment, for everybody',
    everything: 'Everything',
  },
  person: 'Person or service',
  personAdvice: 'For instance user:default/dana.deployer or external:ci.',
  where: 'Where',
  everywhere: 'Everywhere',
  reason: 'Why',
  reasonAdvice: 'The person and whoever audits this sees it.',
  confirmEverything: 'everything',
  button: 'End access',
  endedWord: 'Ended',
  ofLease: 'One credential of {{actor}} for {{environment}}',
  ofActor: '{{actor}} everywhere',
  ofActorIn: '{{actor}} in {{environment}}',
  ofEnvironment: '{{environment}}, for everybody',
  ofEverything: 'Everything, for everybody',
  by: 'By {{actor}}',
  restore: 'Restore…',
  restoreTitle: 'Restore access',
  restoreAdvice:
    '{{scope}} gets credentials again. Leases that were ended stay ended.',
  restoreButton: 'Restore',
  ownNotRestored: 'Your own access is restored by somebody else.',
  aftermath: 'What Google still honours',
  aftermathAdvice:
    'Ended here is not revoked at Google: it has no way to take back a token that it gave to a federated identity or a service account.',
  nothingOut: 'Nothing is out: no token of this scope is good any more.',
  out_one: '{{count}} credential is out. Google may take it until {{time}}.',
  out_other:
    '{{count}} credentials are out. Google may take the last of them until {{time}}.',
  revoked_one:
    '{{count}} Google token of a person’s own was revoked at Google.',
  revoked_other:
    '{{count}} Google tokens of people’s own were revoked at Google.',
  notRevoked_one:
    '{{count}} Google token of a person’s own could not be revoked: it may live until its end.',
  notRevoked_other:
    '{{count}} Google tokens of people’s own could not be revoked: they may live until their end.',
  switches: 'What stops it sooner, at Google',
  switch: {
    denyPrincipal:
      'Deny this one person, whatever is granted. Holds for tokens that are out too, after a minute or two.',
    removeBinding:
      'Take the grants of the environment’s roles away. Holds for tokens that are out too, after a minute or two; the grants have to be made again afterwards.',
    disableServiceAccount:
      'Disable the service account. Stops everybody who acts through it, tokens that are out included, after some minutes.',
    disableProvider:
      'Disable the provider. Stops new exchanges of everybody who comes through it; tokens that are out live on.',
    disablePool:
      'Disable the pool. Stops everybody who comes through it; by Google’s words also tokens that are out.',
  },
  show: 'What Google still honours',
  bannerTitle: 'Access was ended',
  bannerAdvice:
    'Nothing at Google is done in your name there any more, and nothing can be changed. Ask {{actor}} or the people who audit the environment to restore it.',
} as const;
