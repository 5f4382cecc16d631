import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { EmptyState } from '../../components/EmptyState';
import { PagedTable } from '../../components/PagedTable';
import { PageFrame } from '../../components/PageFrame';
import { RegistryFilters } from '../../components/RegistryFilters';
import { SourcesNote } from '../../components/SourcesNote';
import { useEndpoints } from '../../hooks/useEndpoints';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { vertexAiTranslationRef } from '../../translation';
import { useEndpointColumns } from './useEndpointColumns';

const filterNames = ['environment', 'location', 'search'] as const;

/** Endpoints of all environments that the caller may read. */
export function EndpointList() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const filters = useUrlFilters(filterNames);
  const query = useEndpoints({ ...filters.values, cursor: filters.cursor });
  const columns = useEndpointColumns();
  return (
    <PageFrame
      title={t('endpoints.title')}
      description={t('endpoints.description')}
    >
      <RegistryFilters values={filters.values} onChange={filters.set} />
      {query.data && <SourcesNote sources={query.data.sources} />}
      <PagedTable
        query={query}
        columns={columns}
        rowId={item => `${item.environment}/${item.location}/${item.id}`}
        pager={filters.pager}
        empty={
          filters.isFiltered ? (
            <EmptyState
              title={t('endpoints.noMatch')}
              action={
                <Button variant="secondary" onPress={filters.clear}>
                  {t('filters.clear')}
                </Button>
              }
            >
              {t('filters.noMatchAdvice')}
            </EmptyState>
          ) : (
            <EmptyState title={t('endpoints.empty')}>
              {t('endpoints.emptyAdvice')}
            </EmptyState>
          )
        }
      />
    </PageFrame>
  );
}
