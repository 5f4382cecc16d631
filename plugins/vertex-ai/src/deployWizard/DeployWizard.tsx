import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { AccessNote } from '../components/AccessNote';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { useEnvironment } from '../hooks/useEnvironments';
import { useLinks } from '../hooks/useLinks';
import { useSubmitDeployment } from '../hooks/useSubmitDeployment';
import { vertexAiTranslationRef } from '../translation';
import { Draft, Mistake, mistakesAt, startDraft, Step, steps } from './draft';
import { EndpointStep } from './EndpointStep';
import { ModelStep } from './ModelStep';
import { PreviewStep } from './PreviewStep';
import { ResourcesStep } from './ResourcesStep';
import { StepTrack } from './StepTrack';
import { WizardNav } from './WizardNav';

export interface StepProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  mistakes: Mistake[];
}

const formOf: Record<
  Exclude<Step, 'preview'>,
  (props: StepProps) => JSX.Element
> = {
  model: ModelStep,
  endpoint: EndpointStep,
  resources: ResourcesStep,
};

/** Brings a model version onto an endpoint, in four steps; nothing happens before the last. */
export function DeployWizard() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const [params] = useSearchParams();
  const [draft, setDraft] = useState(() =>
    startDraft(Object.fromEntries(params)),
  );
  const [step, setStep] = useState<Step>('model');
  const [showMistakes, setShowMistakes] = useState(false);
  const environment = useEnvironment(draft.environment);
  // Here and not in the last step, so that an answer is heard wherever one has gone in the meantime.
  const submit = useSubmitDeployment();

  const goTo = (next: Step) => {
    setShowMistakes(false);
    setStep(next);
  };
  const goOn = () => {
    if (mistakesAt(draft, step).length > 0) {
      setShowMistakes(true);
    } else {
      goTo(steps[steps.indexOf(step) + 1]);
    }
  };
  const Form = step === 'preview' ? undefined : formOf[step];
  return (
    <PageFrame
      title={t('deploy.title')}
      description={t('deploy.description')}
      href={links.deploy()}
    >
      {/* The preview gives the policy's answer to the request itself. */}
      {Form && (
        <AccessNote environment={environment} actions={['deployment.create']} />
      )}
      <StepTrack step={step} onGoTo={goTo} />
      {Form ? (
        <>
          <Section title={t(`deploy.step.${step}`)}>
            <Form
              draft={draft}
              onChange={changes => setDraft(last => ({ ...last, ...changes }))}
              mistakes={showMistakes ? mistakesAt(draft, step) : []}
            />
          </Section>
          <WizardNav step={step} onBack={goTo} onNext={goOn} />
        </>
      ) : (
        <PreviewStep
          draft={draft}
          submit={submit}
          onBack={() => goTo('resources')}
        />
      )}
    </PageFrame>
  );
}
