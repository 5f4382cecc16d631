import { ErrorCode } from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../core';
import type { CallContext } from './CallContext';

/** Status names of `google.rpc.Code`, by number. */
const STATUS_NAMES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;
export type GoogleStatus = (typeof STATUS_NAMES)[number];

/** The name of a `google.rpc.Code`. */
export function statusName(code: number | undefined): GoogleStatus {
  return (code !== undefined && STATUS_NAMES[code]) || 'UNKNOWN';
}

export function isGoogleStatus(value: unknown): value is GoogleStatus {
  return (STATUS_NAMES as readonly unknown[]).includes(value);
}

/** HTTP status to `google.rpc.Code` where the body does not say it (the table of google/rpc/code.proto). */
const STATUS_OF_HTTP: Record<number, GoogleStatus> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  412: 'FAILED_PRECONDITION',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  501: 'UNIMPLEMENTED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

export function statusOfHttp(http: number): GoogleStatus {
  return STATUS_OF_HTTP[http] ?? (http >= 500 ? 'INTERNAL' : 'UNKNOWN');
}

/**
 * What a call does, because two statuses mean different things for different calls and Google's text is never matched:
 * `endpointWrite` changes an endpoint that may be changing already, `etagWrite` carries the etag that was read before.
 */
export type CallKind = 'read' | 'write' | 'endpointWrite' | 'etagWrite';

/** One method of one Google API. */
export interface GoogleCall {
  /** Service and method, for people: `EndpointService.DeployModel`. */
  rpc: string;
  kind: CallKind;
}

/** What is known about a failure, whichever client it came from. */
export interface GoogleFailure {
  status: GoogleStatus;
  /** Google's own words; absent when nothing of Google's was received. */
  message?: string;
  /** `reason` of google.rpc.ErrorInfo, for instance IAM_PERMISSION_DENIED. */
  reason?: string;
  http?: number;
  /** System error of a call that got no answer, for instance ECONNREFUSED. */
  transport?: string;
  /** From google.rpc.RetryInfo or a Retry-After header. */
  retryAfterMs?: number;
}

/**
 * The failure, if a 404 in it is Google's word: a body in the form of google.rpc.Status that says NOT_FOUND. Any other 404 comes from
 * something between Google and us, or from a wrong address, and does not say that what was asked for does not exist.
 */
export function believed(failure: GoogleFailure, body: unknown): GoogleFailure {
  if (failure.status !== 'NOT_FOUND' || saysNotFound(body)) {
    return failure;
  }
  const { message: _, reason: __, ...rest } = failure;
  return { ...rest, status: 'UNAVAILABLE' };
}

function saysNotFound(body: unknown): boolean {
  const error = (
    body as { error?: { status?: unknown; message?: unknown } } | undefined
  )?.error;
  return error?.status === 'NOT_FOUND' && typeof error.message === 'string';
}

interface Rule {
  code: ErrorCode;
  /** Milliseconds after which the same request may work. */
  retryAfterMs?: number;
}

/** The one table from a status of Google to a code of ours. */
const RULES: Record<GoogleStatus, Rule | Record<CallKind, Rule>> = {
  OK: { code: 'google_failed' },
  CANCELLED: { code: 'google_failed' },
  UNKNOWN: { code: 'google_failed' },
  INVALID_ARGUMENT: { code: 'google_rejected' },
  DEADLINE_EXCEEDED: { code: 'google_timeout', retryAfterMs: 1_000 },
  NOT_FOUND: { code: 'not_found' },
  ALREADY_EXISTS: { code: 'conflict' },
  PERMISSION_DENIED: { code: 'google_permission_denied' },
  RESOURCE_EXHAUSTED: { code: 'quota_exceeded', retryAfterMs: 10_000 },
  FAILED_PRECONDITION: {
    read: { code: 'google_rejected' },
    write: { code: 'google_rejected' },
    endpointWrite: { code: 'endpoint_busy', retryAfterMs: 5_000 },
    etagWrite: { code: 'etag_mismatch' },
  },
  ABORTED: {
    read: { code: 'google_failed', retryAfterMs: 1_000 },
    write: { code: 'conflict', retryAfterMs: 1_000 },
    endpointWrite: { code: 'endpoint_busy', retryAfterMs: 5_000 },
    etagWrite: { code: 'etag_mismatch' },
  },
  OUT_OF_RANGE: { code: 'google_rejected' },
  UNIMPLEMENTED: { code: 'google_failed' },
  INTERNAL: { code: 'google_failed', retryAfterMs: 1_000 },
  UNAVAILABLE: { code: 'google_unavailable', retryAfterMs: 1_000 },
  DATA_LOSS: { code: 'google_failed' },
  /** The token ended or was refused. A new one may work, so the call may be made again. */
  UNAUTHENTICATED: { code: 'google_failed', retryAfterMs: 1_000 },
};

const MAX_MESSAGE_LENGTH = 2_000;

/**
 * A failed call as an error of ours. It keeps Google's status, reason and words, and nothing of the request: clients put
 * requests with their headers into the errors that they throw, so no such error becomes the cause.
 */
export function googleApiError(
  call: GoogleCall,
  failure: GoogleFailure,
  context: Pick<CallContext, 'credential'>,
): VertexAiError {
  const entry = RULES[failure.status];
  const rule = 'code' in entry ? entry : entry[call.kind];
  const words = failure.message && clean(failure.message, context);
  const retryAfterMs = failure.retryAfterMs ?? rule.retryAfterMs;
  return new VertexAiError(
    failure.http === 413 ? 'payload_too_large' : rule.code,
    words
      ? `Google answers ${failure.status} to ${call.rpc}: ${words}`
      : `${explain(failure)} (${call.rpc}).`,
    {
      google:
        failure.http === undefined && !words
          ? undefined
          : {
              status: failure.status,
              reason: failure.reason,
              message: words ?? '',
            },
      privateDetail: [
        `rpc=${call.rpc}`,
        `http=${failure.http ?? 'none'}`,
        failure.transport && `transport=${failure.transport}`,
      ]
        .filter(Boolean)
        .join(' '),
      retry:
        retryAfterMs === undefined || rule.retryAfterMs === undefined
          ? undefined
          : { afterMs: retryAfterMs },
    },
  );
}

function explain(failure: GoogleFailure): string {
  if (failure.http !== undefined) {
    return `Google answers HTTP ${failure.http} (${failure.status}) without a message`;
  }
  switch (failure.status) {
    case 'DEADLINE_EXCEEDED':
      return 'Google did not answer in time';
    case 'CANCELLED':
      return 'The call was given up because the caller went away';
    default:
      return `Google could not be reached${
        failure.transport ? `: ${failure.transport}` : ''
      }`;
  }
}

/** A proxy may echo what it was sent, so the token is taken out of whatever words came back. */
function clean(
  message: string,
  context: Pick<CallContext, 'credential'>,
): string {
  return context.credential.token
    .takenOutOf(message)
    .slice(0, MAX_MESSAGE_LENGTH);
}
