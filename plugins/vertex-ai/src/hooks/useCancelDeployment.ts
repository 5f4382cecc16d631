import { useVertexMutation } from './useVertexMutation';

/** Asks a running deployment to stop and to clean up. */
export function useCancelDeployment(id: string) {
  return useVertexMutation(
    (client, reason: string) =>
      client.cancelDeployment(id, reason ? { reason } : {}),
    ['approval', 'approvals', 'deployment', 'deployments'],
  );
}
