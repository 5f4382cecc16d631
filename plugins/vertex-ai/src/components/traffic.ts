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

/** Number of colours, and of patterns over each, in the style sheet of the bar. */
const COLOURS = 4;
const PATTERNS = 4;

/** How a share is marked in the bar and in its legend: by a number, and by a colour and pattern that repeat from the 17th on only. */
export function markOf(share: TrafficShare, place: number) {
  const mark = share.colour ?? place;
  return {
    'data-number': mark + 1,
    'data-colour': mark % COLOURS,
    'data-pattern': Math.floor(mark / COLOURS) % PATTERNS,
  };
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
