import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Loaded } from '../components/Loaded';
import { sharesOf } from '../components/traffic';
import { TrafficBar } from '../components/TrafficBar';
import { EndpointKey, useEndpoint } from '../hooks/useEndpoint';
import { useLinks } from '../hooks/useLinks';
import { vertexAiTranslationRef } from '../translation';
import { endpointOf } from './entityTarget';
import { NoTarget } from './NoTarget';
import { TargetCard } from './TargetCard';

/** An endpoint in short: its traffic. */
export function EndpointEntityCard() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const links = useLinks();
  const { key, missing } = endpointOf(useEntity().entity);
  return (
    <TargetCard title={t('traffic.label')} href={key && links.endpoint(key)}>
      {key ? <Traffic endpointKey={key} /> : <NoTarget annotation={missing} />}
    </TargetCard>
  );
}

function Traffic(props: { endpointKey: EndpointKey }) {
  const query = useEndpoint(props.endpointKey);
  return (
    <Loaded query={query} lines={3}>
      {endpoint => <TrafficBar shares={sharesOf(endpoint.deployedModels)} />}
    </Loaded>
  );
}
