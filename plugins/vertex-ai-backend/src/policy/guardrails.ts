import type { EnvironmentConfig, GuardrailConfig } from '../config';
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

/** All of a guardrail that its answer depends on. */
type Rule = Pick<GuardrailConfig, 'expression'>;

/** Asks any number of guardrails about the same facts. */
export function evaluatorOf(
  facts: GuardrailFacts,
): (guardrail: Rule) => GuardrailOutcome {
  const variables = variablesOf(facts);
  return guardrail => evaluate(guardrail, variables);
}

const SATISFIED: GuardrailOutcome = Object.freeze({ outcome: 'satisfied' });
const VIOLATED: GuardrailOutcome = Object.freeze({ outcome: 'violated' });

/** Never throws: what goes wrong is an outcome. */
function evaluate(
  guardrail: Rule,
  variables: Record<string, unknown>,
): GuardrailOutcome {
  let value: unknown;
  try {
    value = compiled(guardrail)(variables);
  } catch (error) {
    return { outcome: 'unevaluable', why: firstLine(error) };
  }
  if (typeof value !== 'boolean') {
    return { outcome: 'unevaluable', why: 'it is neither true nor false' };
  }
  return value ? SATISFIED : VIOLATED;
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

/** No time zone changes its clocks but at a quarter of an hour. */
const QUARTER_MS = 15 * 60_000;

interface Zone {
  format: Intl.DateTimeFormat;
  quarter?: number;
  /** What the clocks of the zone are ahead of UTC in that quarter of an hour. */
  offsetMs: number;
}

const zones = new Map<string, Zone>();

/**
 * The library takes a moment apart in a time zone through the text of `toLocaleString`, which makes a formatter each time: 80 µs for one
 * freeze window. Here the zone is asked once in a quarter of an hour. The text has no zone, as the library reads it.
 */
function withQuickZones(now: Date): Date {
  const texts = new Map<string, string>();
  return Object.defineProperty(new Date(now), 'toLocaleString', {
    value: (_locale: string, { timeZone }: { timeZone: string }) => {
      let text = texts.get(timeZone);
      if (text === undefined) {
        text = utcTextOf(now.getTime() + offsetMsOf(timeZone, now.getTime()));
        texts.set(timeZone, text);
      }
      return text;
    },
  });
}

/** Zones are written in the configuration, so there are few. @throws RangeError for one that there is not */
function offsetMsOf(timeZone: string, nowMs: number): number {
  const quarter = Math.floor(nowMs / QUARTER_MS);
  let zone = zones.get(timeZone);
  if (!zone) {
    zone = { format: wallClockOf(timeZone), offsetMs: 0 };
    zones.set(timeZone, zone);
  }
  if (zone.quarter !== quarter) {
    const beganMs = quarter * QUARTER_MS;
    const wall = zone.format.format(beganMs).replace(' ', 'T');
    zone.offsetMs = Date.parse(`${wall}Z`) - beganMs;
    zone.quarter = quarter;
  }
  return zone.offsetMs;
}

/** In the form of ISO 8601, but for the space in the middle: Swedish dates are. */
function wallClockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
}

function utcTextOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, -1);
}

const programs = new WeakMap<Rule, GuardrailProgram>();

/** Once for each guardrail of the configuration. */
function compiled(guardrail: Rule): GuardrailProgram {
  let program = programs.get(guardrail);
  if (!program) {
    program = parseGuardrail(guardrail.expression);
    programs.set(guardrail, program);
  }
  return program;
}

/** Whole numbers are `int` to CEL, which the library takes as BigInt. Every request comes through here, so it is written for speed. */
function toCel(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(toCel);
  }
  const members: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    // An assignment to this name would not make a member; the API takes no such label either.
    if (member !== undefined && key !== '__proto__') {
      members[key] = toCel(member);
    }
  }
  return members;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split(
    '\n',
  )[0];
}
