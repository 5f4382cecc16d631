import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Review } from '@backstage-vertex/plugin-vertex-ai-common';
import { ActorName } from '../../components/ActorName';
import { Pairs } from '../../components/Pairs';
import { Timestamp } from '../../components/Timestamp';
import { vertexAiTranslationRef } from '../../translation';

/** Why approvals were skipped, and what somebody has said about it afterwards. */
export function ReviewFacts(props: { review: Review }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { review } = props;
  return (
    <Pairs
      items={[
        [t('approvals.reviewReason'), review.reason],
        [
          t('approvals.reviewOpen'),
          !review.closedAt && <Timestamp at={review.openedAt} absolute />,
        ],
        [
          t('approvals.reviewClosed'),
          review.closedBy && review.closedAt && (
            <>
              <ActorName actor={review.closedBy} /> ·{' '}
              <Timestamp at={review.closedAt} />
            </>
          ),
        ],
        [
          t('approvals.reviewVerdict'),
          review.verdict && t(`approvals.reviewVerdictName.${review.verdict}`),
        ],
        [t('approvals.reviewComment'), review.comment],
      ]}
    />
  );
}
