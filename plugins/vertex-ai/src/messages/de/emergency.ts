/** Freigaben, die im Notfall übergangen werden, und der Blick darauf danach. */
export const emergency = {
  'emergency.titleOf': 'Notfall: {{what}}',
  'emergency.skipped': 'Die Freigaben wurden übergangen',
  'emergency.break.title': 'Im Notfall',
  'emergency.break.advice':
    'Wenn es nicht auf die Freigaben warten kann, geht es ohne sie. Du stehst danach dafür ein.',
  'emergency.break.button': 'Die Freigaben übergehen …',
  'emergency.break.dialogTitle': 'Die Freigaben übergehen?',
  'emergency.break.skips': 'Es geschieht sofort, ohne {{approvals}}.',
  'emergency.break.keeps':
    'Sonst wird nichts übergangen: Deine Rollen, die Regeln für einzelne Modelle, die Leitplanken und eine Unterschrift gelten wie immer.',
  'emergency.break.logged': 'Es steht als kritisch im Protokoll.',
  'emergency.break.notified':
    'Wer hier freigibt oder prüft, wird sofort benachrichtigt.',
  'emergency.break.reviewed':
    'Eine Nachprüfung bleibt offen, bis jemand anderes von der Prüfung sie mit einem Urteil abschließt.',
  'emergency.break.reason': 'Warum es nicht warten kann',
  'emergency.break.reasonDescription':
    'Muss angegeben werden. Alle, die benachrichtigt werden, lesen es, und es bleibt für immer.',
  'emergency.break.willSign':
    'Als Nächstes unterschreibt dein Sicherheitsschlüssel, dass du die Freigaben übergehst.',
  'emergency.break.confirm': 'Ohne Freigaben handeln',
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
