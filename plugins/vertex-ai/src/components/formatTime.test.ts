import { formatDuration, formatRelative } from './formatTime';

const now = Date.parse('2026-11-24T08:00:00Z');

describe('formatTime', () => {
  it.each([
    ['2026-11-24T07:59:50Z', '10 seconds ago'],
    ['2026-11-24T07:58:01Z', '1 minute ago'],
    ['2026-11-24T03:00:00Z', '5 hours ago'],
    ['2026-11-23T07:00:00Z', 'yesterday'],
    ['2026-11-24T08:30:00Z', 'in 30 minutes'],
    ['2026-09-01T08:00:00Z', 'Sep 1, 2026'],
  ])('says of %s: %s', (instant, words) => {
    expect(formatRelative(instant, now, 'en')).toBe(words);
  });

  it('speaks the language of the app', () => {
    expect(formatRelative('2026-11-23T07:00:00Z', now, 'de')).toBe('gestern');
  });

  it.each([
    [31.6, '32 ms'],
    [1_250, '1.3 s'],
    [125_000, '2 min 5 s'],
  ])('says of %d milliseconds: %s', (durationMs, words) => {
    expect(formatDuration(durationMs, 'en')).toBe(words);
  });

  it('writes a duration as the language does', () => {
    expect(formatDuration(1_250, 'de')).toBe('1,3 s');
  });
});
