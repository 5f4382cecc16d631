import { CallerRate, takeOne } from './CallerRate';

describe('takeOne', () => {
  it.each<[string, number, number, number, number]>([
    // name, left before, seconds since, left after, ms to wait (6 a minute)
    ['takes the last one', 1, 0, 0, 0],
    ['takes nothing where less than one is left', 0.5, 0, 0.5, 5_000],
    ['fills up evenly', 0, 20, 1, 0],
    ['never fills above a minute’s worth', 3, 3_600, 5, 0],
    ['loses nothing to a clock that goes back', 2, -50, 1, 0],
  ])('%s', (_, left, seconds, after, waitMs) => {
    const taken = takeOne({ left, atMs: 0 }, seconds * 1_000, 6);
    expect(taken).toEqual({
      allowance: { left: after, atMs: seconds * 1_000 },
      waitMs,
    });
  });
});

describe('CallerRate', () => {
  const clock = { nowMs: 0, now: () => new Date(clock.nowMs) };

  it('lets each caller in so many times a minute, whatever others do', () => {
    const rate = new CallerRate({ what: 'a walk', perMinute: 2, clock });
    rate.take('a');
    rate.take('a');
    rate.take('b');
    const refusal = () => rate.take('a');
    expect(refusal).toThrow('2 times a minute');
    expect(refusal).toThrow(
      expect.objectContaining({
        code: 'too_many_requests',
        retry: { afterMs: 30_000 },
      }),
    );
    clock.nowMs += 30_000;
    rate.take('a');
    expect(refusal).toThrow('Try again in 30 s');
  });
});
