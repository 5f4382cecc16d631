import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { EmptyState } from '../../components/EmptyState';
import { PagedTable } from '../../components/PagedTable';
import { PageFrame } from '../../components/PageFrame';
import { RegistryFilters } from '../../components/RegistryFilters';
import { SourcesNote } from '../../components/SourcesNote';
import { useModels } from '../../hooks/useModels';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { vertexAiTranslationRef } from '../../translation';
import { useModelColumns } from './useModelColumns';

const filterNames = ['environment', 'location', 'search'] as const;

/** Models of all registries that the caller may read. */
export function ModelList() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const filters = useUrlFilters(filterNames);
  const query = useModels({ ...filters.values, cursor: filters.cursor });
  const columns = useModelColumns();
  return (
    <PageFrame title={t('models.title')} description={t('models.description')}>
      <RegistryFilters values={filters.values} onChange={filters.set} />
      {query.data && <SourcesNote sources={query.data.sources} />}
      <PagedTable
        query={query}
        columns={columns}
        rowId={model => `${model.environment}/${model.location}/${model.id}`}
        pager={filters.pager}
        empty={
          filters.isFiltered ? (
            <EmptyState
              title={t('models.noMatch')}
              action={
                <Button variant="secondary" onPress={filters.clear}>
                  {t('filters.clear')}
                </Button>
              }
            >
              {t('filters.noMatchAdvice')}
            </EmptyState>
          ) : (
            <EmptyState title={t('models.empty')}>
              {t('models.emptyAdvice')}
            </EmptyState>
          )
        }
      />
    </PageFrame>
  );
}
