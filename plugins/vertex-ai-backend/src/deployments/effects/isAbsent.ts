import { VertexAiError } from '../../core';

/** Whether Google itself says that something is not there. A location that is configured no more says nothing of the kind. */
export function isAbsent(error: unknown): boolean {
  return (
    VertexAiError.is(error) &&
    error.code === 'not_found' &&
    error.google !== undefined
  );
}
