/**
 * Compares names as an eye would, not as bytes: a rule that narrows who may touch `fraud-score` must not be left by calling a model
 * `frаud-score` with a Cyrillic letter. What cannot be told apart from a match is one. After the idea of a skeleton in UTS #39.
 */

/** Stands for a character that may look like any letter or digit. */
const ANY = '\u0001';

/** Scripts none of whose characters pass for a Latin letter or a digit. */
const APART =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}]/u;

/** The form in which names that look alike are equal, or have {@link ANY} where they may be. */
function skeleton(name: string): string {
  return (
    name
      .normalize('NFKD')
      // Marks, and what takes no space at all.
      .replace(/[\p{M}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')
      .toLowerCase()
      .replace(/[\s_.\p{Pd}\p{Z}]/gu, '-')
      .replace(/rn/g, 'm')
      .replace(/vv/g, 'w')
      .replace(/0/g, 'o')
      .replace(/[1i|]/g, 'l')
      .replace(/\P{ASCII}/gu, character =>
        APART.test(character) ? character : ANY,
      )
  );
}

/** Whether a value may be taken for another. */
export function looksLike(value: string, other: string): boolean {
  return fits([...skeleton(value)], [...skeleton(other)]);
}

/** Whether a name may be taken for one of a pattern, in which `*` stands for any number of characters. */
export function looksLikeOneOf(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map(part => [...skeleton(part)]);
  const characters = [...skeleton(name)];
  if (parts.length === 1) {
    return fits(characters, parts[0]);
  }
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (
    characters.length < first.length + last.length ||
    !fits(characters.slice(0, first.length), first) ||
    !fits(characters.slice(characters.length - last.length), last)
  ) {
    return false;
  }
  const end = characters.length - last.length;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = indexOf(characters.slice(0, end), part, from);
    if (at < 0) {
      return false;
    }
    from = at + part.length;
  }
  return true;
}

function indexOf(
  characters: readonly string[],
  part: readonly string[],
  from: number,
): number {
  for (let at = from; at + part.length <= characters.length; at++) {
    if (fits(characters.slice(at, at + part.length), part)) {
      return at;
    }
  }
  return -1;
}

function fits(characters: readonly string[], wanted: readonly string[]) {
  return (
    characters.length === wanted.length &&
    characters.every(
      (character, index) =>
        character === wanted[index] ||
        (character === ANY && /[a-z]|\d/.test(wanted[index])),
    )
  );
}
