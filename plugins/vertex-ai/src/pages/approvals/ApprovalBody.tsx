import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, Grid } from '@backstage/ui';
import { ApprovalDetail } from '@backstage-vertex/plugin-vertex-ai-common';
import { Section } from '../../components/Section';
import { useLinks } from '../../hooks/useLinks';
import { IntentView } from '../../stepUp/IntentView';
import { vertexAiTranslationRef } from '../../translation';
import { Comparison } from './Comparison';
import { ReviewSection } from './ReviewSection';
import { Rule } from './Rule';
import { useObstacleText } from './useObstacleText';
import { VoteList } from './VoteList';

/**
 * Everything about a request: whether one can vote, what it takes, who has voted, what is asked for, and what that changes. What went
 * without votes has its review in their place.
 */
export function ApprovalBody(props: { approval: ApprovalDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { approval } = props;
  const { deployment } = approval;
  const isOpen = deployment.phase === 'awaitingApproval';
  const why = useObstacleText()(approval);
  return (
    <>
      {isOpen && why && (
        <Alert
          icon
          status="info"
          title={t('approvals.cannotVote')}
          description={why}
        />
      )}
      {approval.review ? (
        <ReviewSection approval={approval} />
      ) : (
        <Grid.Root columns={{ initial: '1', lg: '2' }} gap="5">
          <Grid.Item>
            <Section title={t('approvals.rule')}>
              <Rule approval={approval} />
            </Section>
          </Grid.Item>
          <Grid.Item>
            <Section title={t('approvals.votes')}>
              <VoteList
                votes={approval.votes}
                environment={deployment.environment}
              />
            </Section>
          </Grid.Item>
        </Grid.Root>
      )}
      {isOpen && (
        <Section title={t('approvals.comparison')}>
          <Comparison deployment={deployment} />
        </Section>
      )}
      <Asked approval={approval} />
    </>
  );
}

/** What is asked for, whole, with the way to what came of it. */
function Asked({ approval }: { approval: ApprovalDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const { deployment, intent } = approval;
  return (
    <Section
      title={t('approvals.asked')}
      actions={
        <ButtonLink
          size="small"
          variant="secondary"
          href={links.deployment({ deployment: deployment.id })}
        >
          {t('approvals.toDeployment')}
        </ButtonLink>
      }
    >
      <IntentView
        voice="reading"
        intent={intent}
        digest={deployment.intentDigest}
      />
    </Section>
  );
}
