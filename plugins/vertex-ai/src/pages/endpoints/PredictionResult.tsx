import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { Prediction } from '@backstage-vertex/plugin-vertex-ai-common';
import { CodeBlock } from '../../components/CodeBlock';
import { CorrelationId } from '../../components/CorrelationId';
import { formatDuration } from '../../components/formatTime';
import { useLanguage } from '../../hooks/useLanguage';
import { vertexAiTranslationRef } from '../../translation';

/** What the endpoint answered, and which version it was. */
export function PredictionResult(props: { prediction: Prediction }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const language = useLanguage();
  const { prediction } = props;
  return (
    <Flex direction="column" gap="2" role="status">
      <Text>
        {t('predict.answeredBy', {
          model: prediction.modelDisplayName,
          version: prediction.modelVersionId,
          deployedModel: prediction.deployedModelId,
          duration: formatDuration(prediction.durationMs, language),
        })}
      </Text>
      <CodeBlock
        label={t('predict.result')}
        text={JSON.stringify(prediction.predictions, null, 2)}
      />
      <CorrelationId value={prediction.correlationId} />
    </Flex>
  );
}
