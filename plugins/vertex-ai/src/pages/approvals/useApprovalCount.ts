import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Approval } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';

/** How many have said yes, of how many that it takes. */
export function useApprovalCount() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return ({ approvals, requirement }: Approval): string =>
    requirement?.kind === 'approvals'
      ? t('approvals.countOf', {
          approvals: String(approvals),
          needed: String(requirement.count),
        })
      : t('approvals.countOnly', { count: approvals });
}
