import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText } from '@backstage/ui';
import { AccessEntry } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import { PagedColumn } from '../../components/PagedTable';
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
      cell: ({ rule, modelRule }) => (
        <CellText
          title={rule}
          description={modelRule && t('accessReview.onlyModels', { modelRule })}
        />
      ),
    },
    {
      id: 'through',
      label: t('accessReview.column.through'),
      cell: entry => (
        <CellText title={throughOf(entry) ?? t('accessReview.named')} />
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

function throughOf({ kind, group, path }: AccessEntry): string | undefined {
  return kind === 'anybody' ? '' : path?.join(' › ') ?? group;
}
