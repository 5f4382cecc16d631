import { LoggerService } from '@backstage/backend-plugin-api';
import { fieldIssues } from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';
import { VertexAiError } from '../core';

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
