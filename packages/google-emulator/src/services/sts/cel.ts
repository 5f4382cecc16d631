import { Environment } from '@marcbachmann/cel-js';

export type CelResult =
  | { ok: true; value: unknown }
  | { ok: false; reason: string };

/** CEL as workload identity federation offers it: the standard library and Google's string functions. */
const environment = new Environment({
  unlistedVariablesAreDyn: true,
})
  .registerFunction('string.extract(string): string', extract)
  .registerFunction(
    'string.replace(string, string): string',
    (text: string, found: string, by: string) => text.replaceAll(found, by),
  );

/** Name under which expressions find the mapped `google.*` attributes. */
export const MAPPED_GOOGLE = 'mapped_google';

/**
 * The CEL library keeps the name `google` for its own types, so `google.subject` and `google.groups` are read
 * from another variable. String literals and members called `google` stay as they are.
 */
function renamed(expression: string): string {
  return expression.replace(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.])google(?=\s*\.\s*(?:subject|groups)\b)/g,
    found => (found === 'google' ? MAPPED_GOOGLE : found),
  );
}

/** Evaluates one expression over the given variables. A failure is a value: the caller decides what it means. */
export function evaluateCel(
  expression: string,
  variables: Record<string, unknown>,
): CelResult {
  try {
    return {
      ok: true,
      value: plain(environment.evaluate(renamed(expression), variables)),
    };
  } catch (error) {
    return {
      ok: false,
      reason: error instanceof Error ? error.message : `${error}`,
    };
  }
}

/**
 * `value.extract('prefix/{part}/suffix')`: the text between the literal before and the literal after the braces;
 * empty when the literals are not found. Documented with IAM conditions.
 */
function extract(value: string, template: string): string {
  const match = /^(.*?)\{[^}]*\}(.*)$/s.exec(template);
  if (!match) return '';
  const [, before, after] = match;
  const start = value.indexOf(before);
  if (start < 0) return '';
  const from = start + before.length;
  const end = after === '' ? value.length : value.indexOf(after, from);
  return end < 0 ? '' : value.slice(from, end);
}

/** CEL integers are BigInt; the rest of the emulator works with JSON numbers. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

/** What is wrong with an expression, before there are any claims: its syntax, an unknown function, types that do not fit. */
export function celProblem(expression: string): string | undefined {
  const { error } = environment.check(renamed(expression));
  return error?.message.split('\n')[0];
}

/** Whether the expression can be true or false. */
export function canBeCondition(expression: string): boolean {
  const { type } = environment.check(renamed(expression));
  return type === 'bool' || type === 'dyn';
}
