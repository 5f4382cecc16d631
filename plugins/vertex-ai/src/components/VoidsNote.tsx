import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { vertexAiTranslationRef } from '../translation';

/** What a change of a request that waits for approval does to the votes on it. */
export function VoidsNote(props: { approvals: number }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Alert
      icon
      status="warning"
      title={t('revise.voids')}
      description={t('revise.voidsAdvice', { count: props.approvals })}
    />
  );
}
