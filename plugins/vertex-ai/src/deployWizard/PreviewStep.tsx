import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { Preview } from '@backstage-vertex/plugin-vertex-ai-common';
import { RiRocket2Line } from '@remixicon/react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { GuardedButton } from '../components/GuardedButton';
import { Loaded } from '../components/Loaded';
import { CheckList } from '../components/preview/CheckList';
import { DecisionNote } from '../components/preview/DecisionNote';
import { PreviewCode } from '../components/preview/PreviewCode';
import { readinessOf } from '../components/preview/readiness';
import { TrafficDiff } from '../components/preview/TrafficDiff';
import { ProblemPanel } from '../components/ProblemPanel';
import { Section } from '../components/Section';
import { useLinks } from '../hooks/useLinks';
import { usePreview } from '../hooks/usePreview';
import { useSubmitDeployment } from '../hooks/useSubmitDeployment';
import { vertexAiTranslationRef } from '../translation';
import { Draft, requestOf } from './draft';
import { Tone } from '../components/Tone';

/** Shows what would happen, decided by the code that will carry it out, and then lets it happen. */
export function PreviewStep(props: { draft: Draft; onBack: () => void }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const request = useMemo(() => requestOf(props.draft), [props.draft]);
  const preview = usePreview(request);
  const submit = useSubmitDeployment();
  const links = useLinks();
  const navigate = useNavigate();
  const readiness = readinessOf(preview.data);

  const send = () =>
    submit.mutate(request, {
      onSuccess: ({ id }) => navigate(links.deployment({ deployment: id })),
    });

  return (
    <>
      <Loaded query={preview} lines={8}>
        {loaded => <PreviewSections preview={loaded} />}
      </Loaded>
      {submit.error && <ProblemPanel error={submit.error} />}
      {!readiness.ready && readiness.because === 'checks' && (
        <Tone tone="danger" role="status">
          {t('deploy.checksFailed')}
        </Tone>
      )}
      <Flex gap="2">
        <Button variant="secondary" onPress={props.onBack}>
          {t('common.back')}
        </Button>
        <GuardedButton
          action="deployment.create"
          decision={preview.data?.decision}
          iconStart={<RiRocket2Line />}
          isDisabled={!readiness.ready && readiness.because !== 'decision'}
          isPending={submit.isPending}
          onPress={send}
        >
          {submit.error ? t('deploy.again') : t('deploy.submit')}
        </GuardedButton>
      </Flex>
    </>
  );
}

function PreviewSections(props: { preview: Preview }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { preview } = props;
  return (
    <>
      <DecisionNote action="deployment.create" decision={preview.decision} />
      <Section title={t('preview.checks')}>
        <CheckList checks={preview.checks} />
      </Section>
      <Section title={t('preview.diff')}>
        <TrafficDiff preview={preview} />
      </Section>
      <Section title={t('preview.code')}>
        <PreviewCode preview={preview} />
      </Section>
    </>
  );
}
