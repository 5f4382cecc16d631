import { guardrailMistake } from '../core';
import { evaluatorOf, GuardrailFacts } from './guardrails';

const facts: GuardrailFacts = {
  request: {
    action: 'deployment.create',
    location: 'europe-west4',
    machine: { machineType: 'n1-standard-4' },
    replicas: { min: 1, max: 3 },
    endpoint: { kind: 'new', displayName: 'x', labels: { team: 'fraud' } },
    serviceAccount: undefined,
    trafficPercent: 100,
  },
  model: { displayName: 'fraud-score', labels: { value: 'high' } },
  environment: { name: 'prod', project: 'ml-prod' },
  actor: {
    kind: 'user',
    ref: 'user:default/dana',
    groups: ['user:default/dana', 'group:default/fraud-ml'],
  },
  // A Friday.
  now: new Date('2026-11-27T17:30:00Z'),
};

describe('a guardrail', () => {
  it.each([
    ["request.machine.machineType.startsWith('n1-')", 'satisfied'],
    ["request.machine.machineType in ['n1-standard-2']", 'violated'],
    ['request.replicas.max <= 3', 'satisfied'],
    ['request.replicas.max <= 2', 'violated'],
    ["request.location == 'europe-west4'", 'satisfied'],
    ["'team' in request.endpoint.labels", 'satisfied'],
    ["'cost-centre' in request.endpoint.labels", 'violated'],
    ['!has(request.serviceAccount)', 'satisfied'],
    ['!has(request.machine.acceleratorType)', 'satisfied'],
    [
      "model.labels[?'value'].orValue('') != 'high' || 'group:default/fraud-ml' in actor.groups",
      'satisfied',
    ],
    [
      "!has(model.labels.value) || 'group:default/risk' in actor.groups",
      'violated',
    ],
    ["model.displayName.matches('^fraud-')", 'satisfied'],
    [
      "!(now.getDayOfWeek('Europe/Berlin') == 5 && now.getHours('Europe/Berlin') >= 18)",
      'violated',
    ],
    ["now < timestamp('2026-12-20T00:00:00Z')", 'satisfied'],
    ["environment.name != 'prod' || request.replicas.min >= 2", 'violated'],
  ])('%s is %s', (expression, outcome) => {
    expect(guardrailMistake(expression)).toBeUndefined();
    expect(evaluatorOf(facts)({ expression })).toEqual({ outcome });
  });

  it.each([
    ["request.serviceAccount == 'a@b'", 'No such key: serviceAccount'],
    ['request.nothing.deep == 1', 'No such key: nothing'],
    ['request.machine.machineType', 'neither true nor false'],
    ["now.getHours('Nowhere/Else') < 18", 'Invalid time zone'],
    ["request.replicas.max < '3'", 'no such overload'],
  ])('has no answer, which is no yes: %s', (expression, why) => {
    expect(guardrailMistake(expression)).toBeUndefined();
    expect(evaluatorOf(facts)({ expression })).toEqual({
      outcome: 'unevaluable',
      why: expect.stringContaining(why),
    });
  });

  it.each([
    ['request.replicas.max <=', 'Unexpected token'],
    ['requets.replicas.max <= 3', 'Unknown variable: requets'],
    ["'n1' + 1", 'no such overload'],
    ['1 + 1', 'it gives int, not true or false'],
    ['""', 'it gives string'],
    [`true${' && true'.repeat(400)}`, 'maxAstNodes'],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, 'maxDepth'],
  ])('cannot be configured: %s', (expression, mistake) => {
    expect(guardrailMistake(expression)).toContain(mistake);
  });

  it.each([
    ["'group:default/fraud-ml' in actor.groups", 'satisfied'],
    ["'group:default/other' in actor.groups", 'violated'],
    ['actor.groups.size() == 2', 'satisfied'],
    ["actor.groups.exists(g, g.endsWith('/fraud-ml'))", 'satisfied'],
    ["actor.groups.all(g, g.startsWith('group:'))", 'violated'],
    ["actor.groups[0] == 'user:default/dana'", 'satisfied'],
    ["actor.claims.department == 'fraud'", 'satisfied'],
  ])('asks about the actor as about any list and map: %s', (asked, outcome) => {
    const actor = {
      ...facts.actor,
      claims: { values: { department: 'fraud' }, verifiedAt: facts.now },
    };
    expect(evaluatorOf({ ...facts, actor })({ expression: asked })).toEqual({
      outcome,
    });
  });

  it('knows the hour in a time zone on both sides of a change of the clocks', () => {
    const hourAt = (now: string) =>
      Array.from({ length: 24 }, (_, hour) => hour).filter(
        hour =>
          evaluatorOf({ ...facts, now: new Date(now) })({
            expression: `now.getHours('Europe/Berlin') == ${hour}`,
          }).outcome === 'satisfied',
      );
    expect(hourAt('2026-03-29T00:30:00Z')).toEqual([1]);
    expect(hourAt('2026-03-29T01:30:00Z')).toEqual([3]);
    expect(hourAt('2026-06-30T22:30:00Z')).toEqual([0]);
  });

  it.each([
    ['Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', '01:59 on day 0'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '01:30 on day 0'],
    ['Asia/Kathmandu', '2026-11-27T18:14:59Z', '23:59 on day 5'],
    ['Asia/Kathmandu', '2026-11-27T18:15:00Z', '00:00 on day 6'],
    ['America/New_York', '2026-11-01T05:59:00Z', '01:59 on day 0'],
    ['America/New_York', '2026-11-01T06:00:00Z', '01:00 on day 0'],
  ])('knows the clock of %s at %s: %s', (zone, now, clock) => {
    const [, hour, minute, day] = /(\d+):(\d+) on day (\d)/.exec(clock)!;
    const ask = evaluatorOf({ ...facts, now: new Date(now) });
    expect(
      ask({
        expression: `now.getHours('${zone}') == ${Number(
          hour,
        )} && now.getMinutes('${zone}') == ${Number(
          minute,
        )} && now.getDayOfWeek('${zone}') == ${day}`,
      }),
    ).toEqual({ outcome: 'satisfied' });
  });

  it('is evaluated the same whatever was evaluated before', () => {
    const ceiling = { expression: 'request.replicas.max <= 3' };
    const over = { ...facts, request: { replicas: { max: 4 } } };
    expect([facts, over, facts].map(one => evaluatorOf(one)(ceiling))).toEqual(
      ['satisfied', 'violated', 'satisfied'].map(outcome => ({ outcome })),
    );
  });
});
