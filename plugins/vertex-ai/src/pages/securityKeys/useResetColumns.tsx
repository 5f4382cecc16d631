import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText } from '@backstage/ui';
import { KeyReset } from '@backstage-vertex/plugin-vertex-ai-common';
import { PagedColumn } from '../../components/PagedTable';
import { Timestamp } from '../../components/Timestamp';
import { StepUp } from '../../stepUp/useStepUp';
import { vertexAiTranslationRef } from '../../translation';
import { ResetDecision } from './ResetDecision';

export function useResetColumns(props: {
  isAdministrator: boolean;
  sign: StepUp['sign'];
}): PagedColumn<KeyReset>[] {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return [
    {
      id: 'person',
      label: t('securityKeys.resetPerson'),
      isRowHeader: true,
      cell: ({ person, reason }) => (
        <CellText title={person} description={reason} />
      ),
    },
    {
      id: 'asked',
      label: t('securityKeys.resetAsked'),
      cell: ({ requestedBy, createdAt }) => (
        <Cell>
          {t('securityKeys.resetBy', { name: requestedBy })}
          {' · '}
          <Timestamp at={createdAt} />
        </Cell>
      ),
    },
    {
      id: 'status',
      label: t('securityKeys.resetStatus'),
      cell: ({ status, decidedBy, decisionReason }) => (
        <CellText
          title={t(`securityKeys.status.${status}`)}
          description={
            decidedBy &&
            [t('securityKeys.resetBy', { name: decidedBy }), decisionReason]
              .filter(Boolean)
              .join(': ')
          }
        />
      ),
    },
    {
      id: 'actions',
      label: t('common.actions'),
      cell: reset => (
        <Cell>
          {reset.status === 'open' && (
            <ResetDecision reset={reset} {...props} />
          )}
        </Cell>
      ),
    },
  ];
}
