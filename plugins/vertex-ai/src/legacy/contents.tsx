import { BelowHeading } from '../components/Heading';
import { DeploymentEntityContent } from '../entity/DeploymentEntityContent';
import { EndpointEntityContent } from '../entity/EndpointEntityContent';
import { ModelEntityContent } from '../entity/ModelEntityContent';

/** In the older system the title of an entity is of the first level, and its tabs have no title of their own. */
function belowTitle(Content: () => JSX.Element) {
  return () => (
    <BelowHeading level={1}>
      <Content />
    </BelowHeading>
  );
}

export const ModelContent = belowTitle(ModelEntityContent);
export const EndpointContent = belowTitle(EndpointEntityContent);
export const DeploymentContent = belowTitle(DeploymentEntityContent);
