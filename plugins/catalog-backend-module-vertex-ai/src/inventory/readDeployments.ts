import {
  Deployment,
  DeploymentPage,
  Endpoint,
  isFinal,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { readPages } from './readPages';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface DeploymentHistory {
  /** Newest first, as the backend gives it. */
  readPage(cursor: string | undefined): Promise<DeploymentPage>;
  /** What is on the endpoints now. */
  endpoints: readonly Endpoint[];
}

export interface Retention {
  maxAgeDays: number;
  maxCount: number;
  nowMs: number;
}

export interface RetainedDeployments {
  deployments: Deployment[];
  /** RFC 3339; an ended deployment requested before it, and not serving, was left out on purpose. */
  expiredBefore: string;
}

/**
 * The deployments of one environment that the catalog shows: every one that is going on or still serves, and of the
 * others those that are young enough and among the newest.
 *
 * The history is read back to the age limit, and further only while something on an endpoint is not accounted for and
 * may have been deployed from here.
 */
export async function readDeployments(
  history: DeploymentHistory,
  { maxAgeDays, maxCount, nowMs }: Retention,
): Promise<RetainedDeployments> {
  const serving = servingSince(history.endpoints);
  const oldestMs = nowMs - maxAgeDays * DAY_MS;
  const kept: Deployment[] = [];
  let ended = 0;
  let expiredBeforeMs = oldestMs;
  for await (const page of readPages(history.readPage)) {
    for (const deployment of page.items) {
      const requestedMs = Date.parse(deployment.createdAt);
      if (
        serving.delete(servingKey(deployment)) ||
        !isFinal(deployment.phase)
      ) {
        kept.push(deployment);
      } else if (requestedMs >= oldestMs && ended < maxCount) {
        ended += 1;
        kept.push(deployment);
      } else {
        // The newest that is left out; whatever is older is left out too.
        expiredBeforeMs = Math.max(expiredBeforeMs, requestedMs + 1);
      }
    }
    const reachedMs = Date.parse(page.items.at(-1)?.createdAt ?? '');
    const servesFromBefore = [...serving.values()].some(
      sinceMs => sinceMs - maxAgeDays * DAY_MS < reachedMs,
    );
    if (reachedMs < oldestMs && !servesFromBefore) {
      break;
    }
  }
  return {
    deployments: kept,
    expiredBefore: new Date(expiredBeforeMs).toISOString(),
  };
}

/** For each deployed model, since when; one that does not say so could be as new as can be. */
function servingSince(endpoints: readonly Endpoint[]): Map<string, number> {
  return new Map(
    endpoints.flatMap(({ location, id: endpointId, deployedModels }) =>
      deployedModels.map(({ id: deployedModelId, createTime }) => [
        servingKey({ location, endpointId, deployedModelId }),
        createTime === undefined ? -Infinity : Date.parse(createTime),
      ]),
    ),
  );
}

function servingKey(
  place: Pick<Deployment, 'location' | 'endpointId' | 'deployedModelId'>,
): string {
  return [place.location, place.endpointId, place.deployedModelId].join('/');
}
