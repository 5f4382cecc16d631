import { freshness, Freshness } from './freshness';

const SECOND = 1_000;
const tenMinutes = {
  mintedAtMs: 1_000 * SECOND,
  expiresAtMs: 1_600 * SECOND,
  mintedAtMonotonicMs: 5 * SECOND,
};

describe('freshness', () => {
  it.each<[string, number, number, Freshness]>([
    // what                                          wall age   true age  is
    ['a new one', 0, 0, 'fresh'],
    ['one with more than a quarter left', 449, 449, 'fresh'],
    ['one with a quarter left', 450, 450, 'ageing'],
    ['one just outside the margin', 569, 569, 'ageing'],
    ['one within the margin', 570, 570, 'spent'],
    ['one at its end', 600, 600, 'spent'],
    ['one after its end', 10_000, 10_000, 'spent'],
    ['one that slept through its end', 601, 0, 'spent'],
    ['one whose wall clock was set back', 10, 590, 'spent'],
    ['one from the future', -1, 0, 'spent'],
  ])('%s', (_, wallAge, trueAge, expected) => {
    expect(
      freshness(tenMinutes, {
        wallMs: tenMinutes.mintedAtMs + wallAge * SECOND,
        monotonicMs: tenMinutes.mintedAtMonotonicMs + trueAge * SECOND,
      }),
    ).toBe(expected);
  });

  it('still uses most of a short life', () => {
    const minute = { ...tenMinutes, expiresAtMs: 1_060 * SECOND };
    const at = (age: number) =>
      freshness(minute, {
        wallMs: minute.mintedAtMs + age * SECOND,
        monotonicMs: minute.mintedAtMonotonicMs + age * SECOND,
      });
    expect([at(44), at(46), at(53)]).toEqual(['fresh', 'ageing', 'spent']);
  });

  it('never gives life to what has none', () => {
    const none = { ...tenMinutes, expiresAtMs: tenMinutes.mintedAtMs };
    expect(
      freshness(none, {
        wallMs: none.mintedAtMs,
        monotonicMs: none.mintedAtMonotonicMs,
      }),
    ).toBe('spent');
  });
});
