import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText } from '@backstage/ui';
import { Endpoint } from '@backstage-vertex/plugin-vertex-ai-common';
import { NameCell } from '../../components/NameCell';
import { PagedColumn } from '../../components/PagedTable';
import { Timestamp } from '../../components/Timestamp';
import { sharesOf } from '../../components/traffic';
import { TrafficBar } from '../../components/TrafficBar';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';

export function useEndpointColumns(): PagedColumn<Endpoint>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  return [
    {
      id: 'name',
      label: t('endpoints.name'),
      isRowHeader: true,
      cell: endpoint => (
        <NameCell
          name={endpoint.displayName}
          detail={endpoint.id}
          href={links.endpoint({
            environment: endpoint.environment,
            location: endpoint.location,
            endpoint: endpoint.id,
          })}
        />
      ),
    },
    {
      id: 'environment',
      label: t('filters.environment'),
      cell: endpoint => (
        <CellText
          title={endpoint.environment}
          description={endpoint.location}
        />
      ),
    },
    {
      id: 'traffic',
      label: t('traffic.label'),
      cell: endpoint => (
        <Cell>
          <TrafficBar
            shares={sharesOf(endpoint.deployedModels)}
            label={t('traffic.of', { endpoint: endpoint.displayName })}
          />
        </Cell>
      ),
    },
    {
      id: 'updated',
      label: t('common.updated'),
      cell: endpoint => (
        <Cell>
          {endpoint.updateTime && <Timestamp at={endpoint.updateTime} />}
        </Cell>
      ),
    },
  ];
}
