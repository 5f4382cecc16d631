import fc from 'fast-check';
import {
  active,
  apportion,
  restored,
  sameSplit,
  without,
  withShare,
} from './traffic';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map(String), {
  minLength: 1,
  maxLength: 8,
});
/** A split that adds up to 100, made by cutting 100 at random places. */
const split = ids.chain(names =>
  fc
    .array(fc.integer({ min: 0, max: 100 }), {
      minLength: names.length - 1,
      maxLength: names.length - 1,
    })
    .map(cuts => {
      const edges = [0, ...cuts.sort((a, b) => a - b), 100];
      return Object.fromEntries(
        names.map((name, i) => [name, edges[i + 1] - edges[i]]),
      );
    }),
);
const sum = (shares: Record<string, number>) =>
  Object.values(shares).reduce((a, b) => a + b, 0);

describe('traffic', () => {
  it('adds up to 100 whatever share the new model gets', () => {
    fc.assert(
      fc.property(
        split,
        fc.integer({ min: 0, max: 100 }),
        (before, percent) => {
          const after = withShare(before, 'new', percent)!;
          expect(sum(after)).toBe(100);
          expect(after.new ?? 0).toBe(percent);
          expect(Object.values(after).every(Number.isInteger)).toBe(true);
        },
      ),
    );
  });

  it('gives every other model its exact quota, rounded down or up', () => {
    fc.assert(
      fc.property(
        split,
        fc.integer({ min: 0, max: 100 }),
        (before, percent) => {
          const after = withShare(before, 'new', percent)!;
          for (const [id, share] of Object.entries(before)) {
            const quota = (share * (100 - percent)) / 100;
            expect(Math.abs((after[id] ?? 0) - quota)).toBeLessThan(1);
          }
        },
      ),
    );
  });

  it('never gives traffic to a model that had none', () => {
    fc.assert(
      fc.property(split, fc.integer({ min: 0, max: 99 }), (before, percent) => {
        const after = withShare(before, 'new', percent)!;
        expect(
          Object.keys(after).every(id => id === 'new' || before[id] > 0),
        ).toBe(true);
      }),
    );
  });

  it('keeps the order of the shares', () => {
    fc.assert(
      fc.property(split, fc.integer({ min: 1, max: 100 }), (weights, total) => {
        const shares = apportion(weights, total);
        for (const [a, weightA] of Object.entries(weights)) {
          for (const [b, weightB] of Object.entries(weights)) {
            expect(
              weightA <= weightB || (shares[a] ?? 0) >= (shares[b] ?? 0),
            ).toBe(true);
          }
        }
      }),
    );
  });

  it.each([
    [{ '1': 100 }, 30, { '1': 70, new: 30 }],
    [{ '1': 50, '2': 50 }, 33, { '1': 34, '2': 33, new: 33 }],
    [{ '1': 34, '2': 33, '3': 33 }, 50, { '1': 17, '2': 17, '3': 16, new: 50 }],
    [{ '1': 100 }, 100, { new: 100 }],
    [{}, 100, { new: 100 }],
    [{}, 0, {}],
    [{}, 40, undefined],
  ])('%j with %i %% for a new model becomes %j', (before, percent, after) => {
    expect(withShare(before as Record<string, number>, 'new', percent)).toEqual(
      after,
    );
  });

  it('hands the share of an undeployed model to the rest in proportion', () => {
    expect(
      without({ '1': 50, '2': 30, '3': 20 }, '1', ['1', '2', '3']),
    ).toEqual({ '2': 60, '3': 40 });
    fc.assert(
      fc.property(split, before => {
        const [gone] = Object.keys(before);
        const after = without(before, gone, Object.keys(before)) ?? {};
        expect([0, 100]).toContain(sum(after));
        expect(after[gone]).toBeUndefined();
      }),
    );
  });

  it('leaves the choice to a person when only models without traffic would stay', () => {
    expect(without({ '1': 100 }, '1', ['1', '2'])).toBeUndefined();
    expect(without({ '1': 100 }, '1', ['1'])).toEqual({});
    expect(without({ '2': 100 }, '1', ['1', '2'])).toEqual({ '2': 100 });
  });

  it('restores the snapshot only where nobody changed the split since and all of it still runs', () => {
    const ours = 'new';
    const before = { '1': 100 };
    const written = { '1': 50, new: 50 };
    expect(
      restored({
        written,
        before,
        current: written,
        deployedIds: ['1', 'new'],
        ours,
      }),
    ).toEqual({ '1': 100 });
    expect(
      restored({
        written,
        before,
        current: { '2': 50, new: 50 },
        deployedIds: ['1', '2', 'new'],
        ours,
      }),
    ).toEqual({ '2': 100 });
    expect(
      restored({
        written: { '2': 100 },
        before,
        current: { '1': 60, '2': 40 },
        deployedIds: ['1', '2'],
      }),
    ).toBeUndefined();
  });

  it('takes a share of 0 and an absent model for the same', () => {
    expect(sameSplit({ '1': 100, '2': 0 }, { '1': 100 })).toBe(true);
    expect(sameSplit({ '1': 100 }, { '1': 99, '2': 1 })).toBe(false);
    expect(active({ '1': 100, '2': 0 })).toEqual({ '1': 100 });
  });
});
