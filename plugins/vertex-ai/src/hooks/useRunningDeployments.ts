import {
  Deployment,
  isFinal,
  Phase,
  phases,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useLiveQuery } from './useLiveQuery';

/** What waits for approval waits for people; it is not under way. */
const runningPhases = phases.filter(
  phase => !isFinal(phase) && phase !== 'awaitingApproval',
);

/** How many are shown of each phase. */
const MOST = 50;

/**
 * What is under way in all environments, newest first, and the phases that have more than is shown.
 *
 * The API filters by one phase, so it is asked once for each.
 */
export function useRunningDeployments() {
  return useLiveQuery({
    key: ['deployments', 'running'],
    read: async (client, signal) => {
      const pages = await Promise.all(
        runningPhases.map(phase =>
          client.listDeployments({ phase, limit: MOST }, signal),
        ),
      );
      return {
        items: latestOfEach(pages.flatMap(page => page.items)).sort((a, b) =>
          b.createdAt.localeCompare(a.createdAt),
        ),
        more: runningPhases.filter(
          (_, index): _ is Phase => pages[index].nextCursor !== undefined,
        ),
      };
    },
  });
}

/** One that changed its phase between two of the answers is in both. */
function latestOfEach(deployments: Deployment[]): Deployment[] {
  const oldestFirst = [...deployments].sort((a, b) =>
    a.updatedAt.localeCompare(b.updatedAt),
  );
  return [...new Map(oldestFirst.map(item => [item.id, item])).values()];
}
