/** Freigaben und Stimmen. */
export const approvals = {
  'approvals.title': 'Freigaben',
  'approvals.description':
    'Was die Zustimmung anderer braucht, bevor es getan wird. Eine Stimme gilt genau dem, was hier steht; wer den Antrag ändert, fragt neu.',
  'approvals.show': 'Zeigen',
  'approvals.shown.waitingForMe': 'Wartet auf mich',
  'approvals.shown.open': 'Alles, was wartet',
  'approvals.shown.decided': 'Entschieden',
  'approvals.shown.openReviews': 'Notfälle zum Nachprüfen',
  'approvals.shown.reviews': 'Alle Notfälle',
  'approvals.votes': 'Stimmen',
  'approvals.countOf': '{{approvals}} von {{needed}} Freigaben',
  'approvals.countOnly_one': '{{count}} Freigabe',
  'approvals.countOnly_other': '{{count}} Freigaben',
  'approvals.expires': 'Bis',
  'approvals.noneForMe': 'Nichts wartet auf dich',
  'approvals.noneForMeAdvice':
    'Was um deine Freigabe bittet, steht hier, und du wirst benachrichtigt.',
  'approvals.showOpen': 'Alles zeigen, was wartet',
  'approvals.none': 'Keine Freigabe passt',
  'approvals.noneAdvice':
    'Hier passt nichts zu den Filtern. Hebe sie auf oder wähle andere.',
  'approvals.titleOf': 'Freigabe: {{what}}',
  'approvals.asked': 'Worum gebeten wird',
  'approvals.comparison': 'Was es jetzt ändern würde',
  'approvals.comparisonAdvice':
    'Verglichen mit dem, was Google in diesem Augenblick hat. Bei der Stimme, die entscheidet, wird noch einmal nachgesehen.',
  'approvals.stale': 'So kann es nicht freigegeben werden',
  'approvals.rule': 'Was es braucht',
  'approvals.ruleCount_one': '{{count}} Person aus {{groups}}',
  'approvals.ruleCount_other': '{{count}} Personen aus {{groups}}',
  'approvals.whoDecides': 'Wer entscheidet',
  'approvals.whoDecidesAll_one':
    '{{count}} Person; jemand aus jeder dieser Gruppen: {{groups}}',
  'approvals.whoDecidesAll_other':
    '{{count}} Personen, darunter je eine aus {{groups}}',
  'approvals.approvedBy': 'Zählt bisher',
  'approvals.nobodyYet': 'Noch niemand',
  'approvals.signature': 'Unterschrift',
  'approvals.signatureHardware':
    'Mit einem Sicherheitsschlüssel, der nicht kopiert werden kann, nicht älter als {{minutes}} min',
  'approvals.signatureAny':
    'Mit einem Schlüssel, nicht älter als {{minutes}} min',
  'approvals.reasonNeeded': 'Jede Freigabe muss sagen, warum',
  'approvals.noRule': 'Diese Umgebung verlangt keine Freigaben mehr.',
  'approvals.noVotes': 'Bisher hat niemand abgestimmt.',
  'approvals.verdict.approve': 'Freigegeben',
  'approvals.verdict.reject': 'Abgelehnt',
  'approvals.verdict.withdraw': 'Freigabe zurückgenommen',
  'approvals.standing.counts': 'Zählt',
  'approvals.standing.replaced': 'Durch eine spätere Stimme ersetzt',
  'approvals.standing.void': 'Nichtig: Der Antrag wurde seitdem geändert',
  'approvals.standing.left':
    'Zählt nicht mehr: Wer sie abgab, darf das heute nicht freigeben',
  'approvals.standing.unsigned':
    'Zählt nicht: Die verlangte Unterschrift fehlt',
  'approvals.approve': 'Freigeben',
  'approvals.reject': 'Ablehnen',
  'approvals.withdrawVote': 'Meine Freigabe zurücknehmen',
  'approvals.dialog.approve.title': 'Diesen Antrag freigeben?',
  'approvals.dialog.approve.explain':
    'Du stimmst genau dem zu, was die Worte unten hat. Mit der letzten nötigen Freigabe wird es ausgeführt.',
  'approvals.dialog.approve.confirm': 'Freigeben',
  'approvals.dialog.reject.title': 'Diesen Antrag ablehnen?',
  'approvals.dialog.reject.explain':
    'Das erste Nein beendet den Antrag. Wer gebeten hat, liest den Grund.',
  'approvals.dialog.reject.confirm': 'Ablehnen',
  'approvals.dialog.withdraw.title': 'Deine Freigabe zurücknehmen?',
  'approvals.dialog.withdraw.explain':
    'Sie zählt dann nicht mehr. Du kannst wieder freigeben, solange der Antrag wartet.',
  'approvals.dialog.withdraw.confirm': 'Zurücknehmen',
  'approvals.willSign':
    'Als Nächstes unterschreibt dein Sicherheitsschlüssel diese Stimme.',
  'approvals.reasonMandatory':
    'Muss angegeben werden. Bleibt für immer in der Historie.',
  'approvals.reasonOptional': 'Freiwillig. Bleibt für immer in der Historie.',
  'approvals.cannotVote': 'Du kannst hierüber nicht abstimmen',
  'approvals.obstacle.decided': 'Es wartet nicht mehr auf Freigabe.',
  'approvals.obstacle.ownRequest':
    'Es ist dein eigener Antrag; darüber entscheidet jemand anderes.',
  'approvals.obstacle.ownService':
    'Du betreibst {{requester}}, von dem der Antrag kommt; darüber entscheidet jemand anderes.',
  'approvals.obstacle.unknownOperators':
    'Niemand kann freigeben, worum {{requester}} bittet, bevor vertexAi.services in der Konfiguration sagt, wer es betreibt.',
  'approvals.obstacle.service':
    'Nur Menschen geben frei, und du bist als Dienst angemeldet.',
  'approvals.obstacle.roleMissing':
    'Du brauchst die Rolle approver in {{environment}}, jetzt und wenn es ausgeführt wird.',
  'approvals.obstacle.permissionMissing':
    'Die Berechtigungsregeln dieses Portals erlauben dir vertex-ai.approval.vote nicht.',
  'approvals.obstacle.notInGroup':
    'Darüber entscheiden nur Mitglieder von {{groups}}.',
  'approvals.obstacle.alreadyApproved':
    'Du hast das schon freigegeben. Niemand zählt doppelt.',
  'approvals.review': 'Nachprüfung des Notfalls',
  'approvals.reviewOpen': 'Nachprüfung offen seit',
  'approvals.reviewReason': 'Warum die Freigaben übergangen wurden',
  'approvals.reviewClosed': 'Nachprüfung abgeschlossen',
  'approvals.reviewVerdict': 'Urteil',
  'approvals.reviewVerdictName.justified': 'Berechtigt',
  'approvals.reviewVerdictName.unjustified': 'Nicht berechtigt',
  'approvals.reviewComment': 'Kommentar',
  'approvals.toDeployment': 'Die Bereitstellung zeigen',
  'approvals.toApproval': 'Den Antrag ansehen',
  'approvals.toRequest': 'Den Antrag zeigen',
} as const;
