import {
  ErrorCode,
  errorStatus,
  Problem,
} from '@backstage-vertex/plugin-vertex-ai-common';

export interface VertexAiErrorOptions {
  /** For the log only; may name internals, never holds a token. */
  privateDetail?: string;
  cause?: unknown;
  errors?: Problem['errors'];
  requirements?: Problem['requirements'];
  hop?: string;
  google?: Problem['google'];
  /** Whether the same request may work later, and after how long. Absent: it will not. */
  retry?: { afterMs: number };
}

/**
 * A failure with a code from the closed list. The message is public: it says what was wrong, where, and what would be right.
 */
export class VertexAiError extends Error {
  readonly code: ErrorCode;
  readonly privateDetail?: string;
  readonly errors?: Problem['errors'];
  readonly requirements?: Problem['requirements'];
  readonly hop?: string;
  readonly google?: Problem['google'];
  readonly retry?: { afterMs: number };

  constructor(
    code: ErrorCode,
    message: string,
    options: VertexAiErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'VertexAiError';
    this.code = code;
    this.privateDetail = options.privateDetail;
    this.errors = options.errors;
    this.requirements = options.requirements;
    this.hop = options.hop;
    this.google = options.google;
    this.retry = options.retry;
  }

  static is(error: unknown): error is VertexAiError {
    return error instanceof Error && error.name === 'VertexAiError';
  }

  /** The problem document that the caller gets. */
  toProblem(correlationId: string): Problem {
    return {
      type: `urn:backstage-vertex:problem:${this.code}`,
      title: this.code.replace(/_/g, ' '),
      status: errorStatus[this.code],
      code: this.code,
      detail: this.message,
      correlationId,
      errors: this.errors,
      requirements: this.requirements,
      hop: this.hop,
      google: this.google,
    };
  }
}

/** Bad input in one place, in words and by its path: `query.cursor: …`. */
export function invalidField(path: string, message: string): VertexAiError {
  return new VertexAiError('invalid_request', `${path}: ${message}`, {
    errors: [{ path, message }],
  });
}

/** A cursor of a list that did not make it. */
export function invalidCursor(): VertexAiError {
  return invalidField(
    'query.cursor',
    'take it from nextCursor of the page before, as it is',
  );
}
