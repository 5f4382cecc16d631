import { Environment, serialize } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';

/*
 * CEL itself ends always, but may take for ever: loops inside of loops over long lists, and regular expressions that go back over a
 * text again and again. Here every evaluation has so many steps, and regular expressions are those of RE2, which CEL's specification
 * demands and which read a text once. Nothing depends on a clock: what is too long is so on every machine.
 */

/** Rounds of all loops of one evaluation together. */
const MAX_STEPS = 50_000;

const LOOPS = ['all', 'exists', 'exists_one', 'map', 'filter'];
const STEP = 'countsAsStep';
const MATCHES = 'matchesAsRe2';

type Program = ReturnType<Environment['parse']>;
type Node = Program['ast'];

let steps = 0;

function countStep(): boolean {
  steps += 1;
  if (steps > MAX_STEPS) {
    throw new Error(`it takes more than ${MAX_STEPS} steps`);
  }
  return true;
}

/** A language whose programs end soon. */
export class BoundedCel {
  readonly #language: Environment;
  /** Into which programs are turned: larger by what is put in. */
  readonly #bounded: Environment;

  constructor(language: Environment) {
    this.#language = language;
    this.#bounded = language
      .clone({ limits: { maxAstNodes: 5_000, maxDepth: 100 } })
      .registerFunction(`${STEP}(): bool`, countStep)
      .registerFunction(
        `string.${MATCHES}(string): bool`,
        (text: string, pattern: string) => patternOf(pattern).test(text),
      );
  }

  /** @throws Error for an expression with a mistake */
  parse(expression: string): (variables: Record<string, unknown>) => unknown {
    const { ast } = this.#language.parse(expression);
    this.#bound(ast);
    const program = this.#bounded.parse(serialize(ast));
    return variables => {
      steps = 0;
      return program(variables);
    };
  }

  /** What is wrong, in words of the language; undefined when it can be used. */
  mistake(expression: string): string | undefined {
    const { valid, type, error } = this.#language.check(expression);
    if (!valid) {
      return firstLine(error) ?? 'it cannot be read';
    }
    if (type !== 'bool' && type !== 'dyn') {
      return `it gives ${type}, not true or false`;
    }
    const mistakes: (string | undefined)[] = [];
    visit(this.#language.parse(expression).ast, node => {
      mistakes.push(patternMistake(node), bindMistake(node));
    });
    return mistakes.find(one => one !== undefined);
  }

  #bound(ast: Node): void {
    visit(ast, node => {
      if (node.op !== 'rcall') {
        return;
      }
      const [name, , given] = node.args;
      if (name === 'matches' && given.length === 1) {
        replace(node.args, 0, MATCHES);
      }
      if (LOOPS.includes(name) && given.length > 1) {
        // The first is the variable. Where a step is refused, nothing inside is evaluated any more.
        given.slice(1).forEach((inner, index) => {
          const step = this.#bounded.parse(`${STEP}() ? true : dyn(0)`).ast;
          replace(step.args, 1, inner);
          replace(given, index + 1, step);
        });
      }
    });
  }
}

/** Of a tree that nobody else has. */
function replace(members: unknown, index: number, by: unknown): void {
  (members as unknown[])[index] = by;
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) {
    value.forEach(member => visit(member, look));
  } else if (isNode(value)) {
    // Inside first, so that what is put in is not visited.
    visit(value.args, look);
    look(value);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'op' in value;
}

function patternMistake(node: Node): string | undefined {
  if (node.op !== 'rcall' || node.args[0] !== 'matches') {
    return undefined;
  }
  const [pattern] = node.args[2];
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') {
    return 'matches() takes a pattern that stands in the expression, not one that is asked for';
  }
  try {
    patternOf(pattern.args);
    return undefined;
  } catch (error) {
    return `${pattern.args} is no regular expression of RE2: ${
      (error as Error).message
    }`;
  }
}

/** Lists that are doubled again and again need no loop to be too long. */
function bindMistake(node: Node): string | undefined {
  return node.op === 'rcall' && node.args[0] === 'bind'
    ? 'cel.bind() is not part of the language of guardrails'
    : undefined;
}

const patterns = new Map<string, RE2JS>();

function firstLine(error: Error | undefined): string | undefined {
  return error?.message.split('\n')[0];
}

/** Patterns stand in the configuration, so there are few. @throws RE2JSException */
function patternOf(pattern: string): RE2JS {
  let known = patterns.get(pattern);
  if (!known) {
    known = RE2JS.compile(pattern);
    patterns.set(pattern, known);
  }
  return known;
}
