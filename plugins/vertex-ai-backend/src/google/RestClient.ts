import {
  callGoogle,
  callHeaders,
  GoogleFailureSignal,
  transportErrorOf,
} from './calls';
import type { CallContext } from './CallContext';
import {
  believed,
  GoogleCall,
  GoogleFailure,
  isGoogleStatus,
  statusOfHttp,
} from './GoogleApiError';
import { createGoogleFetch } from './googleFetch';
import { HttpAnswer, requestAsHost } from './loopbackHost';

export interface RestRequest {
  method: 'GET' | 'POST';
  url: string;
  /** Host header to say to a loopback server; absent: the URL's. */
  host?: string;
  /** Repeated for each value of a list. */
  query?: Record<string, string | number | readonly string[] | undefined>;
  body?: unknown;
}

interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

class RefusedError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`HTTP ${answer.status}`);
    this.answer = answer;
  }
}

/** Google's JSON over HTTP, for the methods that the generated clients do not offer or do not offer well. */
export class RestClient {
  readonly #fetch = createGoogleFetch();
  readonly #timeoutMs: number;

  constructor(options: { timeoutMs: number }) {
    this.#timeoutMs = options.timeoutMs;
  }

  /** The parsed body of a 2xx answer. @throws VertexAiError of the one table of Google's statuses */
  async send(
    call: GoogleCall,
    request: RestRequest,
    ctx: CallContext,
  ): Promise<unknown> {
    return callGoogle(call, ctx, {
      attempt: async () => {
        const answer = await this.#attempt(request, ctx);
        if (answer.status < 200 || answer.status >= 300) {
          throw new RefusedError(answer);
        }
        return answer.body;
      },
      failureOf,
    });
  }

  async #attempt(request: RestRequest, ctx: CallContext): Promise<Answer> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      const { status, headers, text } = await this.#exchange(request, {
        method: request.method,
        headers: {
          ...callHeaders(ctx),
          accept: 'application/json',
          ...(request.body === undefined
            ? {}
            : { 'content-type': 'application/json' }),
        },
        body:
          request.body === undefined ? undefined : JSON.stringify(request.body),
        signal: ctx.signal ? AbortSignal.any([timeout, ctx.signal]) : timeout,
      });
      return { status, headers, body: parseJson(text) };
    } catch (error) {
      throw timeout.aborted
        ? new GoogleFailureSignal({ status: 'DEADLINE_EXCEEDED' })
        : error;
    }
  }

  async #exchange(
    request: RestRequest,
    init: Parameters<typeof requestAsHost>[2],
  ): Promise<HttpAnswer> {
    const url = withQuery(request);
    if (request.host !== undefined) {
      return requestAsHost(request.host, url, init);
    }
    const response = await this.#fetch(url, init);
    const { status, headers } = response;
    return { status, headers, text: await response.text() };
  }
}

/** A body that is not JSON comes from something between Google and us, and says nothing that we may repeat. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withQuery({ url, query = {} }: RestRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== '') {
        search.append(name, String(item));
      }
    }
  }
  return search.size === 0 ? url : `${url}?${search}`;
}

/** What is in Google's error body (google.rpc.Status as JSON). */
interface ErrorBody {
  error?: {
    code?: number;
    status?: string;
    message?: string;
    details?: { '@type'?: string; reason?: string; retryDelay?: string }[];
  };
}

function failureOf(error: unknown): GoogleFailure {
  return error instanceof RefusedError
    ? failureOfAnswer(error.answer)
    : { status: 'UNAVAILABLE', transport: transportErrorOf(error) };
}

function failureOfAnswer({ status, headers, body }: Answer): GoogleFailure {
  const error =
    typeof body === 'object' && body !== null
      ? (body as ErrorBody).error
      : undefined;
  const details = Array.isArray(error?.details) ? error.details : [];
  const retryAfterSeconds = Number(headers.get('retry-after') ?? NaN);
  const failure: GoogleFailure = {
    status: isGoogleStatus(error?.status) ? error.status : statusOfHttp(status),
    message: error?.message,
    reason: details.find(detail => detail.reason !== undefined)?.reason,
    http: status,
    retryAfterMs: Number.isFinite(retryAfterSeconds)
      ? retryAfterSeconds * 1000
      : undefined,
  };
  return believed(failure, body);
}
