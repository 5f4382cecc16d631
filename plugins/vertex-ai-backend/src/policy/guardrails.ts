import type { EnvironmentConfig } from '../config';
import { Actor, GuardrailProgram, parseGuardrail } from '../core';

/** What a guardrail is about: the variables of its expression. */
export interface GuardrailFacts {
  /** As the API takes it, defaults filled in. */
  request: object;
  /** Of the registry; absent where the request names none. */
  model?: { displayName: string; labels: Record<string, string> };
  environment: Pick<EnvironmentConfig, 'name' | 'project'>;
  actor: Actor;
  now: Date;
}

/**
 * `satisfied`: the expression is true. `unevaluable`: it has no answer for these facts, for instance as it reads a field that the
 * request lacks; that is no yes.
 */
export type GuardrailOutcome =
  | { outcome: 'satisfied' | 'violated' }
  | { outcome: 'unevaluable'; why: string };

/** Asks any number of expressions about the same facts. */
export function evaluatorOf(
  facts: GuardrailFacts,
): (expression: string) => GuardrailOutcome {
  const variables = variablesOf(facts);
  return expression => evaluate(expression, variables);
}

/** Never throws: what goes wrong is an outcome. */
function evaluate(
  expression: string,
  variables: Record<string, unknown>,
): GuardrailOutcome {
  let value: unknown;
  try {
    value = compiled(expression)(variables);
  } catch (error) {
    return { outcome: 'unevaluable', why: firstLine(error) };
  }
  if (typeof value !== 'boolean') {
    return { outcome: 'unevaluable', why: 'it is neither true nor false' };
  }
  return { outcome: value ? 'satisfied' : 'violated' };
}

function variablesOf({
  request,
  model,
  environment: { name, project },
  actor,
  now,
}: GuardrailFacts): Record<string, unknown> {
  return {
    request: toCel(request),
    model: toCel(model ?? {}),
    environment: { name, project },
    actor: actorInCel(actor),
    now: withQuickZones(now),
  };
}

const actors = new WeakMap<Actor, object>();

/**
 * One request is decided on several times, about hundreds of groups. As a set they are found at once; to expressions it is a list.
 */
function actorInCel(actor: Actor): object {
  let known = actors.get(actor);
  if (!known) {
    const { kind, ref, groups, claims } = actor;
    known = {
      kind,
      ref,
      groups: new Set(groups),
      claims: toCel(claims?.values ?? {}),
    };
    actors.set(actor, known);
  }
  return known;
}

const zones = new Map<string, Intl.DateTimeFormat>();

/**
 * The library takes a moment apart in a time zone through `toLocaleString`, which makes a formatter each time: 80 µs for one freeze
 * window. Formatters of the same shape are kept here.
 */
function withQuickZones(now: Date): Date {
  const texts = new Map<string, string>();
  return Object.defineProperty(new Date(now), 'toLocaleString', {
    value: (locale: string, { timeZone }: { timeZone: string }) => {
      const text = texts.get(timeZone) ?? zoneOf(locale, timeZone).format(now);
      texts.set(timeZone, text);
      return text;
    },
  });
}

/** Zones are written in the configuration, so there are few. @throws RangeError for one that there is not */
function zoneOf(locale: string, timeZone: string): Intl.DateTimeFormat {
  let zone = zones.get(timeZone);
  if (!zone) {
    zone = new Intl.DateTimeFormat(locale, {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zones.set(timeZone, zone);
  }
  return zone;
}

const programs = new Map<string, GuardrailProgram>();

/** Expressions come from the configuration, so there are few. */
function compiled(expression: string): GuardrailProgram {
  let program = programs.get(expression);
  if (!program) {
    program = parseGuardrail(expression);
    programs.set(expression, program);
  }
  return program;
}

/** Whole numbers are `int` to CEL, which the library takes as BigInt. */
function toCel(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(toCel);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key, toCel(member)]),
    );
  }
  return Number.isSafeInteger(value) ? BigInt(value as number) : value;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split(
    '\n',
  )[0];
}
