import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { EmptyState } from '../../components/EmptyState';
import { PagedTable } from '../../components/PagedTable';
import { PageFrame } from '../../components/PageFrame';
import { useDeploymentColumns } from '../../components/useDeploymentColumns';
import { DeploymentFilter, useDeployments } from '../../hooks/useDeployments';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { vertexAiTranslationRef } from '../../translation';
import { DeploymentFilters, filterNames } from './DeploymentFilters';

/** Deployments of all environments that the caller may read, newest first. */
export function DeploymentList() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const filters = useUrlFilters(filterNames);
  const query = useDeployments({
    // The server says which values are right, also to a link that was made by hand.
    ...(filters.values as DeploymentFilter),
    cursor: filters.cursor,
  });
  const columns = useDeploymentColumns();
  return (
    <PageFrame
      title={t('deployments.title')}
      description={t('deployments.description')}
    >
      <DeploymentFilters values={filters.values} onChange={filters.set} />
      <PagedTable
        query={query}
        columns={columns}
        rowId={deployment => deployment.id}
        pager={filters.pager}
        empty={
          filters.isFiltered ? (
            <EmptyState
              title={t('deployments.noMatch')}
              action={
                <Button variant="secondary" onPress={filters.clear}>
                  {t('filters.clear')}
                </Button>
              }
            >
              {t('deployments.noMatchAdvice')}
            </EmptyState>
          ) : (
            <EmptyState title={t('deployments.empty')}>
              {t('deployments.emptyAdvice')}
            </EmptyState>
          )
        }
      />
    </PageFrame>
  );
}
