import { guardrailMistake } from '../core';
import { environmentWith, user } from '../__testUtils__/environmentWith';
import { decide } from './decide';

const DANA = user(
  'user:default/dana',
  'group:default/ml',
  ...Array.from({ length: 500 }, (_, index) => `group:default/g${index}`),
);
const SOON_MS = 2_000;

function deployOf(expression: string, request: object) {
  return decide({
    actor: DANA,
    action: 'deployment.create',
    environment: environmentWith({
      access: { deployer: { groups: ['group:default/ml'] } },
      guardrails: [{ name: 'guard', expression, message: 'No.' }],
    }),
    facts: { request, touches: [], now: new Date(0) },
  });
}

describe('a guardrail cannot be got around', () => {
  it.each<[string, string, object]>([
    ['a field that is missing', 'request.replicas.max <= 2', {}],
    [
      'a field that is missing inside of one',
      "request.endpoint.labels.team == 'fraud'",
      { endpoint: { labels: {} } },
    ],
    ['a field that is null', 'request.replicas.max <= 2', { replicas: null }],
    [
      'a field of another type',
      'request.replicas.max <= 2',
      { replicas: { max: '1' } },
    ],
    [
      'a field that every object has',
      'request.constructor',
      { constructor: undefined },
    ],
    [
      'loops that go on for ever: 500 groups, four deep',
      "actor.groups.all(a, actor.groups.all(b, actor.groups.all(c, actor.groups.all(d, a + b + c + d != ''))))",
      {},
    ],
    [
      'loops that go on for ever over what they have made',
      'actor.groups.map(a, actor.groups.map(b, a + b)).all(l, l.all(x, actor.groups.all(c, c != x)))',
      {},
    ],
    [
      'loops that go on for ever and find nothing',
      "!actor.groups.exists(a, actor.groups.exists(b, actor.groups.exists(c, a + b + c == '')))",
      {},
    ],
  ])('by %s: what cannot be evaluated refuses', (_, expression, request) => {
    expect(guardrailMistake(expression)).toBeUndefined();
    const startedMs = performance.now();
    expect(deployOf(expression, request)).toMatchObject({
      outcome: 'denied',
      reasons: [
        {
          code: 'guardrail',
          message: expect.stringMatching(/^No\. \(It could not be evaluated: /),
        },
      ],
    });
    expect(performance.now() - startedMs).toBeLessThan(SOON_MS);
  });

  it.each([
    ['(a+)+$'],
    ['^(a|a)*$'],
    ['^(.*a){25}$'],
    ['a*a*a*a*a*a*a*a*a*b'],
    [`${'a?'.repeat(30)}${'a'.repeat(30)}$`],
  ])('by a name that the pattern %s would be tried on for ever', pattern => {
    const expression = `!request.name.matches('${pattern}x')`;
    const startedMs = performance.now();
    expect(deployOf(expression, { name: `${'a'.repeat(2_000)}!` })).toEqual({
      outcome: 'allowed',
      role: 'deployer',
      rule: 'deployer',
    });
    expect(performance.now() - startedMs).toBeLessThan(SOON_MS);
  });

  it.each<[string, string, string]>([
    [
      'a pattern that is asked for',
      "'dana'.matches(request.pattern)",
      'a pattern that stands in the expression',
    ],
    [
      'a pattern that is none',
      "request.name.matches('(')",
      'no regular expression of RE2',
    ],
    [
      'a pattern that looks back',
      "request.name.matches('(a)\\\\1')",
      'no regular expression of RE2',
    ],
    [
      'a list that doubles itself',
      'cel.bind(a, actor.groups + actor.groups, cel.bind(b, a + a, size(b) > 0))',
      'cel.bind() is not part',
    ],
  ])('with %s: it cannot be configured', (_, expression, words) => {
    expect(guardrailMistake(expression)).toContain(words);
  });

  it('finds out all the same what 500 groups answer', () => {
    const member = (group: string) =>
      deployOf(`actor.groups.exists(g, g.matches('^group:.*/${group}$'))`, {})
        .outcome;
    expect(['g499', 'g500'].map(member)).toEqual(['allowed', 'denied']);
  });
});
