/** One field of an intent: where it is, and what it says. */
export interface IntentField {
  path: string;
  value: string;
}

/**
 * Every field of an intent, none left out: `request.model.id`, `credentialIds.0`. An empty object or list is a field too.
 *
 * @param intent - canonical JSON, as it is signed
 */
export function intentFields(intent: string): IntentField[] {
  return fieldsOf(JSON.parse(intent), '');
}

function fieldsOf(value: unknown, path: string): IntentField[] {
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length > 0) {
      return entries.flatMap(([name, inner]) =>
        fieldsOf(inner, path ? `${path}.${visible(name)}` : visible(name)),
      );
    }
  }
  return [
    {
      path,
      value: typeof value === 'string' ? visible(value) : JSON.stringify(value),
    },
  ];
}

/**
 * A text in which nothing hides: controls, spaces that look like others or like none, and marks that turn the direction of writing are
 * shown as what they are, `\u{202e}`.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu,
    hidden => `\\u{${hidden.codePointAt(0)!.toString(16)}}`,
  );
}
