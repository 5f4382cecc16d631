import { ApiError } from '../../../core/ApiError';
import { Call, Reply, World } from '../../../http/Route';
import { refuseDeployed } from '../../../operations/effects/model';
import { vertexTexts } from '../../../texts';
import { findNumberedVersion } from './findModelVersion';

/** Deletes one version: not the only one, not the default, not one that is deployed. */
export function deleteModelVersion(call: Call, world: World): Reply {
  const { model, version } = findNumberedVersion(call.params.name, world);
  if (model.versions.length === 1) throw refused(vertexTexts.lastVersion);
  if (version.aliases.includes('default')) {
    throw refused(vertexTexts.defaultVersion);
  }
  refuseDeployed(model.name, version.versionId, world.state);
  const operation = world.operations.start({
    kind: 'DeleteModelVersion',
    target: model.name,
    parent: model.name.split('/models/')[0],
    input: { versionId: version.versionId },
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}

function refused(message: string): ApiError {
  return new ApiError('FAILED_PRECONDITION', message);
}
