import type { CallOptions } from 'google-gax';
import type { CallContext } from '../CallContext';
import { callGoogle, callHeaders, transportErrorOf } from '../calls';
import {
  believed,
  GoogleCall,
  GoogleFailure,
  GoogleStatus,
  statusName,
  statusOfHttp,
} from '../GoogleApiError';

/** Runs methods of the generated clients: headers, timeout and one form of failure for all of them. */
export class GapicCaller {
  readonly #timeoutMs: number;

  constructor(options: { timeoutMs: number }) {
    this.#timeoutMs = options.timeoutMs;
  }

  call<T>(
    call: GoogleCall,
    ctx: CallContext,
    attempt: (options: CallOptions) => Promise<T>,
  ): Promise<T> {
    return callGoogle(call, ctx, {
      attempt: () =>
        attempt({
          timeout: this.#timeoutMs,
          autoPaginate: false,
          otherArgs: { headers: callHeaders(ctx) },
        }),
      failureOf,
    });
  }
}

/** Under which google-gax keeps what was really answered; it makes a status of its own out of any JSON. */
const BODY = Symbol.for('google-gax.rawHttpResponsePayload');

/** What google-gax throws over REST; `code` is a number of google.rpc.Code. */
interface GaxError {
  code?: unknown;
  httpStatusCode?: number;
  message?: string;
  reason?: string;
  /** Only on an error that was read from a google.rpc.Status. */
  details?: unknown;
  statusDetails?: { retryDelay?: { seconds?: string | number } }[] | string;
  [BODY]?: unknown;
}

/**
 * The message is Google's only where a google.rpc.Status was read. Everything else that the library says describes our side
 * or repeats what something between Google and us has sent, so of that only the system error's name is kept.
 */
function failureOf(error: unknown): GoogleFailure {
  const { code, httpStatusCode, message, reason, details, statusDetails } =
    error as GaxError;
  const status = statusOf(code, httpStatusCode);
  if (httpStatusCode === undefined) {
    return { status, transport: transportErrorOf(error) };
  }
  const delay = Array.isArray(statusDetails)
    ? statusDetails.find(detail => detail.retryDelay)?.retryDelay?.seconds
    : undefined;
  const failure: GoogleFailure = {
    status,
    message: details === undefined ? undefined : message,
    reason,
    http: httpStatusCode,
    retryAfterMs: delay === undefined ? undefined : Number(delay) * 1000,
  };
  return believed(failure, bodyOf(error as GaxError));
}

/** JSON that is no status leaves the library without a code. */
function statusOf(code: unknown, http: number | undefined): GoogleStatus {
  if (typeof code === 'number') {
    return statusName(code);
  }
  return http === undefined ? 'UNKNOWN' : statusOfHttp(http);
}

function bodyOf({ [BODY]: body }: GaxError): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
