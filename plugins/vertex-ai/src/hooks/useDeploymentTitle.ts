import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Deployment } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiTranslationRef } from '../translation';

/** Says in one line what a deployment does. */
export function useDeploymentTitle() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (deployment: Deployment): string => {
    const model = deployment.modelDisplayName ?? deployment.modelId ?? '?';
    return t(`deployments.titleOf.${deployment.action}`, {
      model: deployment.modelVersionId
        ? `${model} v${deployment.modelVersionId}`
        : model,
      endpoint: deployment.endpointDisplayName ?? deployment.endpointId ?? '?',
    });
  };
}
