import type { TrafficSplit } from '@backstage-vertex/plugin-vertex-ai-common';

/** The parts of a split that take traffic. Google treats an absent id and a share of 0 alike. */
export function active(split: TrafficSplit): TrafficSplit {
  return Object.fromEntries(
    Object.entries(split).filter(([, share]) => share > 0),
  );
}

/** Whether two splits send the same share to the same models. */
export function sameSplit(left: TrafficSplit, right: TrafficSplit): boolean {
  const [a, b] = [active(left), active(right)];
  const ids = Object.keys(a);
  return (
    ids.length === Object.keys(b).length && ids.every(id => a[id] === b[id])
  );
}

/**
 * Splits `total` whole percents in proportion to the weights by the largest remainder method (Hamilton): every share is its
 * exact quota rounded down or up, and the shares add up to `total`. Equal remainders go to the smaller id, so that the same
 * input always gives the same answer.
 */
export function apportion(weights: TrafficSplit, total: number): TrafficSplit {
  const sum = Object.values(weights).reduce((a, b) => a + b, 0);
  const quotas = Object.entries(weights).map(([id, weight]) => ({
    id,
    floor: Math.floor((weight * total) / sum),
    // Kept as a whole number: fractions of a double would make ties depend on rounding.
    remainder: (weight * total) % sum,
  }));
  let left = total - quotas.reduce((given, { floor }) => given + floor, 0);
  const byRemainder = [...quotas].sort(
    (a, b) => b.remainder - a.remainder || (a.id < b.id ? -1 : 1),
  );
  for (const quota of byRemainder.slice(0, left)) {
    quota.floor += 1;
    left -= 1;
  }
  return active(Object.fromEntries(quotas.map(({ id, floor }) => [id, floor])));
}

/**
 * The split in which the model takes `percent` and what runs besides keeps the rest in its present proportions.
 *
 * @returns undefined when the rest would have nobody to go to: nothing else takes traffic, and `percent` is neither 0 nor 100
 */
export function withShare(
  split: TrafficSplit,
  modelId: string,
  percent: number,
): TrafficSplit | undefined {
  const { [modelId]: _, ...others } = active(split);
  if (percent === 100) {
    return { [modelId]: 100 };
  }
  if (Object.keys(others).length === 0) {
    return percent === 0 ? {} : undefined;
  }
  const rest = apportion(others, 100 - percent);
  return percent === 0 ? rest : { ...rest, [modelId]: percent };
}

/**
 * The split after the model is gone: its share goes to the rest in proportion.
 *
 * @param deployedIds - all models on the endpoint, with and without traffic
 * @returns undefined when only models without traffic would stay: which of them shall take it is for a person to say
 */
export function without(
  split: TrafficSplit,
  modelId: string,
  deployedIds: readonly string[],
): TrafficSplit | undefined {
  const { [modelId]: share, ...others } = active(split);
  if (Object.keys(others).length > 0) {
    return share ? apportion(others, 100) : others;
  }
  const stays = deployedIds.some(id => id !== modelId);
  return stays && share ? undefined : {};
}

/**
 * What taking back a split writes: the snapshot where nobody changed our split since, and where everything that the snapshot
 * names still runs; else what runs now without our model.
 *
 * @returns undefined when there is nothing of ours to take back that would not undo somebody else's change
 */
export function restored(input: {
  written: TrafficSplit;
  before: TrafficSplit;
  current: TrafficSplit;
  deployedIds: readonly string[];
  /** The model that we brought, if we did. */
  ours?: string;
}): TrafficSplit | undefined {
  const { written, before, current, deployedIds, ours } = input;
  // A snapshot that names our own model was taken after a first write of ours had landed unnoticed.
  const complete = Object.keys(active(before)).every(
    id => deployedIds.includes(id) && id !== ours,
  );
  if (complete && sameSplit(current, written)) {
    return active(before);
  }
  return ours === undefined ? undefined : without(current, ours, deployedIds);
}

/** Whether a deployed model has the same share in both. */
export function sameShares(
  before: TrafficSplit,
  after: TrafficSplit,
  id: string,
): boolean {
  return (before[id] ?? 0) === (after[id] ?? 0);
}
