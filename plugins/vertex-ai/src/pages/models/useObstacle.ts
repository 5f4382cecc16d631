import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Model } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../../translation';

/** Why a model cannot be deployed, whoever asks; undefined when it can, or is not known yet. */
export function useObstacle(model: Model | undefined): string | undefined {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return model && !model.deployable
    ? `${t('models.notDeployable')}. ${t('models.notDeployableAdvice')}`
    : undefined;
}
