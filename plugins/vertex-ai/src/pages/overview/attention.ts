import {
  DeployedModel,
  Deployment,
  Endpoint,
  Source,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** Something that a person should look at. */
export type AttentionItem =
  | { kind: 'approvals'; count: number; isMore: boolean }
  | { kind: 'failed'; deployment: Deployment }
  | { kind: 'source'; source: Source }
  | { kind: 'idle'; endpoint: Endpoint; deployedModel: DeployedModel };

/** A failure older than this is history. */
const FAILED_WITHIN_MS = 7 * 86_400_000;

export interface Observed {
  /** What waits for the caller's vote, and whether that is only the first page of it. */
  waiting: { count: number; isMore: boolean };
  failed: Deployment[];
  endpoints: Endpoint[];
  /** Of the models and of the endpoints; the same place may be named by both. */
  sources: Source[];
}

/** What needs a look: requests that wait for one's vote, places that cannot be read, failed deployments, versions that cost money without any traffic. */
export function attentionOf(observed: Observed, now: number): AttentionItem[] {
  const broken = new Map(
    observed.sources
      .filter(source => source.problem)
      .map(source => [`${source.environment}/${source.location}`, source]),
  );
  return [
    ...(observed.waiting.count > 0
      ? [{ kind: 'approvals' as const, ...observed.waiting }]
      : []),
    ...[...broken.values()].map(source => ({
      kind: 'source' as const,
      source,
    })),
    ...observed.failed
      .filter(({ updatedAt }) => now - Date.parse(updatedAt) < FAILED_WITHIN_MS)
      .map(deployment => ({ kind: 'failed' as const, deployment })),
    ...observed.endpoints.flatMap(endpoint =>
      endpoint.deployedModels
        .filter(deployedModel => deployedModel.trafficPercent === 0)
        .map(deployedModel => ({
          kind: 'idle' as const,
          endpoint,
          deployedModel,
        })),
    ),
  ];
}
