import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Dialog, DialogBody, DialogHeader, Text } from '@backstage/ui';
import {
  Endpoint,
  TrafficRequest,
  UndeployRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { ReactNode } from 'react';
import { Loaded } from '../../components/Loaded';
import { useEndpoint } from '../../hooks/useEndpoint';
import { vertexAiTranslationRef } from '../../translation';
import { TrafficDialog } from '../endpoints/TrafficDialog';
import { UndeployDialog } from '../endpoints/UndeployDialog';

interface Revised<R> {
  id: string;
  request: R;
  onClose: () => void;
}

/** The dialog in which traffic or an undeploy was asked for, once more, about the endpoint as it is now. */
export function ReviseDialog(props: Revised<TrafficRequest | UndeployRequest>) {
  const { environment, location, endpointId } = props.request;
  const endpoint = useEndpoint({ environment, location, endpoint: endpointId });
  if (!endpoint.data) {
    return (
      <Frame onClose={props.onClose}>
        <Loaded query={endpoint} lines={4}>
          {() => null}
        </Loaded>
      </Frame>
    );
  }
  return <Change {...props} endpoint={endpoint.data} />;
}

function Change(
  props: Revised<TrafficRequest | UndeployRequest> & { endpoint: Endpoint },
) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { id, request, endpoint, onClose } = props;
  if (request.action === 'traffic.set') {
    return (
      <TrafficDialog
        endpoint={endpoint}
        revised={{ id, request }}
        onClose={onClose}
      />
    );
  }
  const deployedModel = endpoint.deployedModels.find(
    one => one.id === request.deployedModelId,
  );
  return deployedModel ? (
    <UndeployDialog
      endpoint={endpoint}
      deployedModel={deployedModel}
      revised={{ id, request }}
      onClose={onClose}
    />
  ) : (
    <Frame onClose={onClose}>
      <Text>{t('revise.gone')}</Text>
    </Frame>
  );
}

function Frame(props: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  return (
    <Dialog isOpen onOpenChange={open => !open && props.onClose()}>
      <DialogHeader>{t('revise.title')}</DialogHeader>
      <DialogBody>{props.children}</DialogBody>
    </Dialog>
  );
}
