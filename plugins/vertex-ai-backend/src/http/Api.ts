import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  actionClasses,
  Role,
  Route,
  STEP_UP_HEADER,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { AuditLog } from '../audit';
import {
  AccessGate,
  newCorrelationId,
  toVertexAiError,
  VertexAiError,
} from '../core';
import { Access, isRefusal, Policy, PolicyRefusal } from '../policy';
import { Caller, Callers } from './Callers';
import type { EnvironmentAccess } from './permissions/EnvironmentAccess';
import { invalidRequest, logProblem } from './problems';
import { readBody } from './readBody';

type AnyRoute = Route<any, any, any, any>;

/** A parsed request. */
export interface RouteInput<T extends AnyRoute> {
  caller: Caller;
  correlationId: string;
  params: z.output<T['params']>;
  query: z.output<T['query']>;
  body: T extends Route<any, any, infer B, any> ? z.output<B> : undefined;
  /** Present on routes that are `idempotent`. */
  idempotencyKey: string;
  /** The grant that the header names, unverified; only on routes with `stepUp`. */
  stepUpGrant?: string;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
}

export interface RouteHandler<T extends AnyRoute> {
  /**
   * Checked with Backstage's permission framework, for the environment of `access`, else for that of the path. Absent on lists, which keep to
   * the environments that {@link EnvironmentAccess.readable} gives them, and on routes over one deployment, which have a resource type of
   * their own.
   */
  permission?: Permission | ((input: RouteInput<T>) => Permission);
  /** What the policy is asked. Absent on lists, which ask it for every environment. */
  access?(input: RouteInput<T>): Access | undefined;
  /** Whether it changes what belongs to the caller and to no environment; who was ended anywhere does not. */
  personal?(input: RouteInput<T>): boolean;
  /** What the policy needs besides a role is for `run` to collect, or to refuse. */
  collects?: boolean;
  /** A refusal by the policy is part of the answer; it is on record like any other, as that of a preview. */
  preview?: boolean;
  /** `role` is the role that covers the access; undefined where `access` is absent, and for a preview that is refused. */
  run(
    input: RouteInput<T>,
    role: Role | undefined,
  ): Promise<z.input<T['response']>>;
}

export interface ApiServices {
  callers: Callers;
  access: Pick<EnvironmentAccess, 'authorize'>;
  policy: Policy;
  /** Whose access was ended changes nothing any more, also where that takes no Google credential. */
  gate: AccessGate;
  audit: AuditLog;
  auditor: AuditorService;
  logger: LoggerService;
}

/**
 * The one way in: authenticate → parse → authorize → audit → run → respond, the same for every route of the contract.
 *
 * A route that is not given a handler does not exist; a handler cannot skip a step.
 */
export class Api {
  readonly router: Router = PromiseRouter();
  readonly #services: ApiServices;

  constructor(services: ApiServices) {
    this.#services = services;
  }

