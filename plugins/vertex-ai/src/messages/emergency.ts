/** Approvals that are skipped in an emergency, and the look at it afterwards. */
export const emergency = {
  titleOf: 'Emergency: {{what}}',
  skipped: 'The approvals were skipped',
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
