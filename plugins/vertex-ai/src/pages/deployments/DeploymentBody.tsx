import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Grid } from '@backstage/ui';
import {
  DeploymentDetail,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { CodeBlock } from '../../components/CodeBlock';
import { ProblemPanel } from '../../components/ProblemPanel';
import { Section } from '../../components/Section';
import { vertexAiTranslationRef } from '../../translation';
import { ApprovalSection } from './ApprovalSection';
import { EmergencySection } from './EmergencySection';
import { EffectList } from './EffectList';
import { Facts } from './Facts';
import { IdentityChain } from './IdentityChain';
import { ProgressTrack } from './ProgressTrack';
import { Timeline } from './Timeline';

/** What there is to say about a deployment; the same on its page and on its catalog entity. */
export function DeploymentBody(props: { deployment: DeploymentDetail }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployment } = props;
  return (
    <>
      <ProgressTrack deployment={deployment} />
      {deployment.problem && (
        <ProblemPanel error={new VertexAiProblemError(deployment.problem)} />
      )}
      {deployment.approvalExpiresAt && (
        <ApprovalSection deployment={deployment} />
      )}
      {deployment.breakGlass && <EmergencySection deployment={deployment} />}
      <Grid.Root columns={{ initial: '1', lg: '2' }} gap="5">
        <Grid.Item>
          <Section title={t('deployments.timeline')}>
            <Timeline events={deployment.events} />
          </Section>
        </Grid.Item>
        <Grid.Item>
          <Section title={t('identity.title')}>
            <IdentityChain deployment={deployment} />
          </Section>
        </Grid.Item>
      </Grid.Root>
      <Section title={t('deployments.effects')}>
        <EffectList effects={deployment.effects} />
      </Section>
      <Section title={t('common.details')}>
        <Facts deployment={deployment} />
      </Section>
      <CodeBlock
        label={t('deployments.request')}
        text={JSON.stringify(deployment.request, null, 2)}
      />
    </>
  );
}
