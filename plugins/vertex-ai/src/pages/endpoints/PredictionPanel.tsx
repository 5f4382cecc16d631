import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, TextAreaField } from '@backstage/ui';
import { Endpoint } from '@backstage-vertex/plugin-vertex-ai-common';
import { RiSendPlane2Line } from '@remixicon/react';
import { useState } from 'react';
import { GuardedButton } from '../../components/GuardedButton';
import { ProblemPanel } from '../../components/ProblemPanel';
import { Section } from '../../components/Section';
import { useAccess } from '../../hooks/useAccess';
import { usePrediction } from '../../hooks/usePrediction';
import { vertexAiTranslationRef } from '../../translation';
import { parseInstances } from './parseInstances';
import { PredictionResult } from './PredictionResult';
import styles from './PredictionPanel.module.css';
import { Tone } from '../../components/Tone';

const template = `{
  "instances": [
    
  ]
}`;

/** Sends one prediction to the endpoint as the person who looks at it, and shows what came back from which version. */
export function PredictionPanel(props: { endpoint: Endpoint }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { environment, location, id } = props.endpoint;
  const accessTo = useAccess(environment);
  const predict = usePrediction({ environment, location, endpoint: id });
  const [text, setText] = useState(template);
  const [mistake, setMistake] = useState<string>();

  const send = () => {
    const parsed = parseInstances(text);
    if (parsed.mistake) {
      setMistake(t(`predict.mistake.${parsed.mistake.kind}`, parsed.mistake));
      return;
    }
    setMistake(undefined);
    predict.mutate(parsed.request);
  };

  return (
    <Section title={t('predict.title')}>
      <Flex direction="column" gap="3">
        <TextAreaField
          className={styles.editor}
          label={t('predict.body')}
          description={t('predict.bodyDescription')}
          rows={8}
          value={text}
          onChange={value => {
            setText(value);
            setMistake(undefined);
          }}
          isInvalid={mistake !== undefined}
          spellCheck="false"
        />
        {mistake && (
          <Tone role="alert" tone="danger">
            {mistake}
          </Tone>
        )}
        <Flex>
          <GuardedButton
            {...accessTo('prediction.invoke')}
            obstacle={
              props.endpoint.deployedModels.length === 0
                ? t('predict.nothingDeployed')
                : undefined
            }
            iconStart={<RiSendPlane2Line />}
            isPending={predict.isPending}
            onPress={send}
          >
            {t('predict.button')}
          </GuardedButton>
        </Flex>
        {predict.error && <ProblemPanel error={predict.error} />}
        {predict.data && <PredictionResult prediction={predict.data} />}
      </Flex>
    </Section>
  );
}
