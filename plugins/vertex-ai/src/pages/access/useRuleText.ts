import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessRuleResult } from '@backstage-vertex/plugin-vertex-ai-common';
import { useLanguage } from '../../hooks/useLanguage';
import { vertexAiTranslationRef } from '../../translation';
import { useClaimText } from './useClaimText';

/** What a rule wants, and what of it somebody lacks. */
export function useRuleText() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const claimText = useClaimText();
  const either = new Intl.ListFormat(language, { type: 'disjunction' });
  const all = new Intl.ListFormat(language, { type: 'conjunction' });

  return ({ groups, users, services, claims, unmet }: AccessRuleResult) => {
    const members = [
      ...(groups.length > 0
        ? [
            t('accessReview.ruleNames.groups', {
              names: groups.join(', '),
            }),
          ]
        : []),
      ...(users > 0
        ? [t('accessReview.ruleNames.users', { count: users })]
        : []),
      ...(services > 0
        ? [t('accessReview.ruleNames.services', { count: services })]
        : []),
    ];
    const parts = [either.format(members), claimText(claims)].filter(Boolean);
    return [
      t('accessReview.wants', { parts: all.format(parts) }),
      unmet.member && t('accessReview.unmetMember'),
      unmet.claims.length > 0 &&
        t('accessReview.unmetClaims', { claims: all.format(unmet.claims) }),
    ]
      .filter(Boolean)
      .join(' ');
  };
}
