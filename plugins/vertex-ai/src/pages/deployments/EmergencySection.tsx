import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { Deployment } from '@backstage-vertex/plugin-vertex-ai-common';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { useApproval } from '../../hooks/useApproval';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import { ReviewFacts } from '../approvals/ReviewFacts';

/** That a deployment went without its approvals, and what came of the review; the way to the page on which that is closed. */
export function EmergencySection({ deployment }: { deployment: Deployment }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const query = useApproval(deployment.id);
  return (
    <Section
      title={t('emergency.skipped')}
      actions={
        <ButtonLink
          size="small"
          variant="secondary"
          href={links.approval({ deployment: deployment.id })}
        >
          {t('emergency.review.show')}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={4}>
        {({ review }) => (review ? <ReviewFacts review={review} /> : null)}
      </Loaded>
    </Section>
  );
}
