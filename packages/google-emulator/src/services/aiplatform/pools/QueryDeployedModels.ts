import { Call, Reply, World } from '../../../http/Route';
import { findPool } from '../found';
import { modelsOnPool } from './modelsOnPool';

/** The deployed models that run on a pool. */
export function queryDeployedModels(call: Call, world: World): Reply {
  const refs = modelsOnPool(findPool(call.params.name, world).name, world);
  if (refs.length === 0) return { body: {} };
  return {
    body: {
      deployedModelRefs: refs.map(ref => ({ ...ref })),
      totalDeployedModelCount: refs.length,
      totalEndpointCount: new Set(refs.map(ref => ref.endpoint)).size,
    },
  };
}
