import { z } from 'zod';
import { CODES, StatusName } from '../core/ApiError';
import { SERVICE_NAMES, ServiceName } from '../journal/Journal';
import { DEPLOYMENT_STAGES, DeploymentStage } from '../state/records';

export const SCENARIO_EFFECTS = [
  'fail',
  'slow',
  'hang',
  'throttle',
  'failOperationAtStage',
  'expireToken',
  'loseAnswer',
] as const;
export type ScenarioEffect = (typeof SCENARIO_EFFECTS)[number];

const STATUS_NAMES = Object.keys(CODES) as [StatusName, ...StatusName[]];

/**
 * A scripted fault for the next `times` requests that match.
 * `fail`, `throttle`: refused. `slow`: handled late. `hang`: neither handled nor answered. `loseAnswer`: handled, but the
 * connection breaks before the answer. `expireToken`: the caller's token has expired. `failOperationAtStage`: the
 * operation that the request starts will fail.
 */
export interface Scenario {
  match: {
    service?: ServiceName;
    /** Google's method name, for example `DeployModel`. */
    method?: string;
    /** Part of the path. */
    resource?: string;
  };
  effect: ScenarioEffect;
  /** How many requests; default 1. Infinity, or -1 over HTTP, for all. */
  times?: number;
  /** Status name (`UNAVAILABLE`) or HTTP status (503) for `fail`; code of the operation error for `failOperationAtStage`. */
  status?: StatusName | number;
  message?: string;
  /** For `slow`: real milliseconds before the request is handled. */
  delayMs?: number;
  /** For `failOperationAtStage`. Default STARTING_MODEL_SERVER. */
  stage?: DeploymentStage;
  /** For `throttle`: the Retry-After header, in seconds. */
  retryAfterSeconds?: number;
}

export interface Request {
  service: ServiceName;
  method: string;
  path: string;
}

/** The script of faults. The first scenario that matches and is not used up applies. */
export class Scenarios {
  readonly #methods: readonly string[];
  #scenarios: { scenario: Scenario; left: number }[] = [];

  /** `methods` are the names of the methods that there are. */
  constructor(methods: readonly string[]) {
    this.#methods = methods;
  }

  /** Throws TypeError, with the path of each mistake, for a scenario that could never apply. */
  add(scenario: Scenario): void {
    check(scenario, this.#methods);
    const times = scenario.times ?? 1;
    this.#scenarios.push({ scenario, left: times < 0 ? Infinity : times });
  }

  clear(): void {
    this.#scenarios = [];
  }

  /** Scenarios that still wait, with the number of requests each has left. */
  pending(): (Scenario & { left: number })[] {
    return this.#scenarios
      .filter(entry => entry.left > 0)
      .map(entry => ({ ...entry.scenario, left: entry.left }));
  }

  /** The scenario for this request, which it uses up by one. */
  take(request: Request): Scenario | undefined {
    const entry = this.#scenarios.find(
      ({ scenario, left }) => left > 0 && matches(scenario.match, request),
    );
    if (!entry) return undefined;
    entry.left -= 1;
    return entry.scenario;
  }
}

function matches(match: Scenario['match'], request: Request): boolean {
  return (
    (!match.service || match.service === request.service) &&
    (!match.method || match.method === request.method) &&
    (!match.resource || request.path.includes(match.resource))
  );
}

const SCENARIO = z.strictObject({
  match: z.strictObject({
    service: z.enum(SERVICE_NAMES).optional(),
    method: z.string().optional(),
    resource: z.string().optional(),
  }),
  effect: z.enum(SCENARIO_EFFECTS),
  times: z
    .union([z.int(), z.literal(Infinity)])
    .refine(times => times !== 0, 'a scenario with times: 0 would never apply')
    .optional(),
  status: z.union([z.int().min(400).max(599), z.enum(STATUS_NAMES)]).optional(),
  message: z.string().optional(),
  delayMs: z.number().min(0).optional(),
  stage: z.enum(DEPLOYMENT_STAGES).optional(),
  retryAfterSeconds: z.number().min(0).optional(),
});

function check(scenario: unknown, methods: readonly string[]): void {
  const { error, data } = SCENARIO.safeParse(scenario);
  if (error) throw new TypeError(`Bad scenario: ${z.prettifyError(error)}`);
  const { method } = data.match;
  if (method !== undefined && !methods.includes(method)) {
    throw new TypeError(
      `Bad scenario: no emulated API has a method "${method}"`,
    );
  }
}
