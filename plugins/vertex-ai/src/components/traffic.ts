import {
  DeployedModel,
  Preview,
  TrafficSplit,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** A deployed model's part of an endpoint's traffic. */
export interface TrafficShare {
  /** Deployed model id. */
  id: string;
  label: string;
  percent: number;
  /** Which of the bar's colours; by its place in the bar when absent. */
  colour?: number;
}

/** Largest share first, so that the bar starts with what matters; equal ones by id, so that it keeps still. */
function byShare(a: TrafficShare, b: TrafficShare): number {
  return b.percent - a.percent || a.id.localeCompare(b.id);
}

export function sharesOf(deployedModels: DeployedModel[]): TrafficShare[] {
  return deployedModels
    .map(deployed => ({
      id: deployed.id,
      label: `${deployed.displayName} v${deployed.modelVersionId}`,
      percent: deployed.trafficPercent,
    }))
    .sort(byShare);
}

export function sharesOfState(
  state: Preview['before'] | undefined,
): TrafficShare[] {
  return (state?.deployedModels ?? [])
    .map(({ id, label, trafficPercent }) => ({
      id,
      label,
      percent: trafficPercent,
    }))
    .sort(byShare);
}

/** One row of the comparison of what runs with what would run. `undefined` means: not there. */
export interface TrafficChange {
  id: string;
  label: string;
  before?: number;
  after?: number;
  kind: 'added' | 'removed' | 'changed' | 'same';
}

export function compareTraffic(
  before: TrafficShare[],
  after: TrafficShare[],
): TrafficChange[] {
  const had = new Map(before.map(share => [share.id, share]));
  const has = new Map(after.map(share => [share.id, share]));
  return [...new Set([...has.keys(), ...had.keys()])].map(id => {
    const old = had.get(id)?.percent;
    const next = has.get(id)?.percent;
    return {
      id,
      label: (has.get(id) ?? had.get(id))!.label,
      before: old,
      after: next,
      kind: kindOfChange(old, next),
    };
  });
}

function kindOfChange(
  before: number | undefined,
  after: number | undefined,
): TrafficChange['kind'] {
  if (before === undefined) {
    return 'added';
  }
  if (after === undefined) {
    return 'removed';
  }
  return before === after ? 'same' : 'changed';
}

/** Gives a deployed model the same colour in both bars: those that run keep theirs, new ones take the next. */
export function colourAlike(
  before: TrafficShare[],
  after: TrafficShare[],
): [before: TrafficShare[], after: TrafficShare[]] {
  const order = [...new Set([...before, ...after].map(({ id }) => id))];
  const colour = (share: TrafficShare) => ({
    ...share,
    colour: order.indexOf(share.id),
  });
  return [before.map(colour), after.map(colour)];
}

/** What is missing to 100; negative when there is too much. */
export function remainderOf(split: TrafficSplit): number {
  return 100 - Object.values(split).reduce((sum, percent) => sum + percent, 0);
}
