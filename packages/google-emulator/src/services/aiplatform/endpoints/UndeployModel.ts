import { ApiError } from '../../../core/ApiError';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { findEndpoint } from '../found';
import { checkTrafficSplit, TrafficSplit } from './trafficSplit';

/**
 * Takes a model off the endpoint: only one that gets no traffic, in the present split or in the one sent along.
 * The last model may always go.
 */
export function undeployModel(call: Call, world: World): Reply {
  const endpoint = findEndpoint(call.params.name, world);
  const id = String(call.body.deployedModelId ?? '');
  const others = endpoint.deployedModels.filter(model => model.id !== id);
  if (others.length === endpoint.deployedModels.length) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      vertexTexts.unknownDeployedModels([id]),
    );
  }
  const sent = call.body.trafficSplit as TrafficSplit | undefined;
  if (sent) {
    checkTrafficSplit(
      sent,
      endpoint.deployedModels.map(m => m.id),
    );
  }
  const traffic = (sent ?? endpoint.trafficSplit)[id] ?? 0;
  if (traffic > 0 && others.length > 0) {
    throw new ApiError(
      'FAILED_PRECONDITION',
      vertexTexts.undeployWithTraffic(id),
    );
  }
  const operation = world.operations.start({
    kind: 'UndeployModel',
    target: endpoint.name,
    parent: endpoint.name,
    input: { id, trafficSplit: sent ?? null },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
