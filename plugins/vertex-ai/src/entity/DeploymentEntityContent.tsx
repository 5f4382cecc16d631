import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { Loaded } from '../components/Loaded';
import { useDeployment } from '../hooks/useDeployment';
import { CancelButton } from '../pages/deployments/CancelButton';
import { DeploymentBody } from '../pages/deployments/DeploymentBody';
import { deploymentOf } from './entityTarget';
import { NoTarget } from './NoTarget';

/** The deployment page on the catalog entity of a deployment. */
export function DeploymentEntityContent() {
  const { key, missing } = deploymentOf(useEntity().entity);
  return key ? (
    <Content id={key.deployment} />
  ) : (
    <NoTarget annotation={missing} />
  );
}

function Content(props: { id: string }) {
  const query = useDeployment(props.id);
  return (
    <Flex direction="column" gap="4">
      {query.data && (
        <Flex justify="end">
          <CancelButton deployment={query.data} />
        </Flex>
      )}
      <Loaded query={query}>
        {deployment => <DeploymentBody deployment={deployment} />}
      </Loaded>
    </Flex>
  );
}
