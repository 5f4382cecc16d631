import { Phase } from '@backstage-vertex/plugin-vertex-ai-common';

/** The way that a deployment takes when all goes well. */
const way: Phase[] = [
  'queued',
  'preparing',
  'deploying',
  'rollingOut',
  'succeeded',
];

export interface ProgressStep {
  phase: Phase;
  state: 'done' | 'current' | 'ahead';
}

/**
 * The steps of a deployment as a person wants to see them: the good way as far as it went, and in place of its end
 * whatever it turned into.
 *
 * @param visited - the phases in the order in which they were entered, the present one last
 */
export function progressOf(visited: Phase[]): ProgressStep[] {
  const present = visited.at(-1) ?? 'queued';
  const onWay = way.indexOf(present);
  if (onWay >= 0) {
    return way.map((phase, index) => ({
      phase,
      state: stateOnWay(index, onWay, present),
    }));
  }
  const reached = way.filter(phase => visited.includes(phase));
  const turned = visited.filter(
    (phase, index) => !way.includes(phase) && visited.indexOf(phase) === index,
  );
  return [
    ...reached.map(phase => ({ phase, state: 'done' as const })),
    ...turned.map(phase => ({
      phase,
      state: phase === present ? ('current' as const) : ('done' as const),
    })),
  ];
}

function stateOnWay(
  index: number,
  present: number,
  phase: Phase,
): ProgressStep['state'] {
  if (index < present || phase === 'succeeded') {
    return 'done';
  }
  return index === present ? 'current' : 'ahead';
}
