import {
  KeyTimes,
  nextKey,
  publishedKeys,
  RETENTION_MS,
  signingKey,
} from './keySchedule';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const schedule = { rotationMs: 24 * HOUR, publishMs: 10 * MINUTE };
const first: KeyTimes = { generation: 1, signsFromMs: 0 };
const second: KeyTimes = { generation: 2, signsFromMs: 24 * HOUR };
const third: KeyTimes = { generation: 3, signsFromMs: 48 * HOUR };

describe('nextKey', () => {
  it.each<[string, KeyTimes[], number, KeyTimes | undefined]>([
    ['makes the first key at once', [], 5, { generation: 1, signsFromMs: 5 }],
    ['makes none while the newest is young', [first], 23 * HOUR, undefined],
    [
      'makes none a millisecond before publication is due',
      [first],
      24 * HOUR - 10 * MINUTE - 1,
      undefined,
    ],
    [
      'makes the next in time to be published before it signs',
      [first],
      24 * HOUR - 10 * MINUTE,
      second,
    ],
    [
      'makes one next key only, while that one waits',
      [second, first],
      24 * HOUR - 5 * MINUTE,
      undefined,
    ],
    [
      'publishes an overdue key for its full time too',
      [first],
      90 * HOUR,
      { generation: 2, signsFromMs: 90 * HOUR + 10 * MINUTE },
    ],
  ])('%s', (_, keys, now, expected) => {
    expect(nextKey(keys, now, schedule)).toEqual(expected);
  });
});

describe('a withdrawn key', () => {
  const withdrawn = { ...second, withdrawnAtMs: 25 * HOUR };

  it('neither signs nor is published, whatever its time is', () => {
    expect(signingKey([first, withdrawn], 26 * HOUR)).toEqual(first);
    expect(publishedKeys([first, withdrawn], 26 * HOUR)).toEqual([first]);
  });

  it('has a successor at once, of a generation that was never used', () => {
    const all = [first, withdrawn].map(key => ({ ...key, withdrawnAtMs: 9 }));
    expect(nextKey(all, 26 * HOUR, schedule)).toEqual({
      generation: 3,
      signsFromMs: 26 * HOUR,
    });
  });
});

describe('signingKey', () => {
  it.each<[string, KeyTimes[], number, KeyTimes | undefined]>([
    ['has none without keys', [], 0, undefined],
    ['signs with the only key', [first], 5, first],
    [
      'does not sign with a key whose time has not come',
      [first, second],
      24 * HOUR - 1,
      first,
    ],
    [
      'signs with the next key from its first moment',
      [second, first],
      24 * HOUR,
      second,
    ],
    [
      'signs with the newest of those that may',
      [first, third, second],
      50 * HOUR,
      third,
    ],
    [
      'signs with the oldest when the clock is behind all of them',
      [third, second],
      0,
      second,
    ],
  ])('%s', (_, keys, now, expected) => {
    expect(signingKey(keys, now)).toEqual(expected);
  });
});

describe('publishedKeys', () => {
  it('publishes a key before its first signature', () => {
    expect(publishedKeys([first, second], 24 * HOUR - MINUTE)).toEqual([
      first,
      second,
    ]);
  });

  it('publishes a key for as long as an assertion of it can be valid', () => {
    const end = second.signsFromMs + RETENTION_MS;
    expect(publishedKeys([second, first], end - 1)).toEqual([first, second]);
    expect(publishedKeys([second, first], end)).toEqual([second]);
  });

  it('keeps the retention above the longest assertion and the tolerated clock difference', () => {
    expect(RETENTION_MS).toBeGreaterThanOrEqual((600 + 60) * 1000);
  });

  it('always publishes the key that signs', () => {
    const keys: KeyTimes[] = [];
    for (let now = 0; now < 30 * 24 * HOUR; now += 7 * MINUTE) {
      const next = nextKey(keys, now, schedule);
      if (next) keys.push(next);
      const published = publishedKeys(keys, now);
      expect(published).toContain(signingKey(keys, now));
      expect(published.length).toBeLessThanOrEqual(3);
    }
    expect(keys.length).toBeGreaterThan(28);
  });
});
