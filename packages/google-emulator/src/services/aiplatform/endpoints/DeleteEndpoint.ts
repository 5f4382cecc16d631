import { ApiError } from '../../../core/ApiError';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { findEndpoint } from '../found';

/** Deletes an endpoint that serves nothing and is about to serve nothing. Done when the answer arrives. */
export function deleteEndpoint(call: Call, world: World): Reply {
  const endpoint = findEndpoint(call.params.name, world);
  const busy =
    endpoint.deployedModels.length > 0 ||
    world.operations.running('DeployModel', endpoint.name).length > 0;
  if (busy) {
    throw new ApiError(
      'FAILED_PRECONDITION',
      vertexTexts.endpointBusy(endpoint.name),
    );
  }
  const operation = world.operations.start({
    kind: 'DeleteEndpoint',
    target: endpoint.name,
    parent: endpoint.name.split('/endpoints/')[0],
    input: {},
    immediate: true,
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
