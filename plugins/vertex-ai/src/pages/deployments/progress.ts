import {
  Deployment,
  isFinal,
  Phase,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** The way that each action takes when all goes well. */
const ways: Record<Deployment['action'], Phase[]> = {
  'deployment.create': [
    'queued',
    'preparing',
    'deploying',
    'rollingOut',
    'succeeded',
  ],
  'deployment.undeploy': ['queued', 'preparing', 'rollingOut', 'succeeded'],
  'traffic.set': ['queued', 'preparing', 'rollingOut', 'succeeded'],
};

export interface ProgressStep {
  phase: Phase;
  state: 'done' | 'current' | 'ahead';
}

/**
 * The steps of a deployment as a person wants to see them: what has been, and, as long as all goes well, what is ahead.
 *
 * @param visited - the phases in the order in which they were entered, the present one last
 */
export function progressOf(
  action: Deployment['action'],
  visited: Phase[],
): ProgressStep[] {
  const been = [...new Set(visited.length > 0 ? visited : ['queued' as const])];
  const present = visited.at(-1) ?? 'queued';
  const ahead = isFinal(present) ? [] : aheadOf(present, ways[action]);
  return [
    ...been.map(phase => ({
      phase,
      state:
        phase === present && present !== 'succeeded'
          ? ('current' as const)
          : ('done' as const),
    })),
    ...ahead.map(phase => ({ phase, state: 'ahead' as const })),
  ];
}

function aheadOf(present: Phase, way: Phase[]): Phase[] {
  if (present === 'awaitingApproval') {
    return way;
  }
  return way.slice(way.indexOf(present) + 1 || way.length);
}
