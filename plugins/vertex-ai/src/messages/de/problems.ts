/** What went wrong and what to do about it, by code. */
export const problems = {
  'google.account': 'Dein Google-Konto',
  'google.looking': 'Sehe nach, ob du bei Google angemeldet bist …',
  'google.signedIn': 'Bei Google angemeldet als {{email}}',
  'google.signedOut':
    'Nicht bei Google angemeldet. Hier handelst du dort als du selbst.',
  'google.withoutAccess':
    'Du hast diesem Portal nicht erlaubt, Google Cloud zu benutzen. Melde dich noch einmal an und lass das Häkchen stehen.',
  'google.signIn': 'Bei Google anmelden',
  'google.signOut': 'Bei Google abmelden',
  'google.failed': 'Die Anmeldung bei Google ging nicht: {{reason}}',
  'google.notRevoked':
    'Google ist nicht erreichbar, deshalb bist du dort noch angemeldet. Versuche es noch einmal, oder entferne dieses Portal unter myaccount.google.com/connections.',
  'problem.hop': 'Es brach am Schritt „{{hop}}“.',
  'problem.google': 'Google sagt ({{status}}):',
  'problem.title.invalid_request': 'Die Anfrage stimmt nicht',
  'problem.title.idempotency_key_missing':
    'Die Anfrage kam ohne ihren Schlüssel',
  'problem.title.unauthenticated': 'Du bist nicht mehr angemeldet',
  'problem.title.google_sign_in_required':
    'Melde dich bei Google an, um diese Umgebung zu benutzen',
  'problem.title.forbidden': 'Das darfst du nicht',
  'problem.title.role_missing': 'Deine Rollen decken das nicht ab',
  'problem.title.guardrail_violated':
    'Eine Leitplanke der Umgebung ist nicht eingehalten',
  'problem.title.requirement_unmet':
    'Die Umgebung verlangt mehr, als gesandt wurde',
  'problem.title.step_up_refused': 'Die Unterschrift wurde nicht angenommen',
  'problem.title.vote_refused': 'Deine Stimme zählt hier nicht',
  'problem.title.access_ended': 'Der Zugang wurde beendet',
  'problem.title.google_permission_denied': 'Google lehnte die Anmeldung ab',
  'problem.title.not_found': 'Nicht gefunden',
  'problem.title.conflict': 'Es passt nicht zu dem, was da ist',
  'problem.title.endpoint_busy': 'Der Endpunkt ist beschäftigt',
  'problem.title.etag_mismatch':
    'Jemand hat den Endpunkt in der Zwischenzeit geändert',
  'problem.title.payload_too_large': 'Zu viel auf einmal',
  'problem.title.idempotency_key_reused':
    'Die Anfrage änderte sich, während sie wiederholt wurde',
  'problem.title.google_rejected': 'Google nahm die Anfrage nicht an',
  'problem.title.subject_token_missing':
    'Das Token deiner Firmenanmeldung fehlt',
  'problem.title.quota_exceeded': 'Ein Kontingent ist aufgebraucht',
  'problem.title.too_many_requests': 'Zu oft in kurzer Zeit',
  'problem.title.internal': 'Das Portal hat versagt',
  'problem.title.handshake_failed':
    'Von Google war keine Anmeldung zu bekommen',
  'problem.title.google_failed': 'Google hat versagt',
  'problem.title.google_unavailable': 'Google ist nicht erreichbar',
  'problem.title.google_timeout': 'Google antwortete nicht rechtzeitig',
  'problem.title.unreachable': 'Das Portal ist nicht erreichbar',
  'problem.title.unreadable': 'Die Antwort ist nicht lesbar',
  'problem.advice.invalid_request':
    'Bring in Ordnung, was oben genannt ist, und versuche es noch einmal.',
  'problem.advice.idempotency_key_missing':
    'Lade die Seite neu und versuche es noch einmal. Geschieht es wieder, sag es den Leuten, die dieses Portal betreiben.',
  'problem.advice.unauthenticated':
    'Lade die Seite neu, um dich wieder anzumelden.',
  'problem.advice.google_sign_in_required':
    'Hier handelst du bei Google als du selbst, deshalb braucht es außer der Anmeldung am Portal dein eigenes Google-Konto.',
  'problem.advice.forbidden':
    'Darüber entscheidet die Berechtigungsregel dieses Portals. Frage die Leute, die es betreiben, und gib ihnen die Korrelations-ID.',
  'problem.advice.role_missing':
    'Bitte dort um die Rolle, wo es oben steht. Sie gilt ab der nächsten Anfrage.',
  'problem.advice.guardrail_violated':
    'Ändere die Anfrage so, dass sie erfüllt, was oben genannt ist. Das gilt in dieser Umgebung für alle.',
  'problem.advice.requirement_unmet':
    'Ergänze, was oben steht: Unterschreibe mit einem Sicherheitsschlüssel, wenn du gefragt wirst, oder sende den Antrag und warte auf die Freigaben.',
  'problem.advice.step_up_refused':
    'Unterschreibe noch einmal mit einem Sicherheitsschlüssel, der auf dich eingetragen ist. Es wurde nichts ausgeführt.',
  'problem.advice.vote_refused':
    'Jemand anderes muss freigeben: ein Mitglied einer der dort genannten Gruppen, das nicht selbst gefragt hat.',
  'problem.advice.access_ended':
    'Frage die Prüfer dieser Umgebung, warum dein Zugang beendet wurde, und lass ihn wiederherstellen.',
  'problem.advice.too_many_requests':
    'Warte einen Moment und versuche es noch einmal.',
  'problem.advice.google_permission_denied':
    'Die Anmeldung ist gut, aber ihrem Prinzipal fehlt im Google-Projekt ein Recht. Gib die Worte oben und die Korrelations-ID den Leuten, die dort Rechte vergeben.',
  'problem.advice.not_found':
    'Es kann gelöscht sein oder in einer anderen Umgebung oder an einem anderen Standort liegen. Geh zurück zur Liste und suche es dort.',
  'problem.advice.conflict':
    'Lade die Seite neu, um den jetzigen Stand zu sehen, und entscheide dann noch einmal.',
  'problem.advice.endpoint_busy':
    'Eine andere Bereitstellung ändert diesen Endpunkt. Warte, bis sie zu Ende ist, und versuche es dann noch einmal.',
  'problem.advice.etag_mismatch':
    'Schließe dies, sieh den jetzigen Stand an und entscheide noch einmal. Es wurde nichts geändert.',
  'problem.advice.payload_too_large':
    'Sende weniger auf einmal; Google nimmt höchstens 10 MB, auf einem Endpunkt mit gemeinsamer Domain 1,5 MB.',
  'problem.advice.idempotency_key_reused':
    'Lade die Seite neu und beginne von vorn.',
  'problem.advice.google_rejected':
    'Ändere die Anfrage nach den Worten oben und versuche es noch einmal.',
  'problem.advice.subject_token_missing':
    'Diese Umgebung handelt bei Google mit dem Token deiner Firmenanmeldung. Melde dich noch einmal an und wiederhole, was du getan hast.',
  'problem.advice.quota_exceeded':
    'Warte eine Minute und versuche es noch einmal, oder bitte im Google-Projekt um ein höheres Kontingent.',
  'problem.advice.internal':
    'Versuche es noch einmal. Geschieht es wieder, gib die Korrelations-ID den Leuten, die dieses Portal betreiben.',
  'problem.advice.handshake_failed':
    'Der oben genannte Schritt sagt, wo es brach. Gib ihn und die Korrelations-ID den Leuten, die dieses Portal betreiben: Die Föderation dieser Umgebung muss in Ordnung kommen.',
  'problem.advice.google_failed':
    'Versuche es in einer Weile noch einmal. Hier muss nichts geändert werden.',
  'problem.advice.google_unavailable':
    'Versuche es in einer Weile noch einmal. Hier muss nichts geändert werden.',
  'problem.advice.google_timeout':
    'Versuche es in einer Weile noch einmal. Eine gesandte Änderung kann trotzdem geschehen sein: Sieh zuerst den jetzigen Stand an.',
  'problem.advice.unreachable':
    'Prüfe deine Verbindung und ob das Backend läuft, und versuche es dann noch einmal.',
  'problem.advice.unreadable':
    'Frontend und Backend dieses Plugins können verschiedene Versionen haben. Sag es den Leuten, die dieses Portal betreiben.',
} as const;
