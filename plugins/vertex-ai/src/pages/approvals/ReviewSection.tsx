import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex } from '@backstage/ui';
import { ApprovalDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { GuardedButton } from '../../components/GuardedButton';
import { Section } from '../../components/Section';
import { useAccess } from '../../hooks/useAccess';
import { vertexAiTranslationRef } from '../../translation';
import { CloseReviewDialog } from './CloseReviewDialog';
import { ReviewFacts } from './ReviewFacts';
import { useReviewObstacle } from './useReviewObstacle';

/** The review of what went without its approvals: as it stands, and for an auditor who did not ask for it the way to close it. */
export function ReviewSection(props: { approval: ApprovalDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { approval } = props;
  const { review, deployment } = approval;
  const accessTo = useAccess(deployment.environment);
  const why = useReviewObstacle(approval);
  const [closing, setClosing] = useState(false);
  if (!review) {
    return null;
  }
  return (
    <Section
      title={t('approvals.review')}
      actions={
        !review.closedAt && (
          <GuardedButton
            {...accessTo('approval.review')}
            obstacle={why}
            size="small"
            onPress={() => setClosing(true)}
          >
            {t('emergency.review.close')}
          </GuardedButton>
        )
      }
    >
      <Flex direction="column" gap="4">
        {why && (
          <Alert
            icon
            status="info"
            title={t('emergency.review.cannotClose')}
            description={why}
          />
        )}
        <ReviewFacts review={review} />
      </Flex>
      {closing && (
        <CloseReviewDialog review={review} onClose={() => setClosing(false)} />
      )}
    </Section>
  );
}
