import {
  RESOURCE_TYPE_ENVIRONMENT,
  roles,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import type { EnvironmentConfig } from '../../config';
import { rolesOf } from '../../policy';

/** There are few environments, so a list tries them one by one; no database is ever asked. */
type NoQuery = Record<string, never>;

export const environmentResourceRef = createPermissionResourceRef<
  EnvironmentConfig,
  NoQuery
>().with({ pluginId: 'vertex-ai', resourceType: RESOURCE_TYPE_ENVIRONMENT });

/** Holds for the environments that it names. */
const inEnvironment = createPermissionRule({
  name: 'IN_ENVIRONMENT',
  description: 'Allow what happens in one of these environments',
  resourceRef: environmentResourceRef,
  paramsSchema: z.object({
    environments: z
      .array(z.string())
      .describe('Names of environments as configured, for instance dev'),
  }),
  apply: ({ name }, { environments }) => environments.includes(name),
  toQuery: () => ({}),
});

/** Holds for environments whose configuration grants one of the roles to one of the claims. */
const hasRole = createPermissionRule({
  name: 'HAS_ROLE',
  description: 'Allow environments in which one of these has one of the roles',
  resourceRef: environmentResourceRef,
  paramsSchema: z.object({
    roles: z.array(z.enum(roles)).describe('Roles of which one is enough'),
    claims: z
      .array(z.string())
      .describe('Entity refs, usually the ownership refs of the user'),
  }),
  apply: (environment, params) =>
    params.claims.some(ref =>
      rolesOf({ kind: 'user', ref, groups: [ref] }, environment).some(role =>
        params.roles.includes(role),
      ),
    ),
  toQuery: () => ({}),
});

export const environmentRules = { inEnvironment, hasRole };

/** For policy authors: conditional decisions on every permission of resource type `vertex-ai-environment`. */
export const {
  conditions: environmentConditions,
  createConditionalDecision: createEnvironmentConditionalDecision,
} = createConditionExports({
  resourceRef: environmentResourceRef,
  rules: environmentRules,
});
