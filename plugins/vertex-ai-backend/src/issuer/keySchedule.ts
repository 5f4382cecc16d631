/** When a key was made and when it begins to sign; generations count from 1. */
export interface KeyTimes {
  readonly generation: number;
  readonly signsFromMs: number;
  /** Set by an emergency rotation: from then on it neither signs nor is published. */
  readonly withdrawnAtMs?: number;
  /** Since when its signer cannot sign with it any more. */
  readonly destroyedAtMs?: number;
}

/** From the configuration. */
export interface KeySchedule {
  /** Age at which the next key takes over. */
  readonly rotationMs: number;
  /** How long a public key is published before its first signature. */
  readonly publishMs: number;
}

/**
 * How long a public key stays published after its successor began to sign: the longest life that an assertion can be configured
 * to have (10 minutes), whatever it is configured to be now; a replica that learns of the successor late; Google's 60 s of
 * tolerated clock difference. Rounded up.
 */
export const RETENTION_MS = 15 * 60 * 1000;

/**
 * The key that signs at this time: the newest whose time has come.
 *
 * A clock that runs behind the one that made the first key sees none that may sign yet; the oldest is published already, so it is
 * the right one.
 */
export function signingKey<K extends KeyTimes>(
  keys: readonly K[],
  nowMs: number,
): K | undefined {
  const byAge = inUse(keys).sort((a, b) => b.generation - a.generation);
  return byAge.find(key => key.signsFromMs <= nowMs) ?? byAge[byAge.length - 1];
}

/** The keys that somebody may still have to verify with, or will have to soon; the oldest first. */
export function publishedKeys<K extends KeyTimes>(
  keys: readonly K[],
  nowMs: number,
): K[] {
  return inUse(keys)
    .sort((a, b) => a.generation - b.generation)
    .filter((_, position, ordered) => {
      const successor = ordered[position + 1];
      return (
        successor === undefined || nowMs < successor.signsFromMs + RETENTION_MS
      );
    });
}

/** No generation is ever used twice, also not that of a key that was withdrawn. */
export function nextGeneration(keys: readonly KeyTimes[]): number {
  return Math.max(0, ...keys.map(({ generation }) => generation)) + 1;
}

/**
 * The key that has to be made now, if any.
 *
 * The first signs at once, because there is nothing to sign with before. Every other is published for `publishMs` first, also
 * when nobody looked for so long that it is overdue: until then its predecessor goes on.
 */
export function nextKey(
  keys: readonly KeyTimes[],
  nowMs: number,
  schedule: KeySchedule,
): KeyTimes | undefined {
  const generation = nextGeneration(keys);
  const [newest] = inUse(keys).sort((a, b) => b.generation - a.generation);
  if (newest === undefined) {
    return { generation, signsFromMs: nowMs };
  }
  const takesOverAtMs = newest.signsFromMs + schedule.rotationMs;
  if (nowMs < takesOverAtMs - schedule.publishMs) {
    return undefined;
  }
  return {
    generation,
    signsFromMs: Math.max(takesOverAtMs, nowMs + schedule.publishMs),
  };
}

function inUse<K extends KeyTimes>(keys: readonly K[]): K[] {
  return keys.filter(
    ({ withdrawnAtMs, destroyedAtMs }) =>
      withdrawnAtMs === undefined && destroyedAtMs === undefined,
  );
}
