import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, NumberField } from '@backstage/ui';
import {
  Endpoint,
  TrafficRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useState } from 'react';
import { remainderOf } from '../../components/traffic';
import { vertexAiTranslationRef } from '../../translation';
import { ChangeDialog, Revised } from './ChangeDialog';
import { presentSplit, splitOf, trafficRequest } from './trafficRequest';
import { Tone } from '../../components/Tone';

/** Sets how an endpoint's traffic is split between what is deployed on it. */
export function TrafficDialog(props: {
  endpoint: Endpoint;
  revised?: Revised<TrafficRequest>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  // The dialog keeps the endpoint as the person saw it: a change since then has to refuse the request by its etag.
  const [endpoint] = useState(props.endpoint);
  const [split, setSplit] = useState(() =>
    props.revised
      ? splitOf(endpoint, props.revised.request)
      : presentSplit(endpoint),
  );
  const request = trafficRequest(endpoint, split);
  const rest = remainderOf(split);

  const sum = () => {
    if (rest !== 0) {
      return t('traffic.remainder', {
        sum: String(100 - rest),
        rest: String(rest),
      });
    }
    return t(request ? 'traffic.adds' : 'traffic.unchanged');
  };

  return (
    <ChangeDialog
      endpoint={endpoint}
      title={t('traffic.title', { endpoint: endpoint.displayName })}
      confirmLabel={t('traffic.apply')}
      onClose={props.onClose}
      request={request}
      revised={props.revised}
    >
      <Flex direction="column" gap="3">
        {endpoint.deployedModels.map(deployed => (
          <NumberField
            key={deployed.id}
            label={`${deployed.displayName} v${deployed.modelVersionId}`}
            secondaryLabel={t('endpoints.deployedModelId', { id: deployed.id })}
            description={t('traffic.percent')}
            minValue={0}
            maxValue={100}
            step={1}
            value={split[deployed.id]}
            onChange={percent =>
              setSplit(last => ({ ...last, [deployed.id]: percent || 0 }))
            }
          />
        ))}
        <Tone role="status" tone={rest === 0 ? 'plain' : 'danger'}>
          {sum()}
        </Tone>
      </Flex>
    </ChangeDialog>
  );
}
