import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Flex, Text } from '@backstage/ui';
import { AccessEntry } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import { PagedColumn } from '../../components/PagedTable';
import styles from '../../components/styles.module.css';
import { Tone } from '../../components/Tone';
import { vertexAiTranslationRef } from '../../translation';
import { useClaimText } from './useClaimText';

const tones = {
  granted: 'plain',
  ifClaimed: 'plain',
  nestedOnly: 'warning',
  unknown: 'warning',
  roleMissing: 'warning',
} as const;

/** Columns of the access matrix. */
export function useAccessColumns(): PagedColumn<AccessEntry>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const claimText = useClaimText();
  const text = (id: 'environment' | 'role'): PagedColumn<AccessEntry> => ({
    id,
    label: t(`accessReview.column.${id}`),
    cell: entry => <CellText title={entry[id]} />,
  });
  return [
    {
      id: 'member',
      label: t('accessReview.column.member'),
      isRowHeader: true,
      cell: ({ member }) => (
        <Cell>
          {member === undefined ? (
            t('accessReview.anybody')
          ) : (
            <ActorName actor={member} />
          )}
        </Cell>
      ),
    },
    text('environment'),
    text('role'),
    {
      id: 'rule',
      label: t('accessReview.column.rule'),
      cell: entry => <RuleCell {...entry} />,
    },
    {
      id: 'through',
      label: t('accessReview.column.through'),
      cell: entry => (
        <Cell>
          <span className={styles.name}>
            {throughOf(entry) ?? t('accessReview.named')}
          </span>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('accessReview.column.state'),
      cell: ({ state, claims = {} }) => (
        <Cell>
          <Tone tone={tones[state]}>
            {t(`accessReview.state.${state}`, { claims: claimText(claims) })}
          </Tone>
        </Cell>
      ),
    },
  ];
}

/** A rule by its name; one for single models says for which. */
function RuleCell({ rule, modelRule }: AccessEntry) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Cell>
      <Flex direction="column" gap="0.5" className={styles.name}>
        {rule}
        {modelRule && (
          <Text variant="body-small" color="secondary">
            {t('accessReview.onlyModels', { modelRule })}
          </Text>
        )}
      </Flex>
    </Cell>
  );
}

function throughOf({ kind, group, path }: AccessEntry): string | undefined {
  return kind === 'anybody' ? '' : path?.join(' › ') ?? group;
}
