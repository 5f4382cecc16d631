import { Call, Reply, World } from '../../../http/Route';
import { refuseNeeded } from '../../../operations/effects/model';
import { findNumberedVersion } from './findModelVersion';

/** Deletes one version: not the only one, not the default, not one that is deployed. */
export function deleteModelVersion(call: Call, world: World): Reply {
  const { model, version } = findNumberedVersion(call.params.name, world);
  refuseNeeded(model, version.versionId, world.state);
  const operation = world.operations.start({
    kind: 'DeleteModelVersion',
    target: model.name,
    parent: model.name.split('/models/')[0],
    input: { versionId: version.versionId },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