  handle<T extends AnyRoute>(route: T, handler: RouteHandler<T>): this {
    const path = `/v1${route.path.replace(/\{(\w+)\}/g, ':$1')}`;
    this.router[route.method](
      path,
      async (request: Request, response: Response) => {
        const correlationId = newCorrelationId();
        response.setHeader('x-correlation-id', correlationId);
        // Every answer is for its caller, and one of them holds a token.
        response.setHeader('cache-control', 'no-store');
        await this.#respond(route, handler, {
          request,
          response,
          correlationId,
        });
      },
    );
    return this;
  }

  async #respond<T extends AnyRoute>(
    route: T,
    handler: RouteHandler<T>,
    context: { request: Request; response: Response; correlationId: string },
  ): Promise<void> {
    const { request, response, correlationId } = context;
    const event = await this.#services.auditor.createEvent({
      eventId: route.id.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
      severityLevel: route.method === 'get' ? 'low' : 'medium',
      request,
      meta: { correlationId },
    });
    let caller: Caller | undefined;
    try {
      caller = await this.#services.callers.of(request);
      if (route.body) {
        await readBody(route, request, response);
      }
      const input = parseInput(route, {
        request,
        response,
        correlationId,
        caller,
      });
      const role = await this.#authorize(handler, input);
      const answer = route.response.parse(await handler.run(input, role));
      await event.success();
      response.status(route.status).json(answer);
    } catch (error) {
      // A refusal that cannot be recorded is no answer either.
      const failure = await this.#recordRefusal(toVertexAiError(error), {
        ...context,
        route,
        caller,
      }).catch(toVertexAiError);
      await event.fail({ error: failure });
      this.#refuse(response, failure, correlationId);
    }
  }

  async #authorize<T extends AnyRoute>(
    handler: RouteHandler<T>,
    input: RouteInput<T>,
  ): Promise<Role | undefined> {
    const permission =
      typeof handler.permission === 'function'
        ? handler.permission(input)
        : handler.permission;
    const access = handler.access?.(input);
    if (permission) {
      await this.#services.access.authorize(
        input.caller,
        permission,
        access?.environment ?? environmentOf(input.params),
      );
    }
    if (handler.personal?.(input)) {
      await this.#services.gate.admitPerson(input.caller.actor.ref);
    }
    if (!access) {
      return undefined;
    }
    await this.#admit(input.caller, access);
    const decision = this.#services.policy.decide(
      input.caller.actor,
      access.action,
      access,
    );
    const allowed = decision.outcome === 'allowed';
    const goesOn =
      allowed ||
      handler.preview ||
      (handler.collects && decision.outcome === 'needs');
    if (!goesOn) {
      throw new PolicyRefusal(access, decision);
    }
    // Allowed reads are not recorded one by one.
    if (!allowed || actionClasses[access.action] !== 'read') {
      await this.#services.audit.record({
        event: 'decision',
        outcome: allowed ? 'success' : decision.outcome,
        actor: input.caller.actor.ref,
        environment: access.environment,
        action: access.action,
        correlationId: input.correlationId,
        detail: { decision, ...(handler.preview && { preview: true }) },
      });
    }
    return decision.outcome === 'denied' || (handler.preview && !allowed)
      ? undefined
      : decision.role;
  }

  /** Reads of our own records go on, and so does what stops or ends something. @throws VertexAiError `access_ended` */
  async #admit(
    { actor }: Caller,
    { action, environment }: Access,
  ): Promise<void> {
    if (
      actionClasses[action] !== 'read' &&
      !['deployment.cancel', 'credential.end'].includes(action)
    ) {
      await this.#services.gate.admit({ actor: actor.ref, environment });
    }
  }

  /** Every refusal is on record, by whichever gate, and wherever in the handling it came. @returns the failure */
  async #recordRefusal(
    failure: VertexAiError,
    {
      route,
      request,
      correlationId,
      caller,
    }: {
      route: AnyRoute;
      request: Request;
      correlationId: string;
      caller?: Caller;
    },
  ): Promise<VertexAiError> {
    if (!caller || !isRefusal(failure)) {
      return failure;
    }
    const refused = failure instanceof PolicyRefusal ? failure : undefined;
    await this.#services.audit.record({
      event: 'decision',
      outcome: refused?.decision.outcome ?? 'denied',
      actor: caller.actor.ref,
      environment: refused?.access.environment,
      action: refused?.access.action,
      correlationId,
      deploymentId: request.params.deployment,
      detail: refused
        ? { decision: refused.decision }
        : { route: route.id, code: failure.code, message: failure.message },
    });
    return failure;
  }

  #refuse(
    response: Response,
    failure: VertexAiError,
    correlationId: string,
  ): void {
    logProblem(this.#services.logger, failure, correlationId);
    if (response.headersSent) {
      response.end();
      return;
    }
    if (failure.retry) {
      response.setHeader(
        'retry-after',
        Math.max(1, Math.ceil(failure.retry.afterMs / 1000)),
      );
    }
    const problem = failure.toProblem(correlationId);
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  }
}

function parseInput<T extends AnyRoute>(
  route: T,
  context: {
    request: Request;
    response: Response;
    correlationId: string;
    caller: Caller;
  },
): RouteInput<T> {
  const { request, response, correlationId, caller } = context;
  const leave = new AbortController();
  response.on('close', () => leave.abort());
  return {
    caller,
    correlationId,
    params: parse('path', route.params, request.params),
    query: parse('query', route.query, request.query),
    body: (route.body
      ? parse('body', route.body, request.body)
      : undefined) as RouteInput<T>['body'],
    idempotencyKey: route.idempotent ? readIdempotencyKey(request) : '',
    stepUpGrant: route.stepUp ? readGrant(request) : undefined,
    signal: leave.signal,
  };
}

function environmentOf(params: Record<string, unknown>): string | undefined {
  return typeof params.environment === 'string'
    ? params.environment
    : undefined;
}

function parse<S extends z.ZodType>(
  where: string,
  schema: S,
  value: unknown,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw invalidRequest(where, parsed.error);
  }
  return parsed.data;
}

/** @throws VertexAiError `step_up_refused` for what cannot be a grant, as for one that is not known */
function readGrant(request: Request): string | undefined {
  const grant = request.header(STEP_UP_HEADER);
  if (grant !== undefined && !/^[a-z0-9]{26}$/.test(grant)) {
    throw new VertexAiError(
      'step_up_refused',
      `${STEP_UP_HEADER} takes the grant of a step-up: 26 letters and digits.`,
    );
  }
  return grant;
}

function readIdempotencyKey(request: Request): string {
  const key = request.header('idempotency-key');
  if (!key || !/^[\x21-\x7e]{8,255}$/.test(key)) {
    throw new VertexAiError(
      'idempotency_key_missing',
      'Send an Idempotency-Key header of 8 to 255 visible characters, new for each request and the same for its retries.',
    );
  }
  return key;
}
