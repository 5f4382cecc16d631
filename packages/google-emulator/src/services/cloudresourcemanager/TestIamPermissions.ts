import { ApiError } from '../../core/ApiError';
import { Call, Reply, World } from '../../http/Route';
import { resourceManagerTexts } from '../../texts';

/** The permissions of the request that the caller has on the project; an unknown project gives none. */
export function testProjectPermissions(call: Call, world: World): Reply {
  const asked = [call.body.permissions ?? []].flat().map(String);
  if (asked.length === 0 || asked.some(p => p.includes('*'))) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      asked.length === 0
        ? resourceManagerTexts.noPermissions
        : resourceManagerTexts.wildcard,
    );
  }
  const permissions = asked.filter(
    permission =>
      call.token &&
      world.policy.allowsOnProject(
        call.token.identity,
        permission,
        call.params.project,
      ),
  );
  return { body: permissions.length > 0 ? { permissions } : {} };
}
