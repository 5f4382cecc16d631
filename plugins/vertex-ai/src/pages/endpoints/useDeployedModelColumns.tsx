import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, ColumnConfig } from '@backstage/ui';
import {
  DeployedModel,
  Endpoint,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { NameCell } from '../../components/NameCell';
import { Timestamp } from '../../components/Timestamp';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';

export function useDeployedModelColumns({
  environment,
  location,
}: Endpoint): ColumnConfig<DeployedModel>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  return [
    {
      id: 'model',
      label: t('endpoints.model'),
      isRowHeader: true,
      cell: deployed => (
        <NameCell
          name={`${deployed.displayName} v${deployed.modelVersionId}`}
          detail={t('endpoints.deployedModelId', { id: deployed.id })}
          href={links.model({
            environment,
            location,
            model: deployed.modelId,
          })}
        />
      ),
    },
    {
      id: 'traffic',
      label: t('traffic.label'),
      cell: ({ trafficPercent }) => (
        <CellText
          title={`${trafficPercent} %`}
          description={trafficPercent === 0 ? t('traffic.idle') : undefined}
        />
      ),
    },
    {
      id: 'machine',
      label: t('endpoints.machine'),
      cell: deployed => (
        <CellText
          title={deployed.machineType ?? '–'}
          description={acceleratorOf(deployed)}
        />
      ),
    },
    {
      id: 'replicas',
      label: t('endpoints.replicas'),
      cell: deployed => <CellText title={replicasOf(deployed)} />,
    },
    {
      id: 'since',
      label: t('endpoints.since'),
      cell: ({ createTime }) => (
        <Cell>{createTime && <Timestamp at={createTime} />}</Cell>
      ),
    },
  ];
}

function acceleratorOf({ acceleratorType, acceleratorCount }: DeployedModel) {
  return acceleratorType && `${acceleratorCount} × ${acceleratorType}`;
}

function replicasOf({ minReplicaCount, maxReplicaCount }: DeployedModel) {
  if (minReplicaCount === undefined) {
    return '–';
  }
  return minReplicaCount === maxReplicaCount || maxReplicaCount === undefined
    ? String(minReplicaCount)
    : `${minReplicaCount}–${maxReplicaCount}`;
}
