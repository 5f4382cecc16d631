import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ErrorCode,
  fieldIssues,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';
import { VertexAiError } from '../core';

/** Errors of the framework that have a code of ours, by the name that Backstage gives them. */
const FRAMEWORK_ERRORS: Record<string, ErrorCode> = {
  AuthenticationError: 'unauthenticated',
  NotAllowedError: 'forbidden',
  NotFoundError: 'not_found',
  InputError: 'invalid_request',
  ConflictError: 'conflict',
};

/** Any thrown value as an error of ours. What is not known becomes `internal` and tells the caller nothing else. */
export function toVertexAiError(error: unknown): VertexAiError {
  if (VertexAiError.is(error)) {
    return error;
  }
  const { name, message } = error as { name?: string; message?: string };
  const code = name === undefined ? undefined : FRAMEWORK_ERRORS[name];
  if (code) {
    return new VertexAiError(code, message ?? code, { cause: error });
  }
  return new VertexAiError(
    'internal',
    'Something went wrong here. The log has the details under the correlation id.',
    { cause: error },
  );
}

/** Bad input with every bad field: `body.replicas.min: …`. */
export function invalidRequest(
  where: string,
  error: z.ZodError,
): VertexAiError {
  const errors = fieldIssues(where, error);
  return new VertexAiError(
    'invalid_request',
    errors.map(({ path, message }) => `${path}: ${message}`).join('; '),
    { errors },
  );
}

/** Logs a failure once. Causes of `internal` go with their stack; nothing that is logged can print a `Secret`. */
export function logProblem(
  logger: LoggerService,
  error: VertexAiError,
  correlationId: string,
): void {
  const meta = { correlationId, code: error.code };
  if (error.code === 'internal') {
    logger.error(
      `Unexpected failure: ${
        error.cause instanceof Error
          ? error.cause.stack
          : error.privateDetail ?? String(error.cause)
      }`,
      meta,
    );
  } else {
    logger.debug(
      `${error.message}${
        error.privateDetail ? ` (${error.privateDetail})` : ''
      }`,
      meta,
    );
  }
}
