import { Environment } from '@marcbachmann/cel-js';

/**
 * The language of guardrails: CEL (github.com/google/cel-spec) over the variables below. Loops go over what is written or asked
 * for only, and the limits keep them short.
 */
const language = new Environment({
  enableOptionalTypes: true,
  limits: {
    maxAstNodes: 500,
    maxDepth: 24,
    maxListElements: 100,
    maxMapEntries: 50,
    maxCallArguments: 8,
  },
})
  .registerVariable('request', 'map')
  .registerVariable('model', 'map')
  .registerVariable('environment', 'map')
  .registerVariable('actor', 'map')
  .registerVariable('now', 'google.protobuf.Timestamp');

/** What is wrong with an expression, in words of the language; undefined when it can be used. */
export function guardrailMistake(expression: string): string | undefined {
  const { valid, type, error } = language.check(expression);
  if (!valid) {
    return error?.message.split('\n')[0] ?? 'it cannot be read';
  }
  return type === 'bool' || type === 'dyn'
    ? undefined
    : `it gives ${type}, not true or false`;
}

/** An expression that can be evaluated over values of the variables. */
export type GuardrailProgram = (variables: Record<string, unknown>) => unknown;

/** @throws Error for an expression with a mistake */
export function parseGuardrail(expression: string): GuardrailProgram {
  return language.parse(expression);
}
