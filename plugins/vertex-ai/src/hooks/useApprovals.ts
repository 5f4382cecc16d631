import { ApprovalQuery } from '@backstage-vertex/plugin-vertex-ai-common';
import { useLiveQuery } from './useLiveQuery';

/** One page of what people decide on, newest first. */
export function useApprovals(filter: Partial<ApprovalQuery>) {
  return useLiveQuery({
    key: ['approvals', filter],
    read: (client, signal) => client.listApprovals(filter, signal),
    keepPrevious: true,
  });
}
