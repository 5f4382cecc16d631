import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, ColumnConfig, Flex } from '@backstage/ui';
import { DeploymentEffect } from '@backstage-vertex/plugin-vertex-ai-common';
import { CopyButton } from '../../components/CopyButton';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { vertexAiTranslationRef } from '../../translation';

type EffectRow = { id: string; effect: DeploymentEffect };

export function useEffectColumns(): ColumnConfig<EffectRow>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const copyable = (text: string | undefined, what: string) => (
    <Cell>
      <Copyable text={text} what={what} />
    </Cell>
  );
  return [
    {
      id: 'kind',
      label: t('deployments.effect'),
      isRowHeader: true,
      cell: ({ effect }) => (
        <CellText title={t(`deployments.effectKind.${effect.kind}`)} />
      ),
    },
    {
      id: 'status',
      label: t('deployments.status'),
      cell: ({ effect }) => (
        <CellText
          title={t(`deployments.effectStatus.${effect.status}`)}
          description={effect.error}
        />
      ),
    },
    {
      id: 'operation',
      label: t('deployments.operation'),
      cell: ({ effect }) =>
        copyable(effect.operation, t('deployments.operation')),
    },
    {
      id: 'reason',
      label: t('deployments.requestReason'),
      cell: ({ effect }) =>
        copyable(effect.requestReason, t('deployments.requestReason')),
    },
    {
      id: 'started',
      label: t('deployments.started'),
      cell: ({ effect }) => (
        <Cell>
          <Timestamp at={effect.startedAt} />
        </Cell>
      ),
    },
  ];
}

function Copyable(props: { text: string | undefined; what: string }) {
  if (!props.text) {
    return <>–</>;
  }
  return (
    <Flex align="center" gap="1">
      <code className={styles.inlineCode}>{props.text}</code>
      <CopyButton text={props.text} what={props.what} />
    </Flex>
  );
}
