import { useEntity } from '@backstage/plugin-catalog-react';
import { Loaded } from '../components/Loaded';
import { useDeployment } from '../hooks/useDeployment';
import { CancelButton } from '../pages/deployments/CancelButton';
import { DeploymentBody } from '../pages/deployments/DeploymentBody';
import { deploymentOf } from './entityTarget';
import { EntityFrame } from './EntityFrame';
import { NoTarget } from './NoTarget';

/** The deployment page on the catalog entity of a deployment. */
export function DeploymentEntityContent() {
  const { key, missing } = deploymentOf(useEntity().entity);
  return key ? (
    <Content id={key.deployment} />
  ) : (
    <EntityFrame>
      <NoTarget annotation={missing} />
    </EntityFrame>
  );
}

function Content(props: { id: string }) {
  const query = useDeployment(props.id);
  return (
    <EntityFrame
      action={query.data && <CancelButton deployment={query.data} />}
    >
      <Loaded query={query}>
        {deployment => <DeploymentBody deployment={deployment} />}
      </Loaded>
    </EntityFrame>
  );
}
