import { Call, Reply, World } from '../../../http/Route';
import { findEndpoint } from '../found';
import { splitWithout, TrafficSplit } from './trafficSplit';

/**
 * Takes a model off the endpoint: only one that gets no traffic, in the present split or in the one sent along.
 * The last model may always go.
 */
export function undeployModel(call: Call, world: World): Reply {
  const endpoint = findEndpoint(call.params.name, world);
  const id = String(call.body.deployedModelId ?? '');
  const sent = call.body.trafficSplit as TrafficSplit | undefined;
  splitWithout(id, endpoint, sent);
  const operation = world.operations.start({
    kind: 'UndeployModel',
    target: endpoint.name,
    parent: endpoint.name,
    input: { id, trafficSplit: sent ?? null },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
