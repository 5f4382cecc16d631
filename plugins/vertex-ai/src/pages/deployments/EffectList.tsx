import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Table, Text } from '@backstage/ui';
import { DeploymentEffect } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';
import { useEffectColumns } from './useEffectColumns';
import styles from '../../components/styles.module.css';

/** Every write at Google, with the name of its operation. */
export function EffectList(props: { effects: DeploymentEffect[] }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const columns = useEffectColumns();
  return (
    <Table
      className={styles.table}
      pagination={{ type: 'none' }}
      data={props.effects.map(effect => ({ id: effect.kind, effect }))}
      emptyState={<Text color="secondary">{t('deployments.noEffects')}</Text>}
      columnConfig={columns}
    />
  );
}
