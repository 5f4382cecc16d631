import { Card, CardBody } from '@backstage/ui';
import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { AccessNote } from '../components/AccessNote';
import { useSubmitDeployment } from '../hooks/useSubmitDeployment';
import { ordinary, Way } from '../hooks/way';
import styles from './DeployWizard.module.css';
import { Draft, Mistake, mistakesAt, Step, steps } from './draft';
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
  /** Whether environment and location stay as they are: a request that waits for approval does not move. */
  isPlaceFixed: boolean;
}

const formOf: Record<
  Exclude<Step, 'preview'>,
  (props: StepProps) => JSX.Element
> = {
  model: ModelStep,
  endpoint: EndpointStep,
  resources: ResourcesStep,
};

/** The steps of the wizard, from the first choice to the preview from which it is sent. */
export function WizardSteps(props: {
  environments: Environment[];
  start: () => Draft;
  /** How it is sent in the end. */
  way?: Way;
}) {
  const { environments, way = ordinary } = props;
  const [draft, setDraft] = useState(props.start);
  const { step, goTo, goOn, refusals, mistakes } = useSteps(draft);
  // Here and not in the last step, so that an answer is heard wherever one has gone in the meantime.
  const submit = useSubmitDeployment(way);
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
          way={way}
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
            isPlaceFixed={way.kind === 'revision'}
          />
          <WizardNav step={step} onBack={goTo} onNext={goOn} />
        </>
      )}
      {submit.dialog}
    </>
  );
}

/** At which step one is; nobody goes on from one that has a mistake. */
function useSteps(draft: Draft) {
  const [step, setStep] = useState<Step>('model');
  /** How often one wanted to go on from this step without being ready for it. */
  const [refusals, setRefusals] = useState(0);
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
  return { step, goTo, goOn, refusals, mistakes };
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
