import { parseInstances } from './parseInstances';

describe('parseInstances', () => {
  it.each<[string, string, unknown]>([
    [
      'an object',
      '{"instances":[1],"parameters":{"k":2}}',
      { instances: [1], parameters: { k: 2 } },
    ],
    ['a bare array', '[[1,2]]', { instances: [[1, 2]] }],
  ])('takes %s', (_, text, request) => {
    expect(parseInstances(text)).toEqual({ request });
  });

  it.each<[string, string, ['json' | 'shape', RegExp]]>([
    ['no JSON', '{', ['json', /JSON/]],
    ['no instance', '{"instances":[]}', ['shape', /^instances: /]],
    ['an unknown field', '{"instances":[1],"x":1}', ['shape', /x/]],
    ['a number', '7', ['shape', /object/]],
  ])('refuses %s and says what is wrong', (_, text, [kind, detail]) => {
    expect(parseInstances(text).mistake).toEqual({
      kind,
      detail: expect.stringMatching(detail),
    });
  });
});
