import { useEntity } from '@backstage/plugin-catalog-react';
import { AccessNote } from '../components/AccessNote';
import { DeployButton } from '../components/DeployButton';
import { Loaded } from '../components/Loaded';
import { EndpointKey, useEndpoint } from '../hooks/useEndpoint';
import { endpointActions, EndpointBody } from '../pages/endpoints/EndpointBody';
import { endpointOf } from './entityTarget';
import { EntityFrame } from './EntityFrame';
import { NoTarget } from './NoTarget';

/** The endpoint page on the catalog entity of an endpoint. */
export function EndpointEntityContent() {
  const { key, missing } = endpointOf(useEntity().entity);
  return key ? (
    <Content endpointKey={key} />
  ) : (
    <EntityFrame>
      <NoTarget annotation={missing} />
    </EntityFrame>
  );
}

function Content(props: { endpointKey: EndpointKey }) {
  const query = useEndpoint(props.endpointKey);
  return (
    <EntityFrame
      action={!query.error && <DeployButton start={props.endpointKey} />}
    >
      <AccessNote
        environment={props.endpointKey.environment}
        actions={endpointActions}
      />
      <Loaded query={query}>
        {endpoint => <EndpointBody endpoint={endpoint} />}
      </Loaded>
    </EntityFrame>
  );
}
