import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Endpoint } from '@backstage-vertex/plugin-vertex-ai-common';
import { AccessNote } from '../../components/AccessNote';
import { DeployButton } from '../../components/DeployButton';
import { EntityLink } from '../../components/EntityLink';
import { Loaded } from '../../components/Loaded';
import { PageFrame } from '../../components/PageFrame';
import { useEndpoint } from '../../hooks/useEndpoint';
import { useLinks } from '../../hooks/useLinks';
import { usePathKey } from '../../hooks/usePathKey';
import { vertexAiTranslationRef } from '../../translation';
import { endpointActions, EndpointBody } from './EndpointBody';

/** One endpoint: what is deployed on it, its traffic, and a prediction to try. */
export function EndpointPage() {
  const { t } = useTranslationRef(vertexAiTranslationRef);
  const key = usePathKey('environment', 'location', 'endpoint');
  const query = useEndpoint(key);
  const links = useLinks();
  const metadata = (endpoint: Endpoint) => [
    { label: t('filters.environment'), value: endpoint.environment },
    { label: t('filters.location'), value: endpoint.location },
    {
      label: t('endpoints.kind'),
      value: t(endpoint.dedicated ? 'endpoints.dedicated' : 'endpoints.shared'),
    },
    {
      label: t('common.catalogEntity'),
      value: <EntityLink entityRef={endpoint.entityRef} />,
    },
  ];
  return (
    <PageFrame
      title={query.data?.displayName ?? key.endpoint}
      description={query.data?.description}
      href={links.endpoint(key)}
      metadata={query.data && metadata(query.data)}
      actions={!query.error && <DeployButton start={key} />}
    >
      <AccessNote environment={key.environment} actions={endpointActions} />
      <Loaded
        query={query}
        lines={6}
        list={{ href: links.endpoints(), title: t('endpoints.title') }}
      >
        {endpoint => <EndpointBody endpoint={endpoint} />}
      </Loaded>
    </PageFrame>
  );
}
