import {
  actionClasses,
  actions,
  googlePermissionsForRole,
  reconcilerIdentityPermissions,
  reconcilerPermissions,
  roles,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** A custom role at Google for one of our roles: what it takes, and nothing more. */
export interface GoogleRole {
  role: string;
  /** Id of the custom role; letters and digits. */
  id: string;
  /** Account that the role acts through where the environment impersonates; 6 to 30 characters. */
  account: string;
  permissions: readonly string[];
}

export const googleRoles: readonly GoogleRole[] = [
  ...roles.map(role => ({
    role: role as string,
    permissions: googlePermissionsForRole(role).map(one => one.permission),
  })),
  { role: 'reconciler', permissions: reconcilerPermissions },
].map(({ role, permissions }) => ({
  role,
  id: `vertexPortal${role[0].toUpperCase()}${role.slice(1)}`,
  account: `vertex-portal-${role.replace(
    /[A-Z]/g,
    letter => `-${letter.toLowerCase()}`,
  )}`,
  permissions: [...permissions].sort(),
}));

/** What the portal's own identity reads in the project of the identity pool. */
export const identityRole = {
  id: 'vertexPortalIdentityReader',
  permissions: reconcilerIdentityPermissions,
};

export const attributeMapping: Record<string, string> = {
  'google.subject': 'assertion.sub',
  'google.groups': 'assertion.groups',
  'attribute.environment': 'assertion.environment',
  'attribute.env_role': 'assertion.env_role',
};

/** Actions for which a step-up environment lets nobody in without a signature. */
export const signedActions = actions.filter(
  action => actionClasses[action] === 'sensitive',
);

/** The claim after a signature with a key that cannot leave its device and has checked who holds it. */
export const HARDWARE_KEY = 'urn:backstage-vertex-ai:acr:hardware-key';

export const HEADER =
  'Written by `yarn workspace @backstage-vertex/reference generate` from the table that the portal and its doctor read; change it there.';
