import { Actor } from '../core';
import {
  environmentWith,
  user,
  withClaims,
} from '../__testUtils__/environmentWith';
import { decide } from './decide';
import type { TouchedModel } from './modelRules';

const ML = 'group:default/ml';
const RISK = 'group:default/risk';
const ofMl = user('user:default/dana', ML);
const ofBoth = user('user:default/dana', ML, RISK);

const rule = (
  match: object,
  access: object = { deployer: { groups: [RISK] } },
) => ({
  name: 'high-value',
  match,
  access,
});
const named = (displayName: string, labels = {}): TouchedModel => ({
  displayName,
  labels,
});

function deployOf(
  actor: Actor,
  models: object[],
  touches: readonly TouchedModel[] | undefined,
  overrides = {},
) {
  return decide({
    actor,
    action: 'deployment.create',
    environment: environmentWith({ models, ...overrides }),
    facts: { request: {}, touches, now: new Date(0) },
  });
}

describe('a rule for single models', () => {
  const pattern = [rule({ namePattern: 'fraud-*' })];
  const tier = [rule({ labels: { tier: 'high' } })];

  it.each<[string, object[], TouchedModel, 'allowed' | 'denied']>([
    ['is about a name of its pattern', pattern, named('fraud-score'), 'denied'],
    ['is not about another name', pattern, named('churn'), 'allowed'],
    ['whatever its case', pattern, named('FRAUD-score'), 'denied'],
    [
      'whatever letters of other scripts are in it',
      pattern,
      named('frаud-score'),
      'denied',
    ],
    ['whatever width', pattern, named('ｆｒａｕｄ－score'), 'denied'],
    [
      'whatever invisible is in it',
      pattern,
      named('fr\u200baud-score'),
      'denied',
    ],
    ['whatever marks are on it', pattern, named('fráud-score'), 'denied'],
    ['whatever dash it has', pattern, named('fraud–score'), 'denied'],
    [
      'whatever digits stand for letters',
      [rule({ namePattern: 'tool-*' })],
      named('t00l-x'),
      'denied',
    ],
    [
      'is about a model with its label',
      tier,
      named('x', { tier: 'high' }),
      'denied',
    ],
    [
      'is not about a model that is labelled otherwise',
      tier,
      named('x', { tier: 'low' }),
      'allowed',
    ],
    ['is about a model without the label', tier, named('x'), 'denied'],
    [
      'is about a label that looks like its own',
      tier,
      named('x', { tier: 'hіgh' }),
      'denied',
    ],
    [
      'is about a model that could not be read',
      tier,
      { unread: 'x' },
      'denied',
    ],
    [
      'of a label and a pattern is about models of both',
      [rule({ labels: { tier: 'high' }, namePattern: 'fraud-*' })],
      named('churn', { tier: 'high' }),
      'allowed',
    ],
  ])('%s', (_, models, model, outcome) => {
    expect(deployOf(ofMl, models, [model]).outcome).toBe(outcome);
    expect(deployOf(ofBoth, models, [model]).outcome).toBe('allowed');
  });

  it('has no mercy with a request that does not say which models it is about', () => {
    expect(deployOf(ofMl, tier, undefined).outcome).toBe('denied');
    expect(deployOf(ofMl, [], undefined).outcome).toBe('allowed');
  });

  it('wants the role of the environment as well', () => {
    expect(
      deployOf(user('user:default/eve', RISK), pattern, [named('fraud-x')]),
    ).toMatchObject({ outcome: 'denied', reasons: [{ code: 'roleMissing' }] });
  });

  it('says which model and which rule it is about', () => {
    expect(deployOf(ofMl, pattern, [named('fraud-x')])).toMatchObject({
      outcome: 'denied',
      reasons: [
        {
          code: 'modelRule',
          modelRule: 'high-value',
          message: expect.stringContaining('fraud-x'),
        },
      ],
    });
    expect(deployOf(ofBoth, pattern, [named('fraud-x')])).toEqual({
      outcome: 'allowed',
      role: 'deployer',
      rule: 'deployer',
      modelRules: ['high-value/deployer'],
    });
  });

  it('is asked for every model that is touched', () => {
    expect(
      deployOf(ofMl, pattern, [named('churn'), named('fraud-x')]).outcome,
    ).toBe('denied');
  });

  it('of several that apply, each has to be met', () => {
    const models = [
      ...pattern,
      { ...rule({ labels: { tier: 'high' } }), name: 'tier', access: {} },
    ];
    expect(
      deployOf(ofBoth, models, [named('fraud-x', { tier: 'high' })]),
    ).toMatchObject({ outcome: 'denied', reasons: [{ modelRule: 'tier' }] });
  });

  it('gives nothing to a role that it does not list, nor does one role help another', () => {
    const admin = { admin: { groups: [ML] }, viewer: { groups: [RISK] } };
    expect(
      deployOf(ofBoth, pattern, [named('fraud-x')], { access: admin }).outcome,
    ).toBe('denied');
  });

  it('keeps predicting and deploying apart', () => {
    const models = [
      rule({ namePattern: 'fraud-*' }, { predictor: { groups: [RISK] } }),
    ];
    const access = {
      predictor: { groups: [ML] },
      deployer: { groups: [ML] },
    };
    const touches = [named('fraud-x')];
    const may = (action: 'prediction.invoke' | 'deployment.create') =>
      decide({
        actor: ofBoth,
        action,
        environment: environmentWith({ models, access }),
        facts: { request: {}, touches, now: new Date(0) },
      });
    expect(may('prediction.invoke')).toMatchObject({
      outcome: 'allowed',
      role: 'predictor',
    });
    expect(may('deployment.create').outcome).toBe('denied');
  });

  it('refuses a credential, which would work on every model, to whom some rule leaves out', () => {
    const checkOut = (actor: Actor) =>
      decide({
        actor,
        action: 'credential.checkout',
        environment: environmentWith({ models: pattern }),
      }).outcome;
    expect([ofMl, ofBoth].map(checkOut)).toEqual(['denied', 'allowed']);
  });

  it('can ask for claims', () => {
    const models = [
      rule({ namePattern: 'fraud-*' }, { deployer: { claims: { level: 3 } } }),
    ];
    const touches = [named('fraud-x')];
    expect(deployOf(ofMl, models, touches).outcome).toBe('denied');
    expect(
      deployOf(withClaims(ofMl, { level: 3 }), models, touches).outcome,
    ).toBe('allowed');
  });
});
