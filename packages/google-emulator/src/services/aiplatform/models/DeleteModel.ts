import { Call, Reply, World } from '../../../http/Route';
import { refuseDeployed } from '../../../operations/effects/model';
import { findModel } from '../found';

/** Deletes a model with all its versions, unless one of them is deployed. */
export function deleteModel(call: Call, world: World): Reply {
  const model = findModel(call.params.name, world);
  refuseDeployed(model.name, undefined, world.state);
  const operation = world.operations.start({
    kind: 'DeleteModel',
    target: model.name,
    parent: model.name.split('/models/')[0],
    input: {},
    immediate: true,
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
