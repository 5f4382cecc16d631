import { ApiError } from '../../../core/ApiError';
import { newNumericId } from '../../../core/ids';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { canonicalParent, refuseTaken } from '../found';
import {
  checkResourceId,
  commonFieldErrors,
  connectionErrors,
  refuseFieldErrors,
} from '../validate';

/** Starts the creation of an empty endpoint, with an id of the client's choice or ours. */
export function createEndpoint(call: Call, world: World): Reply {
  const endpoint = call.body;
  refuseFieldErrors([
    ...commonFieldErrors('endpoint', endpoint),
    ...connectionErrors(endpoint.clientConnectionConfig),
  ]);
  if (endpoint.network && endpoint.privateServiceConnectConfig) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.networkTwice);
  }
  if (endpoint.trafficSplit) {
    const ids = Object.keys(endpoint.trafficSplit);
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.unknownDeployedModels(ids),
    );
  }
  const parent = canonicalParent(call.params.parent, world);
  const chosen = call.query.endpointId;
  if (chosen) checkResourceId('Endpoint', chosen);
  const name = `${parent}/endpoints/${chosen || newNumericId()}`;
  refuseTaken(
    { kind: 'Endpoint', name },
    [world.state.endpoints, 'CreateEndpoint'],
    world,
  );
  const { etag, name: _name, deployedModels, trafficSplit, ...spec } = endpoint;
  const operation = world.operations.start({
    kind: 'CreateEndpoint',
    target: name,
    parent: name,
    input: { spec },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
