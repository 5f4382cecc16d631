import { Environment } from '@marcbachmann/cel-js';
import { BoundedCel } from './BoundedCel';

/** The language of guardrails: CEL (github.com/google/cel-spec) over the variables below. */
const language = new BoundedCel(
  new Environment({
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
    .registerVariable('now', 'google.protobuf.Timestamp'),
);

/** What is wrong with an expression, in words of the language; undefined when it can be used. */
export function guardrailMistake(expression: string): string | undefined {
  return language.mistake(expression);
}

/** An expression that can be evaluated over values of the variables. */
export type GuardrailProgram = (variables: Record<string, unknown>) => unknown;

/** @throws Error for an expression with a mistake */
export function parseGuardrail(expression: string): GuardrailProgram {
  return language.parse(expression);
}
