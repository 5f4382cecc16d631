import type { ErrorCode } from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from './VertexAiError';

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
