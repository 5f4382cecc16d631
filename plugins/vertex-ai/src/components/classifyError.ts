import {
  ErrorCode,
  Problem,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** What went wrong, as far as the page can tell. */
export type ClassifiedError =
  | { kind: ErrorCode; refused: boolean; problem: Problem }
  /** No answer at all. */
  | { kind: 'unreachable'; refused: false; problem?: undefined }
  /** An answer that is not what the contract says; the packages may be of different versions. */
  | { kind: 'unreadable'; refused: false; problem?: undefined };

/** Codes that say "not you", in contrast to "not now" or "not so". */
const refusals: readonly ErrorCode[] = [
  'forbidden',
  'role_missing',
  'requirement_unmet',
  'google_permission_denied',
];

export function classifyError(error: unknown): ClassifiedError {
  if (error instanceof VertexAiProblemError) {
    const { problem } = error;
    return {
      kind: problem.code,
      refused: refusals.includes(problem.code),
      problem,
    };
  }
  if (error instanceof TypeError) {
    return { kind: 'unreachable', refused: false };
  }
  return { kind: 'unreadable', refused: false };
}
