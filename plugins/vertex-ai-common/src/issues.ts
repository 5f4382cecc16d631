import { z } from 'zod';

/** One bad field: where it is and what would be right. */
export interface FieldIssue {
  path: string;
  message: string;
}

/**
 * Every mistake of a failed parse as `path` and `message`.
 *
 * A bad key of a record says what is wrong with the key itself, which zod reports one level deeper.
 *
 * @param root - put before each path, for instance `body` or `vertexAi`
 */
export function fieldIssues(root: string, error: z.ZodError): FieldIssue[] {
  return error.issues.flatMap(issue => {
    const path = [root, ...issue.path].join('.');
    return issue.code === 'invalid_key'
      ? issue.issues.map(({ message }) => ({ path, message }))
      : [{ path, message: issue.message }];
  });
}
