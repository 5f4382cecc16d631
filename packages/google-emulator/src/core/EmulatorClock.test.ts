import { EmulatorClock } from './EmulatorClock';

describe('EmulatorClock', () => {
  it('runs with real time until it is told otherwise', () => {
    const clock = new EmulatorClock();
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
    expect(clock.mode).toBe('real');
  });

  it('keeps running from where it was advanced to', () => {
    const clock = new EmulatorClock();
    clock.advance(3_600_000);
    expect(clock.now().getTime() - Date.now()).toBeGreaterThan(3_599_000);
    expect(clock.mode).toBe('shifted');
    clock.useRealTime();
    expect(clock.mode).toBe('real');
  });

  it('stands still once set, and moves by what it is advanced', () => {
    const clock = new EmulatorClock();
    clock.set(new Date('2026-03-01T12:00:00Z'));
    clock.advance(1);
    expect(clock.now().toISOString()).toBe('2026-03-01T12:00:00.001Z');
  });

  it.each([-1, NaN, Infinity])('refuses to advance by %s', ms => {
    expect(() => new EmulatorClock().advance(ms)).toThrow(RangeError);
  });

  it('refuses a date that is none', () => {
    expect(() => new EmulatorClock().set(new Date('never'))).toThrow(
      RangeError,
    );
  });
});
