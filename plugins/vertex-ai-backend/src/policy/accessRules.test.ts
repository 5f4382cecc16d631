import * as fc from 'fast-check';
import { Actor } from '../core';
import {
  environmentWith,
  service,
  user,
  withClaims,
} from '../__testUtils__/environmentWith';
import { decide } from './decide';
import { rolesOf } from './evaluate';

const FRAUD = { department: 'fraud' };
const ML = 'group:default/ml';
const dana = user('user:default/dana');
const danaOfMl = user('user:default/dana', ML);

const deployers = (deployer: unknown) =>
  environmentWith({ access: { deployer } });
const mayDeploy = (actor: Actor, deployer: unknown) =>
  decide({
    actor,
    action: 'deployment.create',
    environment: deployers(deployer),
  });

describe('an access rule', () => {
  const both = { groups: [ML], claims: FRAUD };
  it.each<[string, Actor, object, boolean]>([
    [
      'of a group and a claim takes both',
      withClaims(danaOfMl, FRAUD),
      both,
      true,
    ],
    ['of a group and a claim is not met by the group', danaOfMl, both, false],
    [
      'of a group and a claim is not met by the claim',
      withClaims(dana, FRAUD),
      both,
      false,
    ],
    [
      'of a claim alone is met by whoever has it',
      withClaims(dana, FRAUD),
      { claims: FRAUD },
      true,
    ],
    [
      'is not met by another value',
      withClaims(dana, { department: 'Fraud' }),
      { claims: FRAUD },
      false,
    ],
    [
      'is not met by a value that looks like it',
      withClaims(dana, { department: 'frаud' }),
      { claims: FRAUD },
      false,
    ],
    [
      'is not met by a text for a number',
      withClaims(dana, { level: '3' }),
      { claims: { level: 3 } },
      false,
    ],
    [
      'of several claims takes all of them',
      withClaims(dana, FRAUD),
      { claims: { ...FRAUD, level: 3 } },
      false,
    ],
    [
      'of several values takes one of them',
      withClaims(dana, { department: 'risk' }),
      { claims: { department: ['fraud', 'risk'] } },
      true,
    ],
    [
      'finds its value in a claim that is a list',
      withClaims(dana, { department: ['x', 'fraud'] }),
      { claims: FRAUD },
      true,
    ],
    [
      'is not met by what every object has',
      withClaims(dana, {}),
      { claims: { constructor: 'x' } },
      false,
    ],
    [
      'of claims alone is never about a service',
      withClaims(service('external:ci'), FRAUD),
      { claims: FRAUD },
      false,
    ],
    [
      'of users and groups takes one of either',
      user('user:default/eve'),
      { groups: [ML], users: ['user:default/eve'] },
      true,
    ],
  ])('%s', (_, actor, rule, allowed) => {
    expect(mayDeploy(actor, rule).outcome === 'allowed').toBe(allowed);
  });

  it('never combines with another into something that neither says', () => {
    const rules = [
      { groups: [ML], claims: { level: 3 } },
      { users: ['user:default/eve'], claims: FRAUD },
    ];
    expect(mayDeploy(withClaims(danaOfMl, FRAUD), rules).outcome).toBe(
      'denied',
    );
    expect(mayDeploy(withClaims(dana, { level: 3 }), rules).outcome).toBe(
      'denied',
    );
    expect(mayDeploy(withClaims(danaOfMl, { level: 3 }), rules).outcome).toBe(
      'allowed',
    );
  });

  it('grants through a list exactly what one of the list alone would', () => {
    const claim = fc.constantFrom('a', 'b', 'c');
    const value = fc.constantFrom(1, 2);
    const group = fc.constantFrom('x', 'y', 'z').map(g => `group:default/${g}`);
    const claims = fc.dictionary(claim, value, { maxKeys: 3 });
    const rule = fc
      .record(
        {
          groups: fc.uniqueArray(group, { maxLength: 2 }),
          claims: fc.dictionary(claim, value, { minKeys: 1, maxKeys: 3 }),
        },
        { requiredKeys: ['groups'] },
      )
      .filter(one => one.groups.length > 0 || one.claims !== undefined);
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(group),
        claims,
        (rules, groups, held) => {
          const actor = withClaims(user('user:default/a', ...groups), held);
          const granted = (access: unknown) =>
            rolesOf(actor, deployers(access)).length > 0;
          expect(granted(rules)).toBe(rules.some(one => granted(one)));
        },
      ),
    );
  });

  it('is named by the decision, also where nobody has named it', () => {
    const rules = [{ claims: FRAUD }, { name: 'the-ml-group', groups: [ML] }];
    expect(mayDeploy(danaOfMl, rules)).toEqual({
      outcome: 'allowed',
      role: 'deployer',
      rule: 'the-ml-group',
    });
    expect(mayDeploy(withClaims(danaOfMl, FRAUD), rules)).toMatchObject({
      rule: 'deployer#1',
    });
    expect(mayDeploy(danaOfMl, { groups: [ML] })).toMatchObject({
      rule: 'deployer',
    });
  });

  it('tells whose claims are too old that they have to be verified again', () => {
    const waiting: Actor = { ...danaOfMl, claimsMissing: 'expired' };
    expect(mayDeploy(waiting, both)).toMatchObject({
      reasons: [
        {
          code: 'roleMissing',
          claimsMissing: 'expired',
          message: expect.stringContaining('verified too long ago'),
        },
      ],
    });
    expect(
      mayDeploy(waiting, { groups: ['group:default/other'], claims: FRAUD }),
    ).not.toHaveProperty('reasons.0.claimsMissing');
  });

  it('is asked about a person of 500 groups, of none and of deleted ones alike', () => {
    const many = Array.from({ length: 500 }, (_, i) => `group:default/g${i}`);
    const rule = { groups: [ML, 'group:default/deleted'] };
    expect(mayDeploy(user('user:default/a', ...many), rule).outcome).toBe(
      'denied',
    );
    expect(mayDeploy(user('user:default/a', ...many, ML), rule).outcome).toBe(
      'allowed',
    );
    expect(mayDeploy(user('user:default/a'), rule).outcome).toBe('denied');
    expect(
      mayDeploy({ kind: 'user', ref: 'user:default/a', groups: [] }, rule)
        .outcome,
    ).toBe('denied');
  });
});
