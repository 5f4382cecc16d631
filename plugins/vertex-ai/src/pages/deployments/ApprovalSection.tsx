import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex } from '@backstage/ui';
import { Deployment } from '@backstage-vertex/plugin-vertex-ai-common';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { useApproval } from '../../hooks/useApproval';
import { useLinks } from '../../hooks/useLinks';
import { vertexAiTranslationRef } from '../../translation';
import { Rule } from '../approvals/Rule';
import { VoteList } from '../approvals/VoteList';

/** Who has to agree to a deployment and who has, with the way to the page on which one votes. */
export function ApprovalSection({ deployment }: { deployment: Deployment }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const query = useApproval(deployment.id);
  const isOpen = deployment.phase === 'awaitingApproval';
  return (
    <Section
      title={t('approvals.title')}
      actions={
        <ButtonLink
          size="small"
          variant={isOpen ? 'primary' : 'secondary'}
          href={links.approval({ deployment: deployment.id })}
        >
          {t(isOpen ? 'approvals.toApproval' : 'approvals.toRequest')}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={4}>
        {approval => (
          <Flex direction="column" gap="4">
            {isOpen && <Rule approval={approval} />}
            <VoteList
              votes={approval.votes}
              environment={deployment.environment}
            />
          </Flex>
        )}
      </Loaded>
    </Section>
  );
}
