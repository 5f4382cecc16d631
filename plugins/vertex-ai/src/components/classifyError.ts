import {
  ErrorCode,
  Problem,
  problemSchema,
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
  'guardrail_violated',
  'requirement_unmet',
  'step_up_refused',
  'vote_refused',
  'access_ended',
  'google_permission_denied',
  'google_sign_in_required',
];

export function classifyError(error: unknown): ClassifiedError {
  const problem = problemOf(error);
  if (problem) {
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

/**
 * The problem document that an error carries, if it is one that this page knows how to word.
 *
 * Taken by its shape: an app may hold two copies of the package, and then the class is another one.
 */
function problemOf(error: unknown): Problem | undefined {
  const problem = (error as Partial<VertexAiProblemError> | null | undefined)
    ?.problem;
  return problemSchema.safeParse(problem).success ? problem : undefined;
}
