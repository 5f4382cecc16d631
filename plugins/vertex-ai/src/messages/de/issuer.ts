/** Die Schlüssel, mit denen das Portal für Menschen unterschreibt, und wie Google sie bekommt. */
export const issuer = {
  'issuer.title': 'Die Schlüssel des Ausstellers',
  'issuer.description':
    'Mit diesen Schlüsseln bürgt das Portal bei Google dafür, wer jemand ist. Google liest die öffentlichen Hälften; die privaten sieht niemand.',
  'issuer.link': 'Die Schlüssel des Ausstellers',
  'issuer.url': 'Aussteller',
  'issuer.nextRotation': 'Nächster Schlüssel ab',
  'issuer.keys': 'Öffentliche Schlüssel',
  'issuer.kid': 'Schlüssel-ID (kid)',
  'issuer.state': 'Stand',
  'issuer.stateName.next': 'Veröffentlicht, unterschreibt als Nächster',
  'issuer.stateName.signing': 'Unterschreibt jetzt',
  'issuer.stateName.published':
    'Läuft aus: noch veröffentlicht, unterschreibt nicht mehr',
  'issuer.stateName.withdrawn': 'Im Notfall zurückgezogen',
  'issuer.stateName.over': 'Vorbei',
  'issuer.signsFrom': 'Unterschreibt ab',
  'issuer.signsUntil': 'Unterschreibt bis',
  'issuer.signer': 'Wo',
  'issuer.signerName.database': 'Datenbank des Plugins',
  'issuer.upload': 'Wenn Google den Aussteller nicht lesen kann',
  'issuer.uploadAdvice':
    'Lade die Schlüssel herunter und zu jedem Provider hoch. Was hochgeladen wird, ersetzt alles, was dort ist, und gilt nach einigen Sekunden. Lade neu hoch, sobald ein neuer Schlüssel veröffentlicht ist.',
  'issuer.download': 'jwks.json herunterladen',
  'issuer.noUploads':
    'Keine Umgebung geht über einen Provider dieses Ausstellers.',
  'issuer.command': 'Hochladen für {{environments}}',
  'issuer.rotate.button': 'Die Schlüssel jetzt ersetzen',
  'issuer.rotate.title': 'Die Schlüssel jetzt ersetzen?',
  'issuer.rotate.explain':
    'Für den Fall, dass ein privater Schlüssel in falschen Händen ist. Ein neuer unterschreibt sofort, und jeder andere wird zurückgezogen und seine private Hälfte vernichtet. Im Protokoll steht es mit deinem Namen und Grund.',
  'issuer.rotate.notByItself': 'Was das allein nicht tut',
  'issuer.rotate.cached':
    'Google nimmt die alten Schlüssel vielleicht noch eine Weile: Es behält, was es davon gelesen hat. Sicher ist es, den neuen Satz zu jedem Provider hochzuladen.',
  'issuer.rotate.unknown':
    'Für einen Augenblick kennt Google den neuen Schlüssel vielleicht nicht. Worum so lange gebeten wird, scheitert, bis Google die Schlüssel neu gelesen hat.',
  'issuer.rotate.tokens':
    'Schon getauschte Tokens leben weiter: bis zu zehn Minuten, die eines Dienstkontos bis zu einer Stunde. Den Pool abzuschalten hält sie früher auf.',
  'issuer.rotate.reason': 'Was vermutet wird, und von wem',
  'issuer.rotate.reasonDescription':
    'Mindestens 10 Zeichen. Bleibt im Protokoll.',
  'issuer.rotate.confirmation': 'ersetzen',
  'issuer.rotate.done': 'Die Schlüssel sind ersetzt',
  'issuer.rotate.doneAdvice':
    'Lade jetzt den neuen Satz zu jedem Provider hoch, mit den Befehlen unten, und sieh in Googles Protokoll nach Tauschvorgängen, die das Protokoll des Portals nicht kennt.',
} as const;
