import type {
  RouteBody,
  RouteQuery,
  Routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useVertexQuery } from './useVertexQuery';

/** One page of who has which role where. */
export function useAccessMatrix(query: RouteQuery<Routes['listAccess']>) {
  return useVertexQuery({
    key: ['access', query],
    read: (client, signal) => client.listAccess(query, signal),
    keepPrevious: true,
  });
}

/** What the policy says, rule by rule; asked once it is known what about. */
export function useSimulation(
  body: RouteBody<Routes['simulateAccess']> | undefined,
) {
  return useVertexQuery({
    key: ['accessSimulation', body ?? null],
    read: (client, signal) => client.simulateAccess(body!, signal),
    enabled: body !== undefined,
  });
}
