import { setTimeout as delay } from 'node:timers/promises';
import { traceparent, VertexAiError } from '../core';
import type { CallContext } from './CallContext';
import { GoogleCall, GoogleFailure, googleApiError } from './GoogleApiError';

/** A failure before it has become an error of ours; holds nothing of the request. */
export class GoogleFailureSignal extends Error {
  readonly failure: GoogleFailure;

  constructor(failure: GoogleFailure) {
    super(failure.status);
    this.failure = failure;
  }
}

/** Pauses before the second and third attempt of a read that found Google unavailable. */
const READ_RETRY_DELAYS_MS = [150, 600];

/** Headers of every call: as whom, why, and under which trace. */
export function callHeaders(ctx: CallContext): Record<string, string> {
  return {
    authorization: `Bearer ${ctx.credential.token.reveal()}`,
    'x-goog-request-reason': ctx.reason,
    traceparent: traceparent(ctx.correlationId),
  };
}

/**
 * Makes one call: reads are repeated when Google is unavailable, writes never; every failure leaves as a
 * `VertexAiError`; a caller who has gone away is not kept waiting.
 *
 * `failureOf` tells what a thrown value of the client in use means.
 */
export async function callGoogle<T>(
  call: GoogleCall,
  ctx: CallContext,
  client: {
    attempt(): Promise<T>;
    failureOf(error: unknown): GoogleFailure;
  },
): Promise<T> {
  const delaysMs = call.kind === 'read' ? READ_RETRY_DELAYS_MS : [];
  for (let attempt = 0; ; attempt++) {
    try {
      return await untilAborted(client.attempt(), ctx.signal);
    } catch (error) {
      // Ended before it was sent; Google has not heard of it.
      if (VertexAiError.is(error)) {
        throw error;
      }
      const failure =
        error instanceof GoogleFailureSignal
          ? error.failure
          : client.failureOf(error);
      if (failure.status === 'UNAUTHENTICATED') {
        ctx.credential.refused?.();
      }
      const again = delaysMs[attempt];
      if (
        failure.status !== 'UNAVAILABLE' ||
        again === undefined ||
        ctx.signal?.aborted
      ) {
        throw googleApiError(call, failure, ctx);
      }
      await delay(again * (0.5 + Math.random() / 2));
    }
  }
}

/** The clients cannot all be aborted; what nobody waits for any more ends at its own timeout. */
function untilAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) {
    return work;
  }
  return new Promise<T>((resolve, reject) => {
    const leave = () =>
      reject(new GoogleFailureSignal({ status: 'CANCELLED' }));
    if (signal.aborted) {
      leave();
    }
    signal.addEventListener('abort', leave, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
  });
}

/** The name of the system error under a failed request, for instance ECONNREFUSED; the message may hold the request. */
export function transportErrorOf(error: unknown): string | undefined {
  for (
    let current = error as { code?: unknown; cause?: unknown } | undefined;
    current;
    current = current.cause as typeof current
  ) {
    if (
      typeof current.code === 'string' &&
      /^[A-Z][A-Z0-9_]{2,40}$/.test(current.code)
    ) {
      return current.code;
    }
  }
  return undefined;
}
