import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LeaseQuery,
  leaseUses,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { ChoiceFilter } from '../../components/ChoiceFilter';
import { EmptyState } from '../../components/EmptyState';
import { PagedTable } from '../../components/PagedTable';
import filterStyles from '../../components/RegistryFilters.module.css';
import { Section } from '../../components/Section';
import { useEnvironments } from '../../hooks/useEnvironments';
import { useLeases } from '../../hooks/useLeases';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { vertexAiTranslationRef } from '../../translation';
import { useLeaseColumns } from './useLeaseColumns';

const filterNames = ['whose', 'environment', 'usedFor', 'actor'] as const;

/** The credentials that are out: one's own, or everybody's for whoever audits them. */
export function LeaseList(props: {
  mayEnd: boolean;
  onEnded: (ending: string) => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const filters = useUrlFilters(filterNames);
  const query = useLeases({
    ...(filters.values as Partial<LeaseQuery>),
    cursor: filters.cursor,
  });
  const columns = useLeaseColumns(props.onEnded);
  return (
    <Section title={t('credentials.out')}>
      <Filters {...props} filters={filters} />
      <PagedTable
        query={query}
        columns={columns}
        rowId={lease => lease.id}
        pager={filters.pager}
        empty={
          <EmptyState title={t('credentials.empty')}>
            {t(
              filters.isFiltered
                ? 'filters.noMatchAdvice'
                : 'credentials.emptyAdvice',
            )}
          </EmptyState>
        }
      />
    </Section>
  );
}

function Filters(props: {
  mayEnd: boolean;
  filters: ReturnType<typeof useUrlFilters<(typeof filterNames)[number]>>;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { values, set } = props.filters;
  const environments = useEnvironments().data ?? [];
  return (
    <div className={filterStyles.root} role="search">
      {props.mayEnd && (
        <ChoiceFilter
          label={t('credentials.whose')}
          allLabel={t('credentials.own')}
          value={values.whose}
          options={[{ id: 'everybody', label: t('credentials.everybody') }]}
          onChange={whose => set({ whose, actor: undefined })}
        />
      )}
      <ChoiceFilter
        label={t('filters.environment')}
        value={values.environment}
        options={environments.map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        onChange={environment => set({ environment })}
      />
      <ChoiceFilter
        label={t('credentials.usedForFilter')}
        value={values.usedFor}
        options={leaseUses.map(id => ({
          id,
          label: t(`credentials.use.${id}`),
        }))}
        onChange={usedFor => set({ usedFor })}
      />
      {values.actor && (
        <ChoiceFilter
          label={t('credentials.person')}
          value={values.actor}
          options={[]}
          onChange={actor => set({ actor })}
        />
      )}
    </div>
  );
}
