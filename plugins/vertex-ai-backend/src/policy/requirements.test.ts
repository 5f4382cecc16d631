import type { Requirement } from '@backstage-vertex/plugin-vertex-ai-common';
import { ApprovalFacts, StepUpFacts, unmet } from './requirements';

const signature: Requirement = {
  kind: 'stepUp',
  maxAgeSeconds: 300,
  hardware: true,
};
const signed: StepUpFacts = { ageMs: 10_000, deviceBound: true };

const approvals: Extract<Requirement, { kind: 'approvals' }> = {
  kind: 'approvals',
  count: 2,
  from: ['group:default/risk', 'group:default/ops'],
  allGroups: false,
  expiresAfterHours: 72,
  reason: false,
};
const by = (
  approver: string,
  groups: string[],
  stepUp?: StepUpFacts,
): ApprovalFacts => ({
  approver: `user:default/${approver}`,
  groups: groups.map(group => `group:default/${group}`),
  stepUp,
});

describe('unmet', () => {
  it('leaves every requirement open where nothing was brought', () => {
    expect(unmet([signature, approvals], {})).toEqual([signature, approvals]);
  });

  it.each<[string, StepUpFacts, boolean]>([
    ['takes a signature that is young enough', signed, true],
    ['takes one of exactly the age', { ...signed, ageMs: 300_000 }, true],
    [
      'refuses one that is a moment older',
      { ...signed, ageMs: 300_001 },
      false,
    ],
    ['refuses one from the future', { ...signed, ageMs: -1 }, false],
    [
      'refuses a key that may leave its device where hardware is demanded',
      { ...signed, deviceBound: false },
      false,
    ],
  ])('%s', (_, stepUp, met) => {
    expect(unmet([signature], { stepUp })).toEqual(met ? [] : [signature]);
  });

  it('takes a key that may leave its device where no hardware is demanded', () => {
    expect(
      unmet([{ ...signature, hardware: false }], {
        stepUp: { ...signed, deviceBound: false },
      }),
    ).toEqual([]);
  });

  it.each<[string, Partial<typeof approvals>, ApprovalFacts[], boolean]>([
    [
      'takes as many as demanded',
      {},
      [by('a', ['risk']), by('b', ['risk'])],
      true,
    ],
    ['refuses one too few', {}, [by('a', ['risk'])], false],
    [
      'counts a person once who voted twice',
      {},
      [by('a', ['risk']), by('a', ['ops'])],
      false,
    ],
    [
      'counts nobody who is in none of the groups any more',
      {},
      [by('a', ['risk']), by('b', ['guests'])],
      false,
    ],
    [
      'refuses when one of all the groups sends nobody',
      { allGroups: true },
      [by('a', ['risk']), by('b', ['risk'])],
      false,
    ],
    [
      'lets nobody stand for two groups at once',
      { allGroups: true, count: 1 },
      [by('a', ['risk', 'ops'])],
      false,
    ],
    [
      'finds for each group another person, whoever voted first',
      { allGroups: true },
      [by('a', ['risk', 'ops']), by('b', ['risk'])],
      true,
    ],
    [
      'counts no approval without the signature that it needs',
      { stepUp: { maxAgeSeconds: 300, hardware: true } },
      [by('a', ['risk'], signed), by('b', ['risk'])],
      false,
    ],
    [
      'takes approvals that are signed as demanded',
      { stepUp: { maxAgeSeconds: 300, hardware: true } },
      [by('a', ['risk'], signed), by('b', ['ops'], signed)],
      true,
    ],
  ])('%s', (_, demand, brought, met) => {
    const requirement = { ...approvals, ...demand };
    expect(unmet([requirement], { approvals: brought })).toEqual(
      met ? [] : [requirement],
    );
  });
});
