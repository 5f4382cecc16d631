import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { vertexAiTranslationRef } from '../translation';
import { Mistake } from './draft';

/** Gives a field what marks it as wrong, and says why where assistive technology reads its description. */
export function useFieldMistakes(mistakes: Mistake[]) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (field: Mistake['field'], description?: string) => {
    const mistake = mistakes.find(candidate => candidate.field === field);
    const why = mistake && (mistake.message ?? t('deploy.missing'));
    return {
      isInvalid: mistake !== undefined,
      description: [why, description].filter(Boolean).join(' · ') || undefined,
    };
  };
}
