import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  Action,
  actions,
  permissionForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  AuthorizeResult,
  BasicPermission,
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { Caller } from './Callers';

const permissionsInUse: Permission[] = Object.values(permissionForAction);
const basic = permissionsInUse.filter(
  (permission): permission is BasicPermission => permission.type === 'basic',
);
const onResources = permissionsInUse.filter(
  (permission): permission is ResourcePermission =>
    permission.type === 'resource',
);

/**
 * The actions that Backstage's permission policy does not rule out for the caller. One that it grants on conditions is
 * among them: whether they hold is known only of a single deployment.
 */
export async function grantedActions(
  permissions: PermissionsService,
  { credentials }: Caller,
): Promise<ReadonlySet<Action>> {
  const asked = <T>(some: T[]) => some.map(permission => ({ permission }));
  const [definite, conditional] = await Promise.all([
    permissions.authorize(asked(basic), { credentials }),
    permissions.authorizeConditional(asked(onResources), { credentials }),
  ]);
  const decisions = [...definite, ...conditional];
  const granted = [...basic, ...onResources].filter(
    (_, index) => decisions[index].result !== AuthorizeResult.DENY,
  );
  return new Set(
    actions.filter(action => granted.includes(permissionForAction[action])),
  );
}
