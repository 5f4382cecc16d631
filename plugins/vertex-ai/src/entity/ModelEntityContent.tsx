import { useEntity } from '@backstage/plugin-catalog-react';
import { AccessNote } from '../components/AccessNote';
import { DeployButton } from '../components/DeployButton';
import { Loaded } from '../components/Loaded';
import { ModelKey, useModel } from '../hooks/useModel';
import { ModelBody } from '../pages/models/ModelBody';
import { useObstacle } from '../pages/models/useObstacle';
import { modelOf } from './entityTarget';
import { EntityFrame } from './EntityFrame';
import { NoTarget } from './NoTarget';

/** The model page on the catalog entity of a model. */
export function ModelEntityContent() {
  const { key, missing } = modelOf(useEntity().entity);
  return key ? (
    <Content modelKey={key} />
  ) : (
    <EntityFrame>
      <NoTarget annotation={missing} />
    </EntityFrame>
  );
}

function Content(props: { modelKey: ModelKey }) {
  const query = useModel(props.modelKey);
  const obstacle = useObstacle(query.data);
  return (
    <EntityFrame
      action={
        !query.error && (
          <DeployButton start={props.modelKey} obstacle={obstacle} />
        )
      }
    >
      <AccessNote
        environment={props.modelKey.environment}
        actions={['deployment.create']}
      />
      <Loaded query={query}>{model => <ModelBody model={model} />}</Loaded>
    </EntityFrame>
  );
}
