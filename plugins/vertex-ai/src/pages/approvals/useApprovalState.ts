import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Approval } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';
import { useApprovalCount } from './useApprovalCount';

/** How far a request is with the people who decide on it; of what went without them, how far its review is. */
export function useApprovalState() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const countOf = useApprovalCount();
  return (approval: Approval): string => {
    const { review } = approval;
    if (!review) {
      return countOf(approval);
    }
    return review.verdict
      ? t('emergency.review.isClosed', {
          verdict: t(`approvals.reviewVerdictName.${review.verdict}`),
        })
      : t('emergency.review.isOpen');
  };
}
