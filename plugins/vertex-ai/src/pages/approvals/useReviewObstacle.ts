import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ApprovalDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { useAccess } from '../../hooks/useAccess';
import { useExplainDecision } from '../../hooks/useExplainDecision';
import { vertexAiTranslationRef } from '../../translation';

/** Why the caller cannot close a review, in a sentence; undefined when the caller can, and when it is closed. */
export function useReviewObstacle({
  deployment,
  own,
  reviewObstacle,
}: ApprovalDetail): string | undefined {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { explain } = useExplainDecision();
  const { decision } = useAccess(deployment.environment)('approval.review');
  if (reviewObstacle === undefined) {
    return undefined;
  }
  // Another role would not help whoever has asked for it.
  return own
    ? t('emergency.review.own')
    : explain(decision, 'approval.review') ?? reviewObstacle;
}
