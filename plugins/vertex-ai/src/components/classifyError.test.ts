import {
  errorCodes,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Refusal } from '../__testUtils__/backend';
import { classifyError } from './classifyError';

describe('classifyError', () => {
  it('takes only answers that say "not you" for refusals', () => {
    expect(
      errorCodes.filter(
        code =>
          classifyError(new VertexAiProblemError(new Refusal(code).problem))
            .refused,
      ),
    ).toEqual([
      'forbidden',
      'role_missing',
      'requirement_unmet',
      'google_permission_denied',
    ]);
  });

  it('tells no answer from one that cannot be read', () => {
    expect(classifyError(new TypeError('Failed to fetch')).kind).toBe(
      'unreachable',
    );
    expect(classifyError(new SyntaxError('Unexpected token')).kind).toBe(
      'unreadable',
    );
  });
});
