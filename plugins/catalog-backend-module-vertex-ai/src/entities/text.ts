import { KubernetesValidatorFunctions } from '@backstage/catalog-model';

/**
 * Control characters and halves of a surrogate pair: none of them can be shown, PostgreSQL refuses a zero byte in JSON,
 * and a half has no form in UTF-8.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]+/gu;
const UNPRINTABLE_BUT_NEWLINE = /[^\P{Cc}\n]+|\p{Cs}+/gu;

/** One line for `metadata.title`: what was typed, without what cannot be stored or shown; the fallback when nothing is left. */
export function titleOf(displayName: string, fallback: string): string {
  const title = displayName
    .replace(UNPRINTABLE, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return title || fallback;
}

/** Like a title, but its lines are kept. */
export function descriptionOf(text: string | undefined): string | undefined {
  return text?.replace(UNPRINTABLE_BUT_NEWLINE, ' ').trim() || undefined;
}

/** As near to the text as a catalog tag can be: `TensorFlow 2.15` is `tensorflow-2-15`. Absent when nothing is left. */
export function tagOf(text: string): string | undefined {
  const tag = text
    .toLowerCase()
    .replace(/[^a-z0-9+#]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return tag || undefined;
}

/**
 * The labels that the catalog can carry unchanged. Google also allows letters of every script, and a dash at either end;
 * those are left out, as another value would be another label.
 */
export function labelsOf(
  labels: Record<string, string>,
): Record<string, string> | undefined {
  const entries = Object.entries(labels).filter(
    ([key, value]) =>
      KubernetesValidatorFunctions.isValidLabelKey(key) &&
      KubernetesValidatorFunctions.isValidLabelValue(value),
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
