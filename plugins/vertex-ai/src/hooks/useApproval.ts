import { useLiveQuery } from './useLiveQuery';

/** One request with the votes on it, followed closely as long as it waits for them. */
export function useApproval(deployment: string) {
  return useLiveQuery({
    key: ['approval', deployment],
    read: (client, signal) => client.getApproval(deployment, signal),
    pollMs: (last, live) =>
      last?.deployment.phase === 'awaitingApproval' && !live ? 5_000 : 30_000,
  });
}
