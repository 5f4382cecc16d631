import { Json, JsonObject } from './json';

/** google.rpc.Code with its number and the HTTP status of the standard mapping (google/rpc/code.proto). */
export const CODES = {
  CANCELLED: { number: 1, http: 499 },
  UNKNOWN: { number: 2, http: 500 },
  INVALID_ARGUMENT: { number: 3, http: 400 },
  DEADLINE_EXCEEDED: { number: 4, http: 504 },
  NOT_FOUND: { number: 5, http: 404 },
  ALREADY_EXISTS: { number: 6, http: 409 },
  PERMISSION_DENIED: { number: 7, http: 403 },
  RESOURCE_EXHAUSTED: { number: 8, http: 429 },
  FAILED_PRECONDITION: { number: 9, http: 400 },
  ABORTED: { number: 10, http: 409 },
  OUT_OF_RANGE: { number: 11, http: 400 },
  UNIMPLEMENTED: { number: 12, http: 501 },
  INTERNAL: { number: 13, http: 500 },
  UNAVAILABLE: { number: 14, http: 503 },
  UNAUTHENTICATED: { number: 16, http: 401 },
} as const;

export type StatusName = keyof typeof CODES;

export function isStatusName(name: string): name is StatusName {
  return name in CODES;
}

/** A failure in the JSON shape that Google's APIs share: {"error": {code, message, status, details}}. */
export class ApiError extends Error {
  readonly httpStatus: number;
  readonly headers: Record<string, string> = {};

  constructor(
    readonly status: StatusName,
    message: string,
    readonly details: JsonObject[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
    this.httpStatus = CODES[status].http;
  }

  /** The reason of the ErrorInfo detail, else the status: what the journal shows. */
  get reason(): string {
    const info = this.details.find(d => typeof d.reason === 'string');
    return info ? (info.reason as string) : this.status;
  }

  withHeader(name: string, value: string): this {
    this.headers[name] = value;
    return this;
  }

  toBody(): JsonObject {
    const error: JsonObject = {
      code: this.httpStatus,
      message: this.message,
      status: this.status,
    };
    if (this.details.length > 0) error.details = this.details as Json[];
    return { error };
  }

  /** google.rpc.Status, as a failed long-running operation carries it. */
  toStatus(): JsonObject {
    return { code: CODES[this.status].number, message: this.message };
  }
}

export function errorInfo(
  reason: string,
  domain: string,
  metadata: Record<string, string>,
): JsonObject {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain,
    metadata,
  };
}

/** The detail that names every bad field; a violation of the body as a whole has no field. */
export function badRequest(
  violations: { field: string; description: string }[],
): JsonObject {
  return {
    '@type': 'type.googleapis.com/google.rpc.BadRequest',
    fieldViolations: violations.map(
      ({ field, description }): JsonObject =>
        field ? { field, description } : { description },
    ),
  };
}

/** A failure in the OAuth 2.0 shape (RFC 6749 §5.2), which STS and oauth2.googleapis.com answer with. */
export class OAuthError extends Error {
  readonly headers: Record<string, string> = {};

  constructor(
    readonly error: string,
    readonly description: string,
    readonly httpStatus = 400,
  ) {
    super(`${error}: ${description}`);
    this.name = 'OAuthError';
  }

  get reason(): string {
    return this.error;
  }

  withHeader(name: string, value: string): this {
    this.headers[name] = value;
    return this;
  }

  toBody(): JsonObject {
    return { error: this.error, error_description: this.description };
  }
}
