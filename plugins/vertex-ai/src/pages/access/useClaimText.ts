import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessRuleResult } from '@backstage-vertex/plugin-vertex-ai-common';
import { useLanguage } from '../../hooks/useLanguage';
import { vertexAiTranslationRef } from '../../translation';

/** Claims that a rule asks for, as one phrase: `department = fraud or risk and level = 3`. */
export function useClaimText() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const either = new Intl.ListFormat(language, { type: 'disjunction' });
  const all = new Intl.ListFormat(language, { type: 'conjunction' });
  return (claims: AccessRuleResult['claims']) =>
    all.format(
      Object.entries(claims).map(([claim, values]) =>
        t('accessReview.ruleNames.claim', {
          claim,
          values: either.format(values.map(String)),
        }),
      ),
    );
}
