import { Action, Role } from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, reconciler } from '../core';
import {
  environmentWith,
  service,
  user,
} from '../__testUtils__/environmentWith';
import { decide } from './decide';
import { rolesOf } from './evaluate';

const prod = environmentWith();

describe('decide', () => {
  it.each<[string, Actor, Action, Role | 'denied']>([
    [
      'allows a member of a group with the role',
      user('user:default/a', 'group:default/ml'),
      'deployment.create',
      'deployer',
    ],
    [
      'denies a person without any group',
      user('user:default/a'),
      'model.read',
      'denied',
    ],
    [
      'denies a viewer who wants to deploy',
      user('user:default/a', 'group:default/all'),
      'deployment.create',
      'denied',
    ],
    [
      'denies a viewer who wants to predict',
      user('user:default/a', 'group:default/all'),
      'prediction.invoke',
      'denied',
    ],
    [
      'allows a service subject that is named',
      service('external:ci'),
      'deployment.create',
      'deployer',
    ],
    [
      'denies a service subject that only resembles a named one',
      service('external:ci-2'),
      'deployment.create',
      'denied',
    ],
    [
      'denies a user whose ref is that of a service',
      user('external:ci'),
      'deployment.create',
      'denied',
    ],
    [
      'denies a service that claims the ref of a group',
      service('group:default/ml'),
      'deployment.create',
      'denied',
    ],
    [
      'denies a group that differs in case only',
      user('user:default/a', 'group:default/ML'),
      'deployment.create',
      'denied',
    ],
    [
      'denies the audit log to a deployer',
      user('user:default/a', 'group:default/ml'),
      'audit.read',
      'denied',
    ],
    [
      'gives the reconciler no role that a person could use',
      reconciler,
      'model.read',
      'denied',
    ],
  ])('%s', (_, actor, action, expected) => {
    const decision = decide({ actor, action, environment: prod });
    expect('role' in decision ? decision.role : decision.outcome).toBe(
      expected,
    );
  });

  it('explains a refusal: which roles would do and who grants them', () => {
    expect(
      decide({
        actor: user('user:default/a', 'group:default/all'),
        action: 'deployment.create',
        environment: prod,
      }),
    ).toEqual({
      outcome: 'denied',
      reasons: [
        {
          code: 'roleMissing',
          message:
            'user:default/a needs the role deployer or admin in prod for deployment.create.',
          missingRoles: ['deployer', 'admin'],
          grantedBy: ['group:default/platform'],
        },
      ],
    });
  });

  it('refuses a location that the environment does not list', () => {
    expect(
      decide({
        actor: user('user:default/a', 'group:default/ml'),
        action: 'deployment.create',
        environment: prod,
        location: 'us-central1',
      }),
    ).toMatchObject({
      outcome: 'denied',
      reasons: [{ code: 'unknownLocation' }],
    });
  });

  it('names what an allowed person still has to add', () => {
    const strict = environmentWith({
      requires: {
        'deployment.create': {
          stepUp: { hardware: true },
          approvals: { count: 2, from: ['group:default/approvers'] },
        },
      },
    });
    const actor = user('user:default/a', 'group:default/ml');
    expect(
      decide({ actor, action: 'deployment.create', environment: strict }),
    ).toEqual({
      outcome: 'needs',
      role: 'deployer',
      rule: 'deployer',
      requirements: [
        { kind: 'stepUp', maxAgeSeconds: 300, hardware: true },
        {
          kind: 'approvals',
          count: 2,
          from: ['group:default/approvers'],
          allGroups: false,
          expiresAfterHours: 72,
          reason: false,
        },
      ],
    });
    expect(
      decide({ actor, action: 'traffic.set', environment: strict }).outcome,
    ).toBe('allowed');
  });
});

describe('rolesOf', () => {
  it('lists every role that is granted, and nothing that is implied', () => {
    expect(
      rolesOf(
        user('user:default/a', 'group:default/ml', 'group:default/all'),
        prod,
      ),
    ).toEqual(['viewer', 'deployer']);
    expect(rolesOf(user('user:default/a', 'group:default/ml'), prod)).toEqual([
      'deployer',
    ]);
  });
});

describe('decide, over guardrails', () => {
  const deployer = user('user:default/a', 'group:default/ml');
  const asked = (replicas: number) => ({
    request: { replicas: { max: replicas }, location: 'europe-west4' },
    now: new Date('2026-11-27T12:00:00Z'),
  });
  const guardrail = (name: string, expression: string, rest: object = {}) => ({
    name,
    expression,
    message: `The guardrail ${name}.`,
    ...rest,
  });
  const decideOn = (guardrails: object[], replicas = 3, overrides = {}) =>
    decide({
      actor: deployer,
      action: 'deployment.create',
      environment: environmentWith({ guardrails, ...overrides }),
      facts: asked(replicas),
    });
  const few = guardrail('few', 'request.replicas.max <= 2');
  const named = guardrail('named', 'request.name.size() > 0');

  it('allows what meets all of them', () => {
    expect(decideOn([few], 2)).toEqual({
      outcome: 'allowed',
      role: 'deployer',
      rule: 'deployer',
    });
  });

  it('denies what does not meet one, and names every one that is not met', () => {
    const many = guardrail('many', 'request.replicas.max >= 9');
    expect(decideOn([few, guardrail('fine', 'true'), many])).toEqual({
      outcome: 'denied',
      reasons: ['few', 'many'].map(name => ({
        code: 'guardrail',
        guardrail: name,
        message: `The guardrail ${name}.`,
        missingRoles: [],
        grantedBy: [],
      })),
    });
  });

  it('denies what a guardrail has no answer for', () => {
    expect(decideOn([named])).toMatchObject({
      outcome: 'denied',
      reasons: [
        {
          guardrail: 'named',
          message: expect.stringContaining('could not be evaluated'),
        },
      ],
    });
  });

  it('only tells what an observed one would refuse', () => {
    expect(decideOn([{ ...few, mode: 'observe' }])).toEqual({
      outcome: 'allowed',
      role: 'deployer',
      rule: 'deployer',
      observed: [{ guardrail: 'few', message: few.message }],
    });
    expect(decideOn([{ ...few, mode: 'observe' }, named])).toMatchObject({
      outcome: 'denied',
      reasons: [{ guardrail: 'named' }],
      observed: [{ guardrail: 'few' }],
    });
  });

  it('asks no guardrail of another action', () => {
    expect(decideOn([{ ...few, actions: ['traffic.set'] }])).toMatchObject({
      outcome: 'allowed',
    });
  });

  it('denies before it demands anything', () => {
    const requires = { 'deployment.create': { stepUp: {} } };
    expect(decideOn([few], 3, { requires })).toMatchObject({
      outcome: 'denied',
    });
    expect(decideOn([few], 2, { requires })).toMatchObject({
      outcome: 'needs',
    });
  });

  it('tells somebody without a role only that', () => {
    expect(
      decide({
        actor: user('user:default/b'),
        action: 'deployment.create',
        environment: environmentWith({ guardrails: [few] }),
        facts: asked(3),
      }),
    ).toMatchObject({ outcome: 'denied', reasons: [{ code: 'roleMissing' }] });
  });
});
