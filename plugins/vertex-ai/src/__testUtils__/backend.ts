import {
  ErrorCode,
  errorStatus,
  Problem,
  RouteAnswer,
  RouteId,
  Routes,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { GoogleProvider } from './googleSession';

/** Where the test app resolves `plugin://vertex-ai` to. */
export const baseUrl = 'http://portal.test/api/vertex-ai';

export interface Call {
  params: Record<string, string>;
  query: Record<string, string>;
  body: any;
  headers: Headers;
}

/** An answer that refuses or fails, as the server words it. */
export class Refusal {
  readonly problem: Problem;

  constructor(code: ErrorCode, rest: Partial<Problem> = {}) {
    this.problem = {
      type: 'about:blank',
      title: code,
      status: errorStatus[code],
      code,
      detail: `Refused with ${code}.`,
      correlationId: '0123456789abcdef0123456789abcdef',
      ...rest,
    };
  }
}

/** The request arrived, but its answer gets lost on the way back. */
export class LostAnswer {}

type Answer<K extends RouteId> = RouteAnswer<Routes[K]>;

type Given<K extends RouteId> = Answer<K> | Refusal | LostAnswer;

type Rule<K extends RouteId> = (call: Call) => Given<K> | Promise<Given<K>>;

const nothingEnded = { endings: [], mayEndIn: [], mayEndEverywhere: false };

/**
 * The API over HTTP, answering what a test tells it to.
 *
 * Requests and answers are held against the contract, so that a test cannot pass on a shape that the real backend would
 * refuse or never send.
 */
export function startBackend() {
  const server = setupServer();
  registerMswTestHooks(server);
  const calls = new Map<RouteId, Call[]>();
  let google = new GoogleProvider();

  const backend = {
    /** The session at Google, which nobody has at first. */
    get google() {
      return google;
    },
    /** What has been asked for on a route in this test. */
    callsOf: (id: RouteId) => calls.get(id) ?? [],
    on<K extends RouteId>(id: K, answer: Given<K> | Rule<K>) {
      const rule: Rule<K> =
        typeof answer === 'function'
          ? (answer as Rule<K>)
          : () => answer as Answer<K>;
      const route = routes[id];
      const url = `${baseUrl}/v1${route.path.replace(/\{(\w+)\}/g, ':$1')}`;
      server.use(
        http[route.method](url, async ({ request, params }) => {
          const call: Call = {
            params: params as Record<string, string>,
            query: Object.fromEntries(new URL(request.url).searchParams),
            body: 'body' in route ? await request.json() : undefined,
            headers: request.headers,
          };
          const mistake = mistakeIn(id, call);
          if (mistake) {
            return problem(mistake);
          }
          calls.set(id, [...(calls.get(id) ?? []), call]);
          const given = await rule(call);
          if (given instanceof LostAnswer) {
            return HttpResponse.error();
          }
          return given instanceof Refusal
            ? problem(given)
            : HttpResponse.json(route.response.parse(given) as object, {
                status: route.status,
              });
        }),
      );
    },
  };
  beforeEach(() => {
    calls.clear();
    google = new GoogleProvider();
    server.use(...google.handlers);
    // Pages ask for these, for the overview and for the banner.
    backend.on('listApprovals', { items: [] });
    backend.on('getOwnAccess', nothingEnded);
  });

  return backend;
}

function mistakeIn(id: RouteId, call: Call): Refusal | undefined {
  const route = routes[id];
  const errors = [
    route.params.safeParse(call.params),
    route.query.safeParse(call.query),
    ...('body' in route ? [route.body!.safeParse(call.body)] : []),
  ].flatMap(parsed => (parsed.success ? [] : parsed.error.issues));
  if (errors.length > 0) {
    return new Refusal('invalid_request', {
      errors: errors.map(({ path, message }) => ({
        path: path.join('.'),
        message,
      })),
    });
  }
  return 'idempotent' in route && !call.headers.get('idempotency-key')
    ? new Refusal('idempotency_key_missing')
    : undefined;
}

function problem(refusal: Refusal) {
  return HttpResponse.json(refusal.problem, {
    status: refusal.problem.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
