import { ApiError } from '../../../core/ApiError';
import { Call, Reply, World } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { findPool } from '../found';
import { modelsOnPool } from './modelsOnPool';

/** Deletes a pool that serves nothing. */
export function deletePool(call: Call, world: World): Reply {
  const pool = findPool(call.params.name, world);
  if (modelsOnPool(pool.name, world).length > 0) {
    throw new ApiError('FAILED_PRECONDITION', vertexTexts.poolInUse);
  }
  const operation = world.operations.start({
    kind: 'DeleteDeploymentResourcePool',
    target: pool.name,
    parent: pool.name.split('/deploymentResourcePools/')[0],
    input: {},
    immediate: true,
    scenario: call.scenario,
  });
  return { body: world.operations.render(operation) };
}
