import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Cell, ColumnConfig, Flex } from '@backstage/ui';
import {
  ModelDetail,
  ModelVersion,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { DeployButton } from '../../components/DeployButton';
import { DeployedTo } from '../../components/DeployedTo';
import { NameCell } from '../../components/NameCell';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { useObstacle } from './useObstacle';
import { vertexAiTranslationRef } from '../../translation';

type VersionRow = { id: string; version: ModelVersion };

export function useVersionColumns(
  model: ModelDetail,
): ColumnConfig<VersionRow>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environment, location } = model;
  const obstacle = useObstacle(model);
  return [
    {
      id: 'version',
      label: t('models.version'),
      isRowHeader: true,
      cell: ({ version: { versionId, description } }) => (
        <NameCell name={`v${versionId}`} detail={description} />
      ),
    },
    {
      id: 'aliases',
      label: t('models.aliases'),
      cell: ({ version }) => (
        <Cell>
          <Aliases aliases={version.aliases} />
        </Cell>
      ),
    },
    {
      id: 'deployedTo',
      label: t('models.deployedTo'),
      cell: ({ version: { deployedTo } }) => (
        <Cell>
          <DeployedTo {...{ environment, location, deployedTo }} />
        </Cell>
      ),
    },
    {
      id: 'created',
      label: t('common.created'),
      cell: ({ version: { createTime } }) => (
        <Cell>{createTime && <Timestamp at={createTime} />}</Cell>
      ),
    },
    {
      id: 'deploy',
      label: t('common.actions'),
      cell: ({ version: { versionId: version } }) => (
        <Cell>
          <DeployButton
            variant="secondary"
            obstacle={obstacle}
            label={t('deploy.versionButton', { version })}
            start={{ environment, location, model: model.id, version }}
          />
        </Cell>
      ),
    },
  ];
}

function Aliases(props: { aliases: string[] }) {
  return (
    <Flex gap="1" className={styles.wrap}>
      {props.aliases.map(alias => (
        <Badge key={alias}>{alias}</Badge>
      ))}
    </Flex>
  );
}
