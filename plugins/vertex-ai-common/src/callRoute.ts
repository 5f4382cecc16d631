import { Route, RouteAnswer, RouteId } from './routes';
import { Problem, problemSchema } from './schema/problem';

/** A refused or failed answer, as the problem document that the server sent. */
export class VertexAiProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'VertexAiProblemError';
    this.problem = problem;
  }
}

export interface VertexAiClientOptions {
  /** Base URL of the plugin, without the version: `plugin://vertex-ai`, or the discovered one. */
  baseUrl: string | (() => Promise<string>);
  /** Adds the caller's Backstage token; in a browser the fetch API, in a backend a wrapper around fetch. */
  fetch: typeof globalThis.fetch;
  /** More headers for one call, such as the caller's own Google token; asked for each. */
  headersFor?: (call: ClientCall) => Promise<Record<string, string>>;
}

/** A call that is about to be made. */
export interface ClientCall {
  route: RouteId;
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

export interface CallOptions {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** What the call is about, where its path does not say so. */
  environment?: string;
}

/** Calls one route. @throws VertexAiProblemError; a network failure stays what fetch throws */
export async function callRoute<T extends Route<any, any, any, any>>(
  client: VertexAiClientOptions,
  route: T,
  options: CallOptions,
): Promise<RouteAnswer<T>> {
  const base = client.baseUrl;
  const baseUrl = typeof base === 'string' ? base : await base();
  const { params, query, body, environment } = options;
  const moreHeaders = await client.headersFor?.({
    route: route.id as RouteId,
    params: environment === undefined ? params : { environment, ...params },
    query,
    body,
  });
  const response = await client.fetch(
    `${baseUrl}/v1${fillPath(route.path, options.params)}${queryString(
      options.query,
    )}`,
    {
      method: route.method.toUpperCase(),
      headers: {
        accept: 'application/json',
        ...(options.body === undefined
          ? {}
          : { 'content-type': 'application/json' }),
        ...options.headers,
        ...moreHeaders,
      },
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
    },
  );
  if (!response.ok) {
    throw new VertexAiProblemError(await readProblem(response));
  }
  return route.response.parse(await response.json()) as RouteAnswer<T>;
}

function fillPath(path: string, params: Record<string, unknown> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(params[name])),
  );
}

function queryString(query: Record<string, unknown> = {}): string {
  const entries = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return entries.length === 0
    ? ''
    : `?${new URLSearchParams(
        entries.map(([name, value]) => [name, String(value)]),
      )}`;
}

/** A proxy or the framework may answer instead of us; that too becomes a problem, without its body. */
async function readProblem(response: Response): Promise<Problem> {
  const parsed = problemSchema.safeParse(
    await response.json().catch(() => undefined),
  );
  if (parsed.success) {
    return parsed.data;
  }
  return {
    type: 'about:blank',
    title: response.statusText || 'Unexpected answer',
    status: response.status,
    code: response.status === 401 ? 'unauthenticated' : 'internal',
    detail: `The server answered ${response.status} without a problem document.`,
    correlationId: '',
  };
}
