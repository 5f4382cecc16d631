import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { Pairs } from '../../components/Pairs';
import { ProblemPanel } from '../../components/ProblemPanel';
import { Section } from '../../components/Section';
import { useDiagnosis } from '../../hooks/useDiagnosis';
import { GoogleAccount } from '../../google/GoogleAccount';
import { usesOwnToken } from '../../google/usesOwnToken';
import { vertexAiTranslationRef } from '../../translation';
import { DiagnosisForm } from './DiagnosisForm';
import { DiagnosisReport } from './DiagnosisReport';

/** One environment: what it is, and a look at the way there. */
export function EnvironmentSection(props: { environment: Environment }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environment } = props;
  const diagnosis = useDiagnosis(environment.name);
  return (
    <Section title={environment.title}>
      <Flex direction="column" gap="4">
        <Pairs
          items={[
            [
              t('overview.yourRoles'),
              environment.roles.join(', ') || t('overview.noRole'),
            ],
            [
              t('overview.project'),
              <code key="project">{environment.project}</code>,
            ],
            [t('filters.location'), environment.locations.join(', ')],
            [
              t('overview.strategy'),
              t(`overview.strategyName.${environment.strategy}`),
            ],
            [
              t('overview.googleSees'),
              t(`overview.googleSeesName.${environment.googleSees}`),
            ],
            [
              t('google.account'),
              usesOwnToken(environment) && <GoogleAccount key="account" />,
            ],
          ]}
        />
        <DiagnosisForm
          environment={environment}
          isPending={diagnosis.isPending}
          onExamine={diagnosis.mutate}
        />
        {diagnosis.error && <ProblemPanel error={diagnosis.error} />}
        <div role="status">
          {diagnosis.data && !diagnosis.isPending && (
            <DiagnosisReport diagnosis={diagnosis.data} />
          )}
        </div>
      </Flex>
    </Section>
  );
}
