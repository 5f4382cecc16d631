import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link } from '@backstage/ui';
import { DeploymentFilter, useDeployments } from '../hooks/useDeployments';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { EmptyState } from './EmptyState';
import { PagedTable } from './PagedTable';
import { useDeploymentColumns } from './useDeploymentColumns';

/** The newest few deployments that match a filter, and the way to the rest. */
export function RecentDeployments(props: {
  filter: Pick<DeploymentFilter, 'environment' | 'modelId' | 'endpointId'>;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const query = useDeployments({ ...props.filter, limit: 5 });
  const columns = useDeploymentColumns();
  return (
    <>
      <PagedTable
        query={query}
        columns={columns}
        rowId={deployment => deployment.id}
        empty={
          <EmptyState title={t('deployments.empty')}>
            {t('deployments.emptyHereAdvice')}
          </EmptyState>
        }
      />
      {query.data?.nextCursor && (
        <Flex pt="3">
          <Link href={links.deployments({ ...props.filter })}>
            {t('deployments.all')}
          </Link>
        </Flex>
      )}
    </>
  );
}
