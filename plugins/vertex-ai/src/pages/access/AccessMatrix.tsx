import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, ButtonLink } from '@backstage/ui';
import {
  AccessEntry,
  AccessPage,
  AccessQuery,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { EmptyState } from '../../components/EmptyState';
import { PagedTable } from '../../components/PagedTable';
import { PageFrame } from '../../components/PageFrame';
import styles from '../../components/styles.module.css';
import { useAccessMatrix } from '../../hooks/useAccessReview';
import { useLinks } from '../../hooks/useLinks';
import { useUrlFilters } from '../../hooks/useUrlFilters';
import { vertexAiTranslationRef } from '../../translation';
import { AccessFilters, accessFilterNames } from './AccessFilters';
import { ModelRules } from './ModelRules';
import { useAccessColumns } from './useAccessColumns';

/** Environments × roles × members. */
export function AccessMatrix() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const filters = useUrlFilters(accessFilterNames);
  const query = useAccessMatrix({
    ...(filters.values as Partial<AccessQuery>),
    cursor: filters.cursor,
  });
  return (
    <PageFrame
      title={t('access.title')}
      description={t('accessReview.description')}
      actions={
        <ButtonLink variant="secondary" href={links.whyAccess()}>
          {t('accessReview.why')}
        </ButtonLink>
      }
    >
      <AccessFilters values={filters.values} onChange={filters.set} />
      <ModelRules rules={query.data?.modelRules ?? []} />
      <MissingGroups groups={query.data?.missingGroups ?? []} />
      <PagedTable
        query={query}
        columns={useAccessColumns()}
        rowId={rowIdOf}
        pager={filters.pager}
        empty={
          filters.isFiltered ? (
            <EmptyState
              title={t('accessReview.noMatch')}
              action={
                <Button variant="secondary" onPress={filters.clear}>
                  {t('filters.clear')}
                </Button>
              }
            >
              {t('filters.noMatchAdvice')}
            </EmptyState>
          ) : (
            <EmptyState title={t('accessReview.empty')}>
              {t('accessReview.emptyAdvice')}
            </EmptyState>
          )
        }
      />
    </PageFrame>
  );
}

function rowIdOf(entry: AccessEntry): string {
  const { environment, role, member, rule, modelRule } = entry;
  return JSON.stringify([environment, role, member, rule, modelRule]);
}

/** A rule whose group nobody can find looks as if it granted something. */
function MissingGroups(props: { groups: AccessPage['missingGroups'] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const lines = new Set(
    props.groups.map(missing => t('accessReview.missingGroup', missing)),
  );
  return lines.size === 0 ? null : (
    <Alert
      icon
      status="warning"
      title={t('accessReview.missingGroups')}
      description={
        <ul className={`${styles.plainList} ${styles.reasons}`}>
          {[...lines].map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      }
    />
  );
}
