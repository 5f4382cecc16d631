import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Flex, Table, Text } from '@backstage/ui';
import { Preview } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';
import {
  colourAlike,
  compareTraffic,
  sharesOfState,
  TrafficChange,
} from '../traffic';
import styles from '../styles.module.css';
import { TrafficBar } from '../TrafficBar';

/** What runs now beside what would run. */
export function TrafficDiff(props: { preview: Preview }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const [before, after] = colourAlike(
    sharesOfState(props.preview.before),
    sharesOfState(props.preview.after),
  );
  const percent = (value: number | undefined) =>
    value === undefined ? '–' : `${value} %`;
  return (
    <Flex direction="column" gap="3">
      <Text variant="body-small" color="secondary">
        {t('preview.before')}
      </Text>
      <TrafficBar shares={before} label={t('preview.before')} />
      <Text variant="body-small" color="secondary">
        {t('preview.after')}
      </Text>
      <TrafficBar shares={after} label={t('preview.after')} />
      <Table
        pagination={{ type: 'none' }}
        data={compareTraffic(before, after)}
        emptyState={t('preview.noChange')}
        columnConfig={[
          {
            id: 'model',
            label: t('endpoints.model'),
            isRowHeader: true,
            cell: (change: TrafficChange) => (
              <Cell>
                <Text className={styles.name}>{change.label}</Text>
              </Cell>
            ),
          },
          {
            id: 'before',
            label: t('preview.before'),
            cell: change => <CellText title={percent(change.before)} />,
          },
          {
            id: 'after',
            label: t('preview.after'),
            cell: change => <CellText title={percent(change.after)} />,
          },
          {
            id: 'kind',
            label: t('preview.change'),
            cell: change => (
              <CellText title={t(`preview.changeKind.${change.kind}`)} />
            ),
          },
        ]}
      />
    </Flex>
  );
}
