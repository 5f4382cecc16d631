import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, ColumnConfig, Flex, Text } from '@backstage/ui';
import { DeploymentEffect } from '@backstage-vertex/plugin-vertex-ai-common';
import { CopyButton } from '../../components/CopyButton';
import styles from '../../components/styles.module.css';
import { Timestamp } from '../../components/Timestamp';
import { vertexAiTranslationRef } from '../../translation';
import { Tone } from '../../components/Tone';

type EffectRow = { id: string; effect: DeploymentEffect };

export function useEffectColumns(): ColumnConfig<EffectRow>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
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
      cell: ({ effect: { status, error } }) => (
        <Cell>
          <Text as="p" className={styles.line}>
            {t(`deployments.effectStatus.${status}`)}
          </Text>
          {error && <Tone tone="danger">{error}</Tone>}
        </Cell>
      ),
    },
    {
      id: 'operation',
      label: t('deployments.operation'),
      cell: ({ effect }) => (
        <Cell>
          <Copyable text={effect.operation} what={t('deployments.operation')} />
        </Cell>
      ),
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
