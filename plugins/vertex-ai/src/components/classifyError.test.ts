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
      'google_sign_in_required',
      'forbidden',
      'role_missing',
      'guardrail_violated',
      'requirement_unmet',
      'step_up_refused',
      'vote_refused',
      'access_ended',
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

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'broken'],
    [
      'an error that lost its problem',
      Object.assign(new VertexAiProblemError(new Refusal('internal').problem), {
        problem: undefined,
      }),
    ],
    [
      'a code of a newer server',
      new VertexAiProblemError({
        ...new Refusal('internal').problem,
        code: 'brand_new' as 'internal',
      }),
    ],
  ])('takes %s for an answer that cannot be read', (_, error) => {
    expect(classifyError(error)).toEqual({
      kind: 'unreadable',
      refused: false,
    });
  });

  it('knows a problem from another copy of the package', () => {
    const { problem } = new Refusal('forbidden');
    expect(classifyError(Object.assign(new Error(), { problem })).kind).toBe(
      'forbidden',
    );
  });
});
