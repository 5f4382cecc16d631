import { Call, Reply, World } from '../../../http/Route';
import { testVertexPermissions } from '../endpoints/TestIamPermissions';

/** The permissions of the request that the caller has on the model. */
export function testModelPermissions(call: Call, world: World): Reply {
  return testVertexPermissions(call, world, world.state.models);
}
