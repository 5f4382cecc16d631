/** Signaturen und Sicherheitsschlüssel. */
export const stepUp = {
  'stepUp.title': 'Mit deinem Sicherheitsschlüssel unterschreiben',
  'stepUp.explain':
    'Dein Schlüssel unterschreibt genau das, was hier steht, und mit dieser Unterschrift geht nichts anderes. Lies es, bevor du den Schlüssel berührst.',
  'stepUp.whole': 'Alles, Feld für Feld',
  'stepUp.field': 'Feld',
  'stepUp.value': 'Wert',
  'stepUp.words': 'In Worten, zum Vergleichen mit jemand anderem',
  'stepUp.wordsAdvice':
    'Wer denselben Antrag ansieht, sieht dieselben Worte. Es sind die ersten 72 Bit des Digests.',
  'stepUp.digest': 'Digest (SHA-256)',
  'stepUp.sign': 'Mit dem Schlüssel unterschreiben',
  'stepUp.again': 'Neu beginnen',
  'stepUp.waiting':
    'Berühre den Schlüssel und gib seine PIN ein, wo der Browser danach fragt.',
  'stepUp.expires': 'Das kann bis {{time}} unterschrieben werden.',
  'stepUp.noKey':
    'Du hast noch keinen Sicherheitsschlüssel, der unterschreiben kann',
  'stepUp.noKeyAdvice':
    'Melde hier einen an und fahre dann mit dem fort, was du unterschreiben wolltest. Schlüssel stehen auf der Seite Sicherheitsschlüssel.',
  'stepUp.allLocked': 'Deine Sicherheitsschlüssel sind gesperrt',
  'stepUp.allLockedAdvice':
    'Ihre Zähler gingen zurück, es kann also Kopien von ihnen geben. Bitte jemanden aus der Verwaltung dieses Portals, sie entfernen zu lassen.',
  'stepUp.toKeys': 'Zu den Sicherheitsschlüsseln',
  'stepUp.unsupported': 'Dieser Browser kann keine Sicherheitsschlüssel nutzen',
  'stepUp.unsupportedAdvice':
    'Sicherheitsschlüssel brauchen einen aktuellen Browser und ein Portal, das über https oder auf localhost läuft.',
  'stepUp.failure.cancelled': 'Es wurde nichts unterschrieben',
  'stepUp.failure.cancelledAdvice':
    'Der Vorgang wurde abgebrochen, dauerte zu lange, oder keiner deiner Schlüssel war da. Versuche es noch einmal.',
  'stepUp.failure.known': 'Dieser Schlüssel ist schon angemeldet',
  'stepUp.failure.knownAdvice': 'Nimm einen anderen.',
  'stepUp.failure.broken': 'Der Browser konnte den Schlüssel nicht nutzen',
  'stepUp.failure.brokenAdvice': 'Er sagt: {{message}}',
  'stepUp.signature.signed': 'Unterschrieben; Beleg',
  'stepUp.signature.none': 'Nicht unterschrieben',
  'stepUp.signature.with': 'Unterschrieben mit {{model}}, Schlüssel {{key}}',
  'stepUp.signature.unknownModel':
    'einem Schlüssel, der sein Modell nicht angibt',
  'stepUp.signature.download': 'Beleg herunterladen',
  'stepUp.sentence.deploy':
    'Du unterschreibst, dass Version {{version}} des Modells {{model}} in {{environment}} ({{location}}) auf {{endpoint}} bereitgestellt wird, mit {{percent}} % des Verkehrs.',
  'stepUp.sentence.newEndpoint': 'dem neuen Endpunkt „{{name}}“',
  'stepUp.sentence.undeploy':
    'Du unterschreibst, dass das bereitgestellte Modell {{model}} vom Endpunkt {{endpoint}} in {{environment}} ({{location}}) genommen wird.',
  'stepUp.sentence.traffic':
    'Du unterschreibst, dass der Verkehr des Endpunkts {{endpoint}} in {{environment}} ({{location}}) so aufgeteilt wird: {{split}}.',
  'stepUp.sentence.breakGlass':
    'Es ist ein Notfall: Die verlangten Freigaben werden übergangen, und jemand prüft es nach.',
  'stepUp.sentence.approve':
    'Du unterschreibst, dass du den Antrag {{deployment}} freigibst, dessen Worte so lauten: {{words}}.',
  'stepUp.sentence.reject':
    'Du unterschreibst, dass du den Antrag {{deployment}} ablehnst, dessen Worte so lauten: {{words}}.',
  'stepUp.sentence.withdraw':
    'Du unterschreibst, dass du deine Freigabe des Antrags {{deployment}} zurücknimmst, dessen Worte so lauten: {{words}}.',
  'stepUp.sentence.because': 'Denn: {{reason}}',
  'stepUp.asked.deploy':
    'Version {{version}} des Modells {{model}} soll in {{environment}} ({{location}}) auf {{endpoint}} bereitgestellt werden, mit {{percent}} % des Verkehrs.',
  'stepUp.asked.undeploy':
    'Das bereitgestellte Modell {{model}} soll vom Endpunkt {{endpoint}} in {{environment}} ({{location}}) genommen werden.',
  'stepUp.asked.traffic':
    'Der Verkehr des Endpunkts {{endpoint}} in {{environment}} ({{location}}) soll so aufgeteilt werden: {{split}}.',
  'stepUp.asked.breakGlass':
    'Es ist ein Notfall: Die verlangten Freigaben werden übergangen.',
  'stepUp.asked.other': 'Es wird um das gebeten, was unten steht.',
  'stepUp.sentence.checkout':
    'Du unterschreibst, dass du aus {{environment}} für {{minutes}} Minuten Zugangsdaten in der Rolle {{role}} mitnimmst, denn: {{reason}}',
  'stepUp.sentence.registration':
    'Du unterschreibst, dass der neue Sicherheitsschlüssel „{{name}}“ in deinem Namen unterschreiben darf.',
  'stepUp.sentence.removal':
    'Du unterschreibst, dass dein Sicherheitsschlüssel „{{name}}“ entfernt wird. Ist es dein letzter, wird der nächste ohne Unterschrift angenommen.',
  'stepUp.sentence.reset':
    'Du unterschreibst, dass alle Sicherheitsschlüssel von {{person}} entfernt werden, wie {{requestedBy}} bittet, denn: {{reason}}',
  'stepUp.sentence.other': 'Du unterschreibst, was unten aufgeführt ist.',
  'securityKeys.title': 'Sicherheitsschlüssel',
  'securityKeys.description':
    'Schlüssel, die in deinem Namen unterschreiben, was eine Umgebung nicht allein auf dein Wort hin tut: Bereitstellungen, Freigaben, Zugangsdaten.',
  'securityKeys.yours': 'Deine Schlüssel',
  'securityKeys.empty': 'Noch keine Sicherheitsschlüssel',
  'securityKeys.emptyAdvice':
    'Melde einen Hardware-Schlüssel oder den deines Geräts an. Habe einen zweiten: Wer den einzigen verliert, braucht zwei Leute aus der Verwaltung, um neu zu beginnen.',
  'securityKeys.register': 'Einen Schlüssel anmelden',
  'securityKeys.registerAdvice':
    'Der erste Schlüssel wird angenommen, weil du angemeldet bist; das wird dir mitgeteilt und festgehalten. Jeden weiteren unterschreibt ein Schlüssel, den du hast.',
  'securityKeys.name': 'Name',
  'securityKeys.nameDescription': 'Zum Beispiel, wo er ist: am Schlüsselbund.',
  'securityKeys.registerButton': 'Anmelden',
  'securityKeys.registered': 'Der Schlüssel „{{name}}“ ist angemeldet.',
  'securityKeys.model': 'Modell',
  'securityKeys.unknownModel': 'Nicht angegeben',
  'securityKeys.claimed': 'nach eigener Angabe',
  'securityKeys.attested': 'vom Hersteller belegt',
  'securityKeys.kind': 'Art',
  'securityKeys.deviceBound': 'Bleibt in seinem Gerät',
  'securityKeys.synced': 'Eine Cloud kann ihn kopieren',
  'securityKeys.locked':
    'Gesperrt: Sein Zähler ging zurück, es kann eine Kopie geben',
  'securityKeys.lastUsed': 'Zuletzt benutzt',
  'securityKeys.neverUsed': 'Nie',
  'securityKeys.added': 'Angemeldet',
  'securityKeys.rename': '{{name}} umbenennen',
  'securityKeys.renameTitle': 'Einen Schlüssel umbenennen',
  'securityKeys.save': 'Speichern',
  'securityKeys.remove': '{{name}} entfernen',
  'securityKeys.removeTitle': '„{{name}}“ entfernen?',
  'securityKeys.removeAdvice':
    'Er unterschreibt nichts mehr in deinem Namen. Was er unterschrieben hat, bleibt gültig und festgehalten.',
  'securityKeys.removeLast':
    'Es ist dein letzter Schlüssel, der unterschreiben kann; er muss seine Entfernung selbst unterschreiben.',
  'securityKeys.removeButton': 'Entfernen',
  'securityKeys.resets': 'Verlorene Schlüssel',
  'securityKeys.resetsAdvice':
    'Jemand aus der Verwaltung bittet um die Entfernung aller Schlüssel einer Person, jemand anderes von dort stimmt binnen 24 Stunden zu. Die Person erfährt von beidem.',
  'securityKeys.resetPerson': 'Wessen Schlüssel',
  'securityKeys.resetPersonDescription':
    'Entity-Ref, zum Beispiel user:default/dana.deployer.',
  'securityKeys.resetReason': 'Warum',
  'securityKeys.resetReasonDescription':
    'Die Person und die anderen aus der Verwaltung lesen es.',
  'securityKeys.resetButton': 'Um die Entfernung bitten',
  'securityKeys.resetEmpty':
    'Niemand hat um die Entfernung von Schlüsseln gebeten',
  'securityKeys.resetAsked': 'Erbeten',
  'securityKeys.resetStatus': 'Stand',
  'securityKeys.status.open': 'Wartet auf jemand anderen aus der Verwaltung',
  'securityKeys.status.approved': 'Entfernt',
  'securityKeys.status.rejected': 'Abgelehnt',
  'securityKeys.status.withdrawn': 'Zurückgezogen',
  'securityKeys.status.expired': 'Verfallen',
  'securityKeys.resetBy': 'von {{name}}',
  'securityKeys.approve': 'Zustimmen',
  'securityKeys.reject': 'Ablehnen',
  'securityKeys.withdraw': 'Zurückziehen',
} as const;
