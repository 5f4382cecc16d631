/** Credentials, leases and endings. */
export const credentials = {
  'credentials.title': 'Zugangsdaten',
  'credentials.description':
    'Welche Zugangsdaten draußen sind, wofür sie gebraucht werden und wie man sie beendet. Ein Token wird einmal gezeigt und nirgends aufbewahrt.',
  'credentials.out': 'Zugangsdaten, die draußen sind',
  'credentials.own': 'Meine',
  'credentials.everybody': 'Die von allen',
  'credentials.whose': 'Wessen',
  'credentials.usedForFilter': 'Gebraucht für',
  'credentials.empty': 'Keine Zugangsdaten sind draußen',
  'credentials.emptyAdvice':
    'Was du ansiehst oder änderst, geschieht mit Zugangsdaten für wenige Minuten; solange sie gelten, stehen sie hier. Auch mitgenommene stehen hier.',
  'credentials.person': 'Wer',
  'credentials.environment': 'Umgebung',
  'credentials.principal': 'Google sieht',
  'credentials.usedFor': 'Gebraucht für',
  'credentials.since': 'Seit',
  'credentials.until': 'Bis',
  'credentials.use.read': 'Ansehen und Vorhersagen',
  'credentials.use.change': 'eine Änderung',
  'credentials.use.deployment': 'eine Bereitstellung',
  'credentials.use.checkout': 'mitgenommen',
  'credentials.role': 'als {{role}}',
  'credentials.renewable': 'erneuert sich selbst',
  'credentials.endedHere': 'Hier beendet',
  'credentials.honoured': 'Google nimmt sie bis {{time}}',
  'credentials.endLease': 'Beenden',
  'credentials.endLeaseLabel':
    'Die Zugangsdaten von {{actor}} für {{environment}} beenden',
  'credentials.checkOut': 'Zugangsdaten mitnehmen',
  'credentials.checkOutTitle': 'Zugangsdaten mitnehmen',
  'credentials.checkOutAdvice':
    'Für ein Notebook oder eine Shell. Damit handelst du bei Google als du selbst, nur in der Rolle, die du wählst.',
  'credentials.checkOutNowhere':
    'Keine Umgebung lässt deine Rollen Zugangsdaten mitnehmen. Erlaubt wird es in der Konfiguration unter vertexAi.environments.….checkout.',
  'credentials.chosenRole': 'Rolle',
  'credentials.lifetime': 'Minuten',
  'credentials.lifetimeAdvice':
    'Höchstens {{max}}. Ein Token gilt höchstens {{token}} Minuten; für länger wähle eines, das sich erneuert.',
  'credentials.renewableChoice': 'Erneuert sich über das Portal',
  'credentials.renewableAdvice':
    'Dazu gibt es eine Konfiguration für die Bibliotheken von Google. Bei jeder Erneuerung sieht das Portal nach, ob du das noch darfst.',
  'credentials.reason': 'Wofür',
  'credentials.reasonAdvice': 'Steht dann im Prüfprotokoll.',
  'credentials.signFirst':
    'Diese Umgebung verlangt eine Unterschrift mit einem Sicherheitsschlüssel. Du wirst gleich danach gefragt.',
  'credentials.shownOnce':
    'Wird nur dieses eine Mal gezeigt. Kopiere jetzt, was du brauchst: Niemand kann es noch einmal zeigen, und hier bleibt nichts davon.',
  'credentials.tokenUntil': 'Das Token endet {{time}}.',
  'credentials.leaseUntil':
    'Die Überlassung endet {{time}}; bis dahin erneuert die Konfiguration es.',
  'credentials.token': 'Zugriffstoken',
  'credentials.shell': 'Für gcloud',
  'credentials.python': 'Für Python',
  'credentials.curl': 'Für curl',
  'credentials.configuration': 'Konfiguration, die sich erneuert',
  'credentials.configurationAdvice':
    'Speichere sie in einer Datei, die nur du lesen kannst, und nenne die Datei in GOOGLE_APPLICATION_CREDENTIALS und das Projekt in GOOGLE_CLOUD_PROJECT. Wer die Datei hat, hat deinen Zugang, bis die Überlassung endet.',
  'credentials.done': 'Ich habe es kopiert',
  'endings.title': 'Beendeter Zugang',
  'endings.none': 'Nichts ist beendet',
  'endings.noneAdvice':
    'Was beendet ist, steht hier: von wem, und was Google noch nimmt.',
  'endings.endAccess': 'Zugang beenden …',
  'endings.dialogTitle': 'Zugang beenden',
  'endings.advice':
    'Das Portal gibt sofort keine Zugangsdaten mehr heraus, auf jeder Replik, bis jemand es wieder erlaubt. Was Google schon gegeben hat, nimmt es bis zu dessen Ende; du siehst, bis wann, und was es dort früher stoppt.',
  'endings.what': 'Was',
  'endings.scope.own': 'Mein eigener Zugang',
  'endings.scope.lease': 'Einzelne Zugangsdaten',
  'endings.scope.actor': 'Eine Person oder ein Dienst',
  'endings.scope.environment': 'Eine Umgebung, für alle',
  'endings.scope.everything': 'Alles',
  'endings.person': 'Person oder Dienst',
  'endings.personAdvice':
    'Zum Beispiel user:default/dana.deployer oder external:ci.',
  'endings.where': 'Wo',
  'endings.everywhere': 'Überall',
  'endings.reason': 'Warum',
  'endings.reasonAdvice': 'Die Person sieht es, und wer dies prüft.',
  'endings.confirmEverything': 'alles',
  'endings.button': 'Zugang beenden',
  'endings.endedWord': 'Beendet',
  'endings.ofLease': 'Einzelne Zugangsdaten von {{actor}} für {{environment}}',
  'endings.ofActor': '{{actor}} überall',
  'endings.ofActorIn': '{{actor}} in {{environment}}',
  'endings.ofEnvironment': '{{environment}}, für alle',
  'endings.ofEverything': 'Alles, für alle',
  'endings.by': 'Von {{actor}}',
  'endings.restore': 'Wieder erlauben …',
  'endings.restoreTitle': 'Zugang wieder erlauben',
  'endings.restoreAdvice':
    '{{scope}} bekommt wieder Zugangsdaten. Beendete Überlassungen bleiben beendet.',
  'endings.restoreButton': 'Wieder erlauben',
  'endings.ownNotRestored':
    'Deinen eigenen Zugang erlaubt jemand anderes wieder.',
  'endings.aftermath': 'Was Google noch nimmt',
  'endings.aftermathAdvice':
    'Hier beendet heißt nicht bei Google widerrufen: Ein Token für eine föderierte Identität oder ein Dienstkonto kann Google nicht zurücknehmen.',
  'endings.nothingOut': 'Nichts ist draußen: Kein Token davon gilt noch.',
  'endings.out_one':
    '{{count}} Token ist draußen. Google nimmt es vielleicht noch bis {{time}}.',
  'endings.out_other':
    '{{count}} Token sind draußen. Google nimmt das letzte vielleicht noch bis {{time}}.',
  'endings.revoked_one':
    '{{count}} eigenes Google-Token wurde bei Google widerrufen.',
  'endings.revoked_other':
    '{{count}} eigene Google-Token wurden bei Google widerrufen.',
  'endings.notRevoked_one':
    '{{count}} eigenes Google-Token konnte nicht widerrufen werden: Es gilt vielleicht bis zu seinem Ende.',
  'endings.notRevoked_other':
    '{{count}} eigene Google-Token konnten nicht widerrufen werden: Sie gelten vielleicht bis zu ihrem Ende.',
  'endings.switches': 'Was es bei Google früher stoppt',
  'endings.switch.denyPrincipal':
    'Diese eine Person sperren, was ihr auch gewährt ist. Gilt nach ein bis zwei Minuten auch für Token, die draußen sind.',
  'endings.switch.removeBinding':
    'Die Rechte der Rollen dieser Umgebung wegnehmen. Gilt nach ein bis zwei Minuten auch für Token, die draußen sind; danach müssen sie neu vergeben werden.',
  'endings.switch.disableServiceAccount':
    'Das Dienstkonto abschalten. Stoppt nach einigen Minuten alle, die über es handeln, auch Token, die draußen sind.',
  'endings.switch.disableProvider':
    'Den Anbieter abschalten. Stoppt neue Umtausche aller, die über ihn kommen; Token, die draußen sind, leben weiter.',
  'endings.switch.disablePool':
    'Den Pool abschalten. Stoppt alle, die über ihn kommen; nach Googles Worten auch Token, die draußen sind.',
  'endings.show': 'Was Google noch nimmt',
  'endings.bannerTitle': 'Der Zugang wurde beendet',
  'endings.bannerAdvice':
    'Dort geschieht bei Google nichts mehr in deinem Namen, und nichts lässt sich ändern. Bitte {{actor}} oder die Leute, die die Umgebung prüfen, ihn wieder zu erlauben.',
} as const;
