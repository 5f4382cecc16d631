/** Freigaben, die im Notfall übergangen werden, und der Blick darauf danach. */
export const emergency = {
  'emergency.titleOf': 'Notfall: {{what}}',
  'emergency.skipped': 'Die Freigaben wurden übergangen',
  'emergency.review.isOpen': 'Nachprüfung offen',
  'emergency.review.isClosed': 'Nachprüfung abgeschlossen: {{verdict}}',
  'emergency.review.show': 'Die Nachprüfung zeigen',
  'emergency.review.close': 'Die Nachprüfung abschließen',
  'emergency.review.cannotClose':
    'Du kannst diese Nachprüfung nicht abschließen',
  'emergency.review.own':
    'Das kam von dir selbst; nachprüfen muss es jemand anderes.',
  'emergency.review.none': 'Kein Notfall wartet auf eine Nachprüfung',
  'emergency.review.noneAdvice':
    'Was ohne seine Freigaben geschah, steht hier, bis jemand von der Prüfung es abgeschlossen hat.',
  'emergency.review.dialogTitle': 'Diese Nachprüfung abschließen?',
  'emergency.review.explain':
    'Du sagst, ob es richtig war, ohne die Freigaben zu handeln. Urteil und Kommentar bleiben für immer in der Historie und im Protokoll.',
  'emergency.review.verdict': 'War es richtig?',
  'emergency.review.verdictName.justified':
    'Berechtigt: Es konnte nicht auf die Freigaben warten',
  'emergency.review.verdictName.unjustified':
    'Nicht berechtigt: Es hätte auf sie warten müssen',
  'emergency.review.commentDescription':
    'Muss angegeben werden. Wer es verlangt hat, liest ihn.',
} as const;
