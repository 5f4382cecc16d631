/** Ein Antrag, der auf Freigabe wartet und von dem geändert wird, der ihn gestellt hat. */
export const revise = {
  'revise.button': 'Den Antrag ändern',
  'revise.title': 'Den Antrag ändern',
  'revise.description':
    'Er wartet weiter auf Freigabe, als das, was du jetzt daraus machst. Umgebung, Standort und Art bleiben, wie sie sind.',
  'revise.voids': 'Jede bisherige Stimme wird nichtig',
  'revise.voidsAdvice_zero':
    'Bisher hat ihn niemand freigegeben. Wer ihn gerade ansieht, muss noch einmal hinsehen.',
  'revise.voidsAdvice_one':
    '{{count}} Person hat ihn freigegeben, wie er jetzt ist. Das zählt nicht mehr, sobald du den geänderten Antrag sendest; wer entscheidet, wird neu gefragt.',
  'revise.voidsAdvice_other':
    '{{count}} Personen haben ihn freigegeben, wie er jetzt ist. Das zählt nicht mehr, sobald du den geänderten Antrag sendest; wer entscheidet, wird neu gefragt.',
  'revise.send': 'Den geänderten Antrag senden',
  'revise.cannot': 'Dieser Antrag lässt sich nicht ändern',
  'revise.notOwn': 'Nur {{requester}} kann ihn ändern, von dort kam er.',
  'revise.decided':
    'Er wartet nicht mehr auf Freigabe. Um Weiteres wird neu gebeten.',
  'revise.elsewhere':
    'Worum es hier geht, wird auf der Seite des Antrags geändert, nicht in diesem Formular.',
  'revise.toRequest': 'Den Antrag zeigen',
  'revise.gone':
    'Was weggenommen werden sollte, läuft dort nicht mehr. Zieh den Antrag zurück.',
} as const;
