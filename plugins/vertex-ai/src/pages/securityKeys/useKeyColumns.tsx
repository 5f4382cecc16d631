import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText } from '@backstage/ui';
import { SecurityKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { ReactNode } from 'react';
import { PagedColumn } from '../../components/PagedTable';
import { Timestamp } from '../../components/Timestamp';
import { vertexAiTranslationRef } from '../../translation';
import { KeyActions, KeyActionsProps } from './KeyActions';
import { KeyKind } from './KeyKind';
import { KeyModel } from './KeyModel';

type Actions = Omit<KeyActionsProps, 'securityKey'>;

export function useKeyColumns(actions: Actions): PagedColumn<SecurityKey>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const inCell = (content: ReactNode) => <Cell>{content}</Cell>;
  return [
    {
      id: 'name',
      label: t('securityKeys.name'),
      isRowHeader: true,
      cell: ({ name }) => <CellText title={name} />,
    },
    {
      id: 'kind',
      label: t('securityKeys.kind'),
      cell: key => inCell(<KeyKind securityKey={key} />),
    },
    {
      id: 'model',
      label: t('securityKeys.model'),
      cell: key => inCell(<KeyModel securityKey={key} />),
    },
    {
      id: 'lastUsed',
      label: t('securityKeys.lastUsed'),
      cell: ({ lastUsedAt }) =>
        inCell(
          lastUsedAt ? (
            <Timestamp at={lastUsedAt} />
          ) : (
            t('securityKeys.neverUsed')
          ),
        ),
    },
    {
      id: 'added',
      label: t('securityKeys.added'),
      cell: ({ createdAt }) => inCell(<Timestamp at={createdAt} />),
    },
    {
      id: 'actions',
      label: t('common.actions'),
      cell: key => inCell(<KeyActions securityKey={key} {...actions} />),
    },
  ];
}
