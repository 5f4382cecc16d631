import * as fc from 'fast-check';
import { actions } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  environmentWith,
  user,
  withClaims,
} from '../__testUtils__/environmentWith';
import { decide } from './decide';
import { explainDecision } from './explain';

const guardrails = [
  { name: 'few', expression: 'request.replicas.max <= 2', message: 'Few.' },
  {
    name: 'broken',
    mode: 'observe',
    expression: "request.nothing == 'x'",
    message: 'Broken.',
  },
];
const environment = environmentWith({
  guardrails,
  access: {
    deployer: [
      { name: 'ml', groups: ['group:default/ml'] },
      {
        name: 'fraud',
        groups: ['group:default/fraud'],
        claims: { department: 'fraud' },
      },
    ],
    admin: { users: ['user:default/root'] },
  },
  models: [
    {
      name: 'high-value',
      match: { namePattern: 'fraud-*' },
      access: { deployer: { groups: ['group:default/risk'] } },
    },
  ],
  requires: { 'deployment.create': { stepUp: {} } },
});
const facts = {
  request: { replicas: { max: 3 } },
  touches: [{ displayName: 'fraud-x', labels: {} }],
  now: new Date('2026-11-27T12:00:00Z'),
};

describe('explainDecision', () => {
  it('tells every rule that was asked and what came of it', () => {
    expect(
      explainDecision({
        actor: user('user:default/a', 'group:default/fraud'),
        action: 'deployment.create',
        environment,
        location: 'us-central1',
        facts,
      }),
    ).toMatchObject({
      decision: { outcome: 'denied', reasons: [{ code: 'unknownLocation' }] },
      location: { name: 'us-central1', listed: false },
      roles: [
        {
          role: 'deployer',
          held: false,
          rules: [
            { rule: 'ml', matched: false, unmet: { member: true, claims: [] } },
            {
              rule: 'fraud',
              matched: false,
              claims: { department: ['fraud'] },
              unmet: { member: false, claims: ['department'] },
            },
          ],
        },
        { role: 'admin', held: false, rules: [{ users: 1, groups: [] }] },
      ],
      models: [
        {
          modelRule: 'high-value',
          model: 'fraud-x',
          roles: [
            { role: 'deployer', held: false },
            { role: 'admin', held: false, rules: [] },
          ],
        },
      ],
      guardrails: [
        { guardrail: 'few', outcome: 'violated' },
        {
          guardrail: 'broken',
          mode: 'observe',
          outcome: 'unevaluable',
          why: expect.stringContaining('nothing'),
        },
      ],
      requirements: [{ kind: 'stepUp' }],
    });
  });

  it('says of guardrails that were not asked that they were not', () => {
    const { guardrails: results } = explainDecision({
      actor: user('user:default/a', 'group:default/ml'),
      action: 'deployment.create',
      environment,
    });
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'unasked',
      'unasked',
    ]);
  });

  it('never explains another decision than is taken', () => {
    const group = fc
      .constantFrom('ml', 'fraud', 'risk')
      .map(name => `group:default/${name}`);
    fc.assert(
      fc.property(
        fc.record({
          groups: fc.uniqueArray(group),
          action: fc.constantFrom(...actions),
          claims: fc.constantFrom<Record<string, string>>(
            {},
            { department: 'fraud' },
          ),
          location: fc.constantFrom(undefined, 'europe-west4', 'us-central1'),
          facts: fc.option(fc.constant(facts), { nil: undefined }),
        }),
        ({ groups, claims, ...rest }) => {
          const actor = withClaims(user('user:default/a', ...groups), claims);
          const input = { actor, environment, ...rest };
          expect(explainDecision(input).decision).toEqual(decide(input));
        },
      ),
    );
  });
});
