import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  DeployedModel,
  Endpoint,
  UndeployRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { vertexAiTranslationRef } from '../../translation';
import { ChangeDialog, Revised } from './ChangeDialog';

/** Takes a deployed model off its endpoint. */
export function UndeployDialog(props: {
  endpoint: Endpoint;
  deployedModel: DeployedModel;
  revised?: Revised<UndeployRequest>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { deployedModel, onClose } = props;
  // As the person saw it, like in the dialog for traffic: a change since then has to refuse the request by its etag.
  const [endpoint] = useState(props.endpoint);
  const model = `${deployedModel.displayName} v${deployedModel.modelVersionId}`;
  return (
    <ChangeDialog
      endpoint={endpoint}
      title={t('undeploy.title', { model, endpoint: endpoint.displayName })}
      confirmLabel={t('undeploy.button')}
      onClose={onClose}
      revised={props.revised}
      request={{
        action: 'deployment.undeploy',
        environment: endpoint.environment,
        location: endpoint.location,
        endpointId: endpoint.id,
        deployedModelId: deployedModel.id,
        etag: endpoint.etag,
      }}
    >
      <Text>
        {t(
          deployedModel.trafficPercent > 0
            ? 'undeploy.explainServing'
            : 'undeploy.explainIdle',
          { percent: String(deployedModel.trafficPercent) },
        )}
      </Text>
    </ChangeDialog>
  );
}
