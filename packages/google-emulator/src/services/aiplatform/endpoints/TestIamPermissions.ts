import { testProjectPermissions } from '../../cloudresourcemanager/TestIamPermissions';
import { Call, Reply, World } from '../../../http/Route';

/**
 * The permissions of the request that the caller has on the endpoint. Grants are per project here; a missing
 * endpoint gives an empty set, not NOT_FOUND, as at Google.
 */
export function testEndpointPermissions(call: Call, world: World): Reply {
  return testVertexPermissions(call, world, world.state.endpoints);
}

export function testVertexPermissions(
  call: Call,
  world: World,
  resources: Map<string, unknown>,
): Reply {
  const name = world.state.canonicalName(call.params.name);
  if (!name || !resources.has(name)) return { body: {} };
  const project = call.params.name.split('/')[1];
  return testProjectPermissions(
    { ...call, params: { ...call.params, project } },
    world,
  );
}
