import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { deploymentCreatePermission as permission } from '@backstage-vertex/plugin-vertex-ai-common';
import { DemoPermissionPolicy } from './index';

const policy = new DemoPermissionPolicy();
const person = (...ownershipEntityRefs: string[]) =>
  ({
    info: { userEntityRef: 'user:default/x', ownershipEntityRefs },
  } as PolicyQueryUser);

describe('demo permission policy in Backstage', () => {
  it('allows by the groups that Backstage resolved', async () => {
    expect(
      await policy.handle({ permission }, person('group:default/ml-deployers')),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('refuses the members of other groups, and whoever is not signed in', async () => {
    const denied = { result: AuthorizeResult.DENY };
    expect(
      await policy.handle({ permission }, person('group:default/ml-viewers')),
    ).toEqual(denied);
    expect(await policy.handle({ permission }, person())).toEqual(denied);
    expect(await policy.handle({ permission })).toEqual(denied);
  });
});
