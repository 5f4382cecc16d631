/** Approvals that are skipped in an emergency, and the look at it afterwards. */
export const emergency = {
  titleOf: 'Emergency: {{what}}',
  skipped: 'The approvals were skipped',
  break: {
    title: 'In an emergency',
    advice:
      'When it cannot wait for the approvals, it can go without them. You answer for it afterwards.',
    button: 'Skip the approvals…',
    dialogTitle: 'Skip the approvals?',
    skips: 'It goes at once, without {{approvals}}.',
    keeps:
      'Nothing else is skipped: your roles, the rules for single models, the guardrails and a signature hold as ever.',
    logged: 'It is in the audit log as critical.',
    notified: 'Whoever approves or audits here is notified at once.',
    reviewed:
      'A review stays open until an auditor other than you has closed it with a verdict.',
    reason: 'Why it cannot wait',
    reasonDescription:
      'Has to be given. Everybody who is notified reads it, and it is kept for good.',
    willSign: 'Next, your security key signs that you skip the approvals.',
    confirm: 'Go without approvals',
  },
  review: {
    isOpen: 'Review open',
    isClosed: 'Review closed: {{verdict}}',
    show: 'Show the review',
    close: 'Close the review',
    cannotClose: 'You cannot close this review',
    own: 'You have asked for this yourself; somebody else has to review it.',
    none: 'No emergency waits for a review',
    noneAdvice:
      'What goes without its approvals shows up here until an auditor has closed its review.',
    dialogTitle: 'Close this review?',
    explain:
      'You say whether it was right to go without the approvals. Verdict and comment stay in the history and in the audit log for good.',
    verdict: 'Was it right?',
    verdictName: {
      justified: 'Justified: it could not wait for the approvals',
      unjustified: 'Not justified: it should have waited for them',
    },
    commentDescription: 'Has to be given. Whoever asked for it reads it.',
  },
} as const;
