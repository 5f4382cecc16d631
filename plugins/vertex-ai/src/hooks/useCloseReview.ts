import {
  ApprovalDetail,
  RouteBody,
  Routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useVertexMutation } from './useVertexMutation';

/** Closes the review of a deployment that went without its approvals. */
export function useCloseReview(deployment: string) {
  return useVertexMutation<RouteBody<Routes['closeReview']>, ApprovalDetail>(
    (client, review) => client.closeReview(deployment, review),
    ['approval', 'approvals', 'deployment', 'deployments'],
  );
}
