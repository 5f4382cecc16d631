import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText } from '@backstage/ui';
import { Model } from '@backstage-vertex/plugin-vertex-ai-common';
import { DeployedTo } from '../../components/DeployedTo';
import { NameCell } from '../../components/NameCell';
import { PagedColumn } from '../../components/PagedTable';
import { Timestamp } from '../../components/Timestamp';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';

export function useModelColumns(): PagedColumn<Model>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  return [
    {
      id: 'name',
      label: t('models.name'),
      isRowHeader: true,
      cell: model => (
        <NameCell
          name={model.displayName}
          detail={model.id}
          href={links.model({
            environment: model.environment,
            location: model.location,
            model: model.id,
          })}
        />
      ),
    },
    {
      id: 'environment',
      label: t('filters.environment'),
      cell: model => (
        <CellText title={model.environment} description={model.location} />
      ),
    },
    {
      id: 'framework',
      label: t('models.framework'),
      cell: model => <CellText title={model.framework ?? '–'} />,
    },
    {
      id: 'version',
      label: t('models.defaultVersion'),
      cell: model => (
        <CellText
          title={`v${model.defaultVersionId}`}
          description={model.defaultVersionAliases.join(', ')}
        />
      ),
    },
    {
      id: 'deployedTo',
      label: t('models.deployedTo'),
      cell: model => (
        <Cell>
          <DeployedTo {...model} withVersion />
        </Cell>
      ),
    },
    {
      id: 'updated',
      label: t('common.updated'),
      cell: model => (
        <Cell>{model.updateTime && <Timestamp at={model.updateTime} />}</Cell>
      ),
    },
  ];
}
