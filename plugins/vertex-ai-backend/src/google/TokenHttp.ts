import type { HopName } from '@backstage-vertex/plugin-vertex-ai-common';
import { setTimeout as delay } from 'node:timers/promises';
import { Secret, VertexAiError } from '../core';
import { transportErrorOf } from './calls';
import { createGoogleFetch } from './googleFetch';

/** Pauses before the second, third and fourth attempt. */
const RETRY_DELAYS_MS = [200, 600, 1_800];

const MAX_WORDS = 2_000;

/** One request for a token. */
export interface TokenRequest {
  /** The hop that it is, for errors. */
  hop: HopName;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** What the request carries and no error may repeat, whatever the other side echoes. */
  secrets: readonly Secret<string>[];
}

/** What Google says about a refusal, in either of its two shapes. */
interface Refusal {
  status: string;
  reason?: string;
  message: string;
}

/**
 * POST for tokens. Its own small client, because the request carries an assertion or a token: Google's library ignores timeouts
 * and proxies for the token service and keeps the subject token in what it throws.
 *
 * Never follows a redirect. Repeats only what Google answered with 429 or 5xx, until
 * the deadline of the whole.
 */
export class TokenHttp {
  readonly #fetch = createGoogleFetch();
  readonly #timeoutMs: number;

  /** @param options.timeoutMs for one token with all attempts */
  constructor(options: { timeoutMs: number }) {
    this.#timeoutMs = options.timeoutMs;
  }

  /**
   * The JSON object of a 2xx answer.
   *
   * @throws VertexAiError with the hop and Google's words: `handshake_failed` for a refusal, `quota_exceeded`,
   *   `google_unavailable` or `google_timeout`. It has no cause, because causes carry requests.
   */
  async post(request: TokenRequest): Promise<Record<string, unknown>> {
    const deadlineMs = performance.now() + this.#timeoutMs;
    for (let attempt = 0; ; attempt++) {
      const response = await this.#send(request, deadlineMs);
      const again = RETRY_DELAYS_MS[attempt];
      if (response.status !== 429 && response.status < 500) {
        return this.#read(request, response);
      }
      const pauseMs = retryAfterMs(response) ?? again;
      if (
        again === undefined ||
        performance.now() + pauseMs >= deadlineMs - 50
      ) {
        throw await this.#giveUp(request, response, pauseMs);
      }
      await response.body?.cancel();
      await delay(pauseMs);
    }
  }

  async #send(request: TokenRequest, deadlineMs: number): Promise<Response> {
    const leftMs = Math.max(1, Math.floor(deadlineMs - performance.now()));
    const init: RequestInit = {
      method: 'POST',
      headers: { accept: 'application/json', ...request.headers },
      body: request.body,
      redirect: 'error',
      signal: AbortSignal.timeout(leftMs),
    };
    try {
      return await this.#fetch(request.url, init);
    } catch (error) {
      throw this.#unreachable(request, error);
    }
  }

  async #read(
    request: TokenRequest,
    response: Response,
  ): Promise<Record<string, unknown>> {
    const body = await this.#json(request, response);
    if (!response.ok) {
      const google = refusalOf(request, response, body);
      throw new VertexAiError('handshake_failed', sentence(request, google), {
        hop: request.hop,
        google,
      });
    }
    if (!body) {
      throw new VertexAiError(
        'handshake_failed',
        `${service(request)} answered HTTP ${
          response.status
        } without a JSON object. Is a proxy in between?`,
        { hop: request.hop },
      );
    }
    return body;
  }

  async #giveUp(
    request: TokenRequest,
    response: Response,
    pauseMs: number | undefined,
  ): Promise<VertexAiError> {
    const body = await this.#json(request, response);
    const google = refusalOf(request, response, body);
    return new VertexAiError(
      response.status === 429 ? 'quota_exceeded' : 'google_unavailable',
      sentence(request, google),
      { hop: request.hop, google, retry: { afterMs: pauseMs ?? 5_000 } },
    );
  }

  async #json(
    request: TokenRequest,
    response: Response,
  ): Promise<Record<string, unknown> | undefined> {
    let text: string;
    try {
      text = await response.text();
    } catch (error) {
      throw this.#unreachable(request, error);
    }
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)
        : undefined;
    } catch {
      return undefined;
    }
  }

  #unreachable(request: TokenRequest, error: unknown): VertexAiError {
    const transport = transportErrorOf(error);
    if ((error as Error)?.name === 'TimeoutError') {
      return new VertexAiError(
        'google_timeout',
        `${service(request)} did not answer within ${Math.round(
          this.#timeoutMs / 1000,
        )} s.`,
        { hop: request.hop, retry: { afterMs: 1_000 } },
      );
    }
    return new VertexAiError(
      'google_unavailable',
      `${service(request)} could not be reached${
        transport ? ` (${transport})` : ''
      }.`,
      { hop: request.hop, retry: { afterMs: 1_000 } },
    );
  }
}

const SERVICES: Partial<Record<HopName, string>> = {
  sts: "Google's security token service",
  impersonation: "Google's IAM credentials service",
  tokenInfo: "Google's OAuth 2.0 service",
};

function service({ hop }: TokenRequest): string {
  return SERVICES[hop] ?? 'Google';
}

function sentence(request: TokenRequest, google: Refusal): string {
  return `${service(request)} answers ${google.status}: ${google.message}`;
}

/** `{error, error_description}` (RFC 6749 §5.2) from the token service, google.rpc.Status from everything else. */
function refusalOf(
  request: TokenRequest,
  response: Response,
  body: Record<string, unknown> | undefined,
): Refusal {
  const clean = (words: string) =>
    request.secrets
      .reduce((text, secret) => secret.takenOutOf(text), words)
      .slice(0, MAX_WORDS);
  const error = body?.error;
  if (typeof error === 'string') {
    return {
      status: clean(error),
      message: clean(String(body?.error_description ?? '')),
    };
  }
  const { status, message, details } = (error ?? {}) as {
    status?: unknown;
    message?: unknown;
    details?: unknown;
  };
  return {
    status:
      typeof status === 'string' ? clean(status) : `HTTP ${response.status}`,
    reason: reasonOf(details),
    message: typeof message === 'string' ? clean(message) : '',
  };
}

/** `reason` of google.rpc.ErrorInfo. */
function reasonOf(details: unknown): string | undefined {
  const reasons = Array.isArray(details)
    ? details.map(detail => (detail as { reason?: unknown })?.reason)
    : [];
  return reasons.find(
    (reason): reason is string =>
      typeof reason === 'string' && /^[A-Z0-9_]{1,63}$/.test(reason),
  );
}

/** Retry-After in seconds; Google does not send the date form. */
function retryAfterMs(response: Response): number | undefined {
  const seconds = response.headers.get('retry-after');
  return seconds !== null && /^[0-9]{1,5}$/.test(seconds)
    ? Number(seconds) * 1_000
    : undefined;
}
