import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { AccessNote } from '../components/AccessNote';
import { Loaded } from '../components/Loaded';
import { PageFrame } from '../components/PageFrame';
import { useEnvironments } from '../hooks/useEnvironments';
import { useLinks } from '../hooks/useLinks';
import { useSubmitDeployment } from '../hooks/useSubmitDeployment';
import { vertexAiTranslationRef } from '../translation';
import styles from './DeployWizard.module.css';
import { Draft, Mistake, mistakesAt, startDraft, Step, steps } from './draft';
import { EndpointStep } from './EndpointStep';
import { Mistakes } from './Mistakes';
import { ModelStep } from './ModelStep';
import { PreviewStep } from './PreviewStep';
import { ResourcesStep } from './ResourcesStep';
import { StepTrack } from './StepTrack';
import { WizardNav } from './WizardNav';

export interface StepProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  mistakes: Mistake[];
  environments: Environment[];
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
  return (
    <PageFrame
      title={t('deploy.title')}
      description={t('deploy.description')}
      href={links.deploy()}
    >
      {/* Without the environments nothing can be chosen, and nobody's access is known. */}
      <Loaded query={useEnvironments()} lines={6}>
        {environments => <Steps environments={environments} />}
      </Loaded>
    </PageFrame>
  );
}

function Steps({ environments }: { environments: Environment[] }) {
  const [params] = useSearchParams();
  const [draft, setDraft] = useState(() =>
    startDraft(Object.fromEntries(params)),
  );
  const [step, setStep] = useState<Step>('model');
  /** How often one wanted to go on from this step without being ready for it. */
  const [refusals, setRefusals] = useState(0);
  // Here and not in the last step, so that an answer is heard wherever one has gone in the meantime.
  const submit = useSubmitDeployment();

  const goTo = (next: Step) => {
    setRefusals(0);
    setStep(next);
  };
  const goOn = () => {
    if (mistakesAt(draft, step).length > 0) {
      setRefusals(count => count + 1);
    } else {
      goTo(steps[steps.indexOf(step) + 1]);
    }
  };
  const mistakes = refusals > 0 ? mistakesAt(draft, step) : [];
  return (
    <>
      {/* Not beside the preview: that gives the policy's answer to the request itself. */}
      {step !== 'preview' && (
        <AccessNote
          environment={draft.environment}
          actions={['deployment.create']}
        />
      )}
      <StepTrack step={step} onGoTo={goTo} />
      <Mistakes key={refusals} mistakes={mistakes} />
      {step === 'preview' ? (
        <PreviewStep
          draft={draft}
          submit={submit}
          onBack={() => goTo('resources')}
        />
      ) : (
        <>
          <Form
            step={step}
            draft={draft}
            onChange={changes => setDraft(last => ({ ...last, ...changes }))}
            mistakes={mistakes}
            environments={environments}
          />
          <WizardNav step={step} onBack={goTo} onNext={goOn} />
        </>
      )}
      {submit.dialog}
    </>
  );
}

function Form(props: StepProps & { step: keyof typeof formOf }) {
  const { step, ...rest } = props;
  const Fields = formOf[step];
  return (
    <Card>
      <CardBody className={styles.fields}>
        <Fields {...rest} />
      </CardBody>
    </Card>
  );
}
