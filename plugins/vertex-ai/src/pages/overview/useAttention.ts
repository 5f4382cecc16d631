import { useApprovals } from '../../hooks/useApprovals';
import { useDeployments } from '../../hooks/useDeployments';
import { useEndpoints } from '../../hooks/useEndpoints';
import { useModels } from '../../hooks/useModels';
import { attentionOf } from './attention';

/** How many requests are counted, failures shown, and endpoints looked through. */
const MOST = { waiting: 50, failed: 5, endpoints: 200 };

/** What needs a look, and how much of it is known. */
export function useAttention() {
  const waiting = useApprovals({
    show: 'waitingForMe',
    limit: MOST.waiting,
  });
  const failed = useDeployments({ phase: 'failed', limit: MOST.failed });
  const models = useModels({ limit: 1 });
  const endpoints = useEndpoints({ limit: MOST.endpoints });
  const queries = [waiting, failed, models, endpoints];
  const items = attentionOf(
    {
      waiting: {
        count: waiting.data?.items.length ?? 0,
        isMore: waiting.data?.nextCursor !== undefined,
      },
      failed: failed.data?.items ?? [],
      endpoints: endpoints.data?.items ?? [],
      sources: [
        ...(models.data?.sources ?? []),
        ...(endpoints.data?.sources ?? []),
      ],
    },
    Date.now(),
  );
  const shownFailures = items.filter(({ kind }) => kind === 'failed').length;
  return {
    items,
    error: queries.find(query => query.error)?.error,
    retry: () => queries.forEach(query => query.refetch()),
    allRead: queries.every(query => query.isSuccess),
    /** Whether there may be failures of late beyond those that are shown. */
    moreFailed:
      failed.data?.nextCursor !== undefined &&
      shownFailures === failed.data.items.length,
    /** How many endpoints were looked through, when there are more. */
    lookedThrough: endpoints.data?.nextCursor
      ? endpoints.data.items.length
      : undefined,
  };
}
