import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '../components/EmptyState';
import { vertexAiTranslationRef } from '../translation';

/** An entity of the right type that does not say what it stands for. */
export function NoTarget(props: { annotation: string }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <EmptyState title={t('entity.noTarget')}>
      {t('entity.noTargetAdvice', { annotation: props.annotation })}
    </EmptyState>
  );
}
