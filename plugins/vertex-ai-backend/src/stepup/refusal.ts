import { VertexAiError } from '../core';

/** A step-up that does not count. The message says what to do; the detail, for the log only, says what was wrong. */
export function stepUpRefused(
  message: string,
  detail?: { privateDetail?: string; cause?: unknown },
): VertexAiError {
  return new VertexAiError('step_up_refused', message, detail);
}
