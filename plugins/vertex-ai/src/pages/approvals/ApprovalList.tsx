import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApprovalQuery } from '@backstage-vertex/plugin-vertex-ai-common';
import { PagedTable } from '../../components/PagedTable';
import { PageFrame } from '../../components/PageFrame';
import { useApprovals } from '../../hooks/useApprovals';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { vertexAiTranslationRef } from '../../translation';
import { ApprovalFilters, filterNames } from './ApprovalFilters';
import { NoApprovals } from './NoApprovals';
import { useApprovalColumns } from './useApprovalColumns';

/** What waits for the caller first; on demand all that waits, and what was decided. */
export function ApprovalList() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const filters = useUrlFilters(filterNames);
  const query = useApprovals({
    show: 'waitingForMe',
    // The server says which values are right, also to a link that was made by hand.
    ...(withoutAbsent(filters.values) as Partial<ApprovalQuery>),
    cursor: filters.cursor,
  });
  const columns = useApprovalColumns();
  return (
    <PageFrame
      title={t('approvals.title')}
      description={t('approvals.description')}
    >
      <ApprovalFilters values={filters.values} onChange={filters.set} />
      <PagedTable
        query={query}
        columns={columns}
        rowId={({ deployment }) => deployment.id}
        pager={filters.pager}
        empty={
          <NoApprovals
            show={filters.values.show}
            isFiltered={filters.isFiltered}
            onShow={show => filters.set({ show })}
            onClear={filters.clear}
          />
        }
      />
    </PageFrame>
  );
}

function withoutAbsent(values: Record<string, string | undefined>) {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  );
}
