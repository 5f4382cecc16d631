/** Requests on which other people decide, and their votes. */
export const approvals = {
  title: 'Approvals',
  description:
    'What needs the agreement of other people before it is done. A vote is about exactly what it shows; whoever changes the request asks anew.',
  show: 'Show',
  shown: {
    waitingForMe: 'Waiting for me',
    open: 'All that wait',
    decided: 'Decided',
    openReviews: 'Emergencies to review',
    reviews: 'All emergencies',
  },
  votes: 'Votes',
  countOf: '{{approvals}} of {{needed}} approvals',
  countOnly_one: '{{count}} approval',
  countOnly_other: '{{count}} approvals',
  expires: 'Until',
  noneForMe: 'Nothing waits for you',
  noneForMeAdvice:
    'What asks for your approval shows up here, and you are notified of it.',
  showOpen: 'Show all that wait',
  none: 'No approvals match',
  noneAdvice: 'Nothing here matches the filters. Clear them, or choose others.',
  titleOf: 'Approval: {{what}}',
  asked: 'What is asked for',
  comparison: 'What it would change now',
  comparisonAdvice:
    'Against what Google has at this moment. It is looked at once more when the vote that decides is given.',
  stale: 'It cannot be approved as it is',
  rule: 'What it takes',
  ruleCount_one: '{{count}} person from {{groups}}',
  ruleCount_other: '{{count}} people from {{groups}}',
  whoDecides: 'Who decides',
  whoDecidesAll_one: '{{count}} person; somebody of each of {{groups}}',
  whoDecidesAll_other: '{{count}} people, among them one of each of {{groups}}',
  approvedBy: 'Counts so far',
  nobodyYet: 'Nobody yet',
  signature: 'Signature',
  signatureHardware:
    'With a security key that cannot be copied, not older than {{minutes}} min',
  signatureAny: 'With a key, not older than {{minutes}} min',
  reasonNeeded: 'Every approval has to say why',
  noRule: 'This environment demands no approvals any more.',
  noVotes: 'Nobody has voted so far.',
  verdict: {
    approve: 'Approved',
    reject: 'Rejected',
    withdraw: 'Approval taken back',
  },
  standing: {
    counts: 'Counts',
    replaced: 'Replaced by a later vote',
    void: 'Void: the request was changed since',
    left: 'Counts no more: its voter may not approve this today',
    unsigned: 'Does not count: the signature that is demanded is missing',
  },
  approve: 'Approve',
  reject: 'Reject',
  withdrawVote: 'Take my approval back',
  dialog: {
    approve: {
      title: 'Approve this request?',
      explain:
        'You agree to exactly what has the words below. With the last approval that it takes, it is carried out.',
      confirm: 'Approve',
    },
    reject: {
      title: 'Reject this request?',
      explain: 'The first no ends the request. Whoever asked reads why.',
      confirm: 'Reject',
    },
    withdraw: {
      title: 'Take your approval back?',
      explain:
        'It counts no more. You can approve again as long as this waits.',
      confirm: 'Take it back',
    },
  },
  willSign: 'Next, your security key signs this vote.',
  reasonMandatory: 'Has to be given. Kept in the history for good.',
  reasonOptional: 'Optional. Kept in the history for good.',
  cannotVote: 'You cannot vote on this',
  obstacle: {
    decided: 'It waits for approval no more.',
    ownRequest: 'It is your own request; somebody else has to decide on it.',
    ownService:
      'You operate {{requester}}, which has asked for this; somebody else has to decide on it.',
    unknownOperators:
      'Nobody can approve what {{requester}} asks for before vertexAi.services of the configuration says who operates it.',
    service: 'Only people approve, and you are signed in as a service.',
    roleMissing:
      'You need the role approver in {{environment}}, at this moment and when it is carried out.',
    permissionMissing:
      'The permission policy of this portal does not grant you vertex-ai.approval.vote.',
    notInGroup: 'Only members of {{groups}} decide on this.',
    alreadyApproved: 'You have approved this already. Nobody counts twice.',
  },
  review: 'Review of the emergency',
  reviewOpen: 'Review open since',
  reviewReason: 'Why the approvals were skipped',
  reviewClosed: 'Review closed',
  reviewVerdict: 'Verdict',
  reviewVerdictName: { justified: 'Justified', unjustified: 'Not justified' },
  reviewComment: 'Comment',
  toDeployment: 'Show the deployment',
  toApproval: 'Look at the request',
  toRequest: 'Show the request',
} as const;
