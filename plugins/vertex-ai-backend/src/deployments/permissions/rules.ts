import {
  deploymentSchema,
  RESOURCE_TYPE_DEPLOYMENT,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import type { DeploymentCondition } from './DeploymentFilter';

/** What the rules look at. */
export interface DeploymentResource {
  id: string;
  environment: string;
  action: string;
  /** Entity ref of the requester. */
  requestedBy: string;
  /** Entity ref of who owned the model, else the endpoint, in the catalog at the time of the request; undefined where the catalog knew none. */
  owner?: string;
}

export const deploymentResourceRef = createPermissionResourceRef<
  DeploymentResource,
  DeploymentCondition
>().with({ pluginId: 'vertex-ai', resourceType: RESOURCE_TYPE_DEPLOYMENT });

const claimsSchema = z
  .array(z.string())
  .describe('Entity refs, usually the ownership refs of the user');

/** Holds for deployments in one of the environments. */
const isInEnvironment = createPermissionRule({
  name: 'IN_ENVIRONMENT',
  description: 'Allow deployments in one of these environments',
  resourceRef: deploymentResourceRef,
  paramsSchema: z.object({
    environments: z
      .array(z.string())
      .describe('Names of environments as configured, for instance dev'),
  }),
  apply: ({ environment }, { environments }) =>
    environments.includes(environment),
  toQuery: ({ environments }) => ({ environments }),
});

/** Holds for requests to do one of the actions: a person may cancel deployments, for instance, but no undeployment. */
const hasAction = createPermissionRule({
  name: 'HAS_ACTION',
  description: 'Allow deployments that were requested to do one of these',
  resourceRef: deploymentResourceRef,
  paramsSchema: z.object({
    actions: z
      .array(deploymentSchema.shape.action)
      .describe('What was requested, for instance deployment.create'),
  }),
  apply: ({ action }, { actions }) =>
    (actions as readonly string[]).includes(action),
  toQuery: ({ actions }) => ({ actions }),
});

/** Holds for deployments that one of the refs has asked for. */
const isDeploymentOwner = createPermissionRule({
  name: 'IS_DEPLOYMENT_OWNER',
  description: 'Allow deployments that were requested by one of these',
  resourceRef: deploymentResourceRef,
  paramsSchema: z.object({ claims: claimsSchema }),
  apply: ({ requestedBy }, { claims }) => claims.includes(requestedBy),
  toQuery: ({ claims }) => ({ requestedBy: claims }),
});

/** Holds for deployments of a model, or where there is none on an endpoint, that one of the refs owned in the catalog when it was requested. */
const hasEntityOwnership = createPermissionRule({
  name: 'HAS_ENTITY_OWNERSHIP',
  description:
    'Allow deployments of models and endpoints that one of these owned in the catalog at the time of the request',
  resourceRef: deploymentResourceRef,
  paramsSchema: z.object({ claims: claimsSchema }),
  apply: ({ owner }, { claims }) =>
    owner !== undefined && claims.includes(owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});

export const deploymentRules = {
  isInEnvironment,
  hasAction,
  isDeploymentOwner,
  hasEntityOwnership,
};

/** For policy authors: conditional decisions on `vertex-ai.deployment.read` and `vertex-ai.deployment.cancel`. */
export const {
  conditions: deploymentConditions,
  createConditionalDecision: createDeploymentConditionalDecision,
} = createConditionExports({
  resourceRef: deploymentResourceRef,
  rules: deploymentRules,
});
