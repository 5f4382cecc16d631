import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { AccessNote } from '../components/AccessNote';
import { DeployButton } from '../components/DeployButton';
import { Loaded } from '../components/Loaded';
import { useEnvironment } from '../hooks/useEnvironments';
import { ModelKey, useModel } from '../hooks/useModel';
import { ModelBody } from '../pages/models/ModelBody';
import { modelOf } from './entityTarget';
import { NoTarget } from './NoTarget';

/** The model page on the catalog entity of a model. */
export function ModelEntityContent() {
  const { key, missing } = modelOf(useEntity().entity);
  return key ? <Content modelKey={key} /> : <NoTarget annotation={missing} />;
}

function Content(props: { modelKey: ModelKey }) {
  const query = useModel(props.modelKey);
  const environment = useEnvironment(props.modelKey.environment);
  return (
    <Flex direction="column" gap="4">
      <Flex justify="end">
        <DeployButton start={props.modelKey} />
      </Flex>
      <AccessNote environment={environment} actions={['deployment.create']} />
      <Loaded query={query}>{model => <ModelBody model={model} />}</Loaded>
    </Flex>
  );
}
