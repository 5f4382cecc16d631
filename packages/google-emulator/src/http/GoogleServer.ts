import { Request, Response } from 'express';
import { withIntegerEnums } from '../contract/renderMessage';
import { ApiError, OAuthError } from '../core/ApiError';
import { Json, JsonObject } from '../core/json';
import { principalOf } from '../iam/Identity';
import { Journal, JournalEntry } from '../journal/Journal';
import { redactBody, redactHeaders, redactPath } from '../journal/redact';
import { Scenarios } from '../scenarios/Scenarios';
import { applyScenario } from './applyScenario';
import { checkUserProject } from './checkUserProject';
import { RateLimiter } from './RateLimiter';
import { authenticate, authorize } from './authenticate';
import { asMessage, parseBody } from './parseBody';
import { parseQuery } from './parseQuery';
import { parseResourceName } from '../state/resourceName';
import { vertexTexts } from '../texts';
import { Call, Reply, Route, World } from './Route';
import { findRoute } from './routes';

const NOT_FOUND_PAGE =
  '<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n<p>The requested URL was not found on this server.\n';

/** Predictions may be large, and the journal keeps thousands of entries. */
const LARGEST_JOURNALED_BYTES = 64_000;

export interface GoogleServerParts {
  world: World;
  journal: Journal;
  scenarios: Scenarios;
  /** Called after each request that may have changed something, before the answer is sent. */
  persist(): void;
  /** The region that a port of its own stands for. */
  regionOfPort(port: number | undefined): string | undefined;
}

/**
 * Takes each request through the same steps: find the route, note it in the journal, meet the scripted fault,
 * settle operations that are due, authenticate, parse, authorize, handle, answer.
 */
export class GoogleServer {
  readonly #parts: GoogleServerParts;
  readonly #rateLimiter: RateLimiter;

  constructor(parts: GoogleServerParts) {
    this.#parts = parts;
    this.#rateLimiter = new RateLimiter(parts.world);
  }

  /** Express handler; the body is a Buffer. */
  async serve(request: Request, response: Response): Promise<void> {
    const found = findRoute(request.method, safePath(request));
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const entry = this.#record(request, raw, found?.route);
    if (!found) {
      entry.status = 404;
      response.status(404).type('html').send(NOT_FOUND_PAGE);
      return;
    }
    const call: Call = {
      params: found.params,
      query: plainQuery(request),
      headers: request.headers as Record<string, string | undefined>,
      body: {},
      rawBody: raw,
      now: this.#parts.world.clock.now(),
      region: this.#parts.regionOfPort(request.socket.localPort),
    };
    const reply = await this.#answer(found.route, call, entry);
    // A scripted hang never answers; the socket ends with the client's patience or the emulator.
    if (!reply) return;
    const changes = found.route.http !== 'GET' && !found.route.keepsState;
    if (changes || call.settled) this.#parts.persist();
    if (call.scenario?.effect === 'loseAnswer') {
      request.socket.destroy();
      return;
    }
    entry.status = reply.status ?? 200;
    send(response, reply);
  }

  /** Notes and refuses a request whose body could not be read. */
  turnAway(request: Request, response: Response, failure: ApiError): void {
    const route = findRoute(request.method, safePath(request))?.route;
    const entry = this.#record(request, Buffer.alloc(0), route);
    const reply = failed(failure, entry);
    entry.status = failure.httpStatus;
    send(response, reply);
  }

  #record(request: Request, raw: Buffer, route?: Route): JournalEntry {
    return this.#parts.journal.record({
      at: this.#parts.world.clock.now().toISOString(),
      service: route?.service ?? 'unknown',
      method: route?.method ?? 'Unknown',
      httpMethod: request.method,
      path: redactPath(request.originalUrl),
      headers: redactHeaders(request.headers),
      body: shownBody(request.headers['content-type'], raw),
    });
  }

  async #answer(
    route: Route,
    call: Call,
    entry: JournalEntry,
  ): Promise<Reply | undefined> {
    const { world, scenarios } = this.#parts;
    try {
      const scenario = scenarios.take({
        service: route.service,
        method: route.method,
        path: entry.path,
      });
      if (scenario?.effect === 'hang') return undefined;
      if (scenario) await applyScenario(scenario, { call, route, world });
      call.now = world.clock.now();
      call.settled = world.operations.settle();
      if (route.auth !== 'none') {
        call.token = authenticate(route, call.headers, world);
        entry.principal = principalOf(call.token.identity);
        if (call.token.identity.kind === 'serviceAccount') {
          entry.delegation = call.token.identity.delegation;
        }
        checkRegion(call);
        checkUserProject(route, call, world);
      }
      this.#rateLimiter.check(route, call);
      call.query = parseQuery(route, call.query);
      call.body = asMessage(
        route,
        parseBody(call.headers['content-type'], call.rawBody),
      );
      if (route.permissions) {
        authorize(call, route.permissions(call, world), world);
      }
      const reply = await route.handle(call, world);
      entry.principal ??= call.principal;
      return rendered(route, call, reply);
    } catch (error) {
      return failed(error, entry);
    }
  }
}

/** What the journal keeps of a body: nothing for an empty or unreadable one, its size for a large one. */
function shownBody(type: string | undefined, raw: Buffer): Json | undefined {
  if (raw.length === 0) return undefined;
  if (raw.length > LARGEST_JOURNALED_BYTES) {
    return `(${raw.length} bytes, not kept)`;
  }
  try {
    return redactBody(parseBody(type, raw));
  } catch {
    return undefined;
  }
}

/** A regional port serves its own location only, as regional hosts do. */
function checkRegion(call: Call): void {
  const name = call.params.name ?? call.params.parent ?? '';
  const location = parseResourceName(name.split('/operations')[0])?.location;
  if (call.region && location && location !== call.region) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.locationHost(location, call.region),
    );
  }
}

function safePath(request: Request): string {
  try {
    decodeURIComponent(request.path);
    return request.path;
  } catch {
    return '';
  }
}

function plainQuery(request: Request): Record<string, string> {
  const query = request.originalUrl.split(/\?(.*)/s)[1] ?? '';
  return Object.fromEntries(new URLSearchParams(query));
}

function rendered(route: Route, call: Call, reply: Reply): Reply {
  const alt = call.query.$alt ?? call.query.alt ?? '';
  if (!route.response || !alt.includes('enum-encoding=int')) return reply;
  return {
    ...reply,
    body: withIntegerEnums(route.response, reply.body as Json),
  };
}

function failed(error: unknown, entry: JournalEntry): Reply {
  if (error instanceof ApiError || error instanceof OAuthError) {
    entry.errorReason = error.reason;
    return {
      status: error.httpStatus,
      body: error.toBody(),
      headers: error.headers,
    };
  }
  // A defect of the emulator itself. The text goes to the client, because there is no secret in it to protect.
  const text =
    error instanceof Error ? error.stack ?? error.message : `${error}`;
  entry.errorReason = 'EMULATOR_DEFECT';
  return {
    status: 500,
    body: new ApiError('INTERNAL', `Defect of the emulator: ${text}`).toBody(),
  };
}

function send(response: Response, reply: Reply): void {
  response.status(reply.status ?? 200);
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    response.setHeader(name, value);
  }
  if (Buffer.isBuffer(reply.body)) {
    response.send(reply.body);
    return;
  }
  // Not response.json: Google writes the charset in capitals.
  response.setHeader('content-type', 'application/json; charset=UTF-8');
  response.end(JSON.stringify(reply.body as JsonObject));
}
