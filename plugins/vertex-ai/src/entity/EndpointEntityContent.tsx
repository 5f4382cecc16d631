import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { AccessNote } from '../components/AccessNote';
import { DeployButton } from '../components/DeployButton';
import { Loaded } from '../components/Loaded';
import { EndpointKey, useEndpoint } from '../hooks/useEndpoint';
import { useEnvironment } from '../hooks/useEnvironments';
import { EndpointBody } from '../pages/endpoints/EndpointBody';
import { endpointOf } from './entityTarget';
import { NoTarget } from './NoTarget';

/** The endpoint page on the catalog entity of an endpoint. */
export function EndpointEntityContent() {
  const { key, missing } = endpointOf(useEntity().entity);
  return key ? (
    <Content endpointKey={key} />
  ) : (
    <NoTarget annotation={missing} />
  );
}

function Content(props: { endpointKey: EndpointKey }) {
  const query = useEndpoint(props.endpointKey);
  const environment = useEnvironment(props.endpointKey.environment);
  return (
    <Flex direction="column" gap="4">
      <Flex justify="end">
        <DeployButton start={props.endpointKey} />
      </Flex>
      <AccessNote
        environment={environment}
        actions={['deployment.undeploy', 'traffic.set', 'prediction.invoke']}
      />
      <Loaded query={query}>
        {endpoint => <EndpointBody endpoint={endpoint} />}
      </Loaded>
    </Flex>
  );
}
