import { Call, Reply, World } from '../../../http/Route';
import { findModelVersion } from './findModelVersion';
import { deploymentsByModel, renderModel } from './renderModel';

/** A model at a version, an alias, or its default version. */
export function getModel(call: Call, world: World): Reply {
  const found = findModelVersion(call.params.name, world);
  return { body: renderModel(found, deploymentsByModel(world.state)) };
}
