import {
  RESOURCE_TYPE_ENVIRONMENT,
  Role,
  roles,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';

/** What the rules look at. */
export interface EnvironmentResource {
  /** As configured. */
  name: string;
  /** The roles that the configuration grants to a person or a group, by its entity ref. */
  rolesOf(ref: string): readonly Role[];
}

/** There are few environments, so a list tries them one by one; no database is ever asked. */
export type EnvironmentCondition = Record<string, never>;

export const environmentResourceRef = createPermissionResourceRef<
  EnvironmentResource,
  EnvironmentCondition
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
      environment.rolesOf(ref).some(role => params.roles.includes(role)),
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
