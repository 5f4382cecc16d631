import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Action, Endpoint } from '@backstage-vertex/plugin-vertex-ai-common';
import { Labels } from '../../components/Labels';
import { Pairs } from '../../components/Pairs';
import { RecentDeployments } from '../../components/RecentDeployments';
import { Section } from '../../components/Section';
import { Timestamp } from '../../components/Timestamp';
import { vertexAiTranslationRef } from '../../translation';
import { DeployedModels } from './DeployedModels';
import { PredictionPanel } from './PredictionPanel';

/** What can be done to an endpoint and with it. */
export const endpointActions: Action[] = [
  'deployment.create',
  'deployment.undeploy',
  'traffic.set',
  'prediction.invoke',
];

/** What there is to say about an endpoint; the same on its page and on its catalog entity. */
export function EndpointBody(props: { endpoint: Endpoint }) {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const { endpoint } = props;
  return (
    <>
      <DeployedModels endpoint={endpoint} />
      <PredictionPanel endpoint={endpoint} />
      <Section title={t('endpoints.deployments')}>
        <RecentDeployments
          filter={{
            environment: endpoint.environment,
            endpointId: endpoint.id,
          }}
        />
      </Section>
      <Section title={t('common.details')}>
        <Pairs
          items={[
            [t('common.resourceName'), <code>{endpoint.resourceName}</code>],
            [
              t('endpoints.dedicatedDns'),
              endpoint.dedicatedDns && <code>{endpoint.dedicatedDns}</code>,
            ],
            [t('common.labels'), <Labels labels={endpoint.labels} />],
            [
              t('common.created'),
              endpoint.createTime && (
                <Timestamp at={endpoint.createTime} absolute />
              ),
            ],
          ]}
        />
      </Section>
    </>
  );
}
