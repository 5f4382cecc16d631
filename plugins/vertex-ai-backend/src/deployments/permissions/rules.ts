import { RESOURCE_TYPE_DEPLOYMENT } from '@backstage-vertex/plugin-vertex-ai-common';
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
  /** Entity ref of the requester. */
  requestedBy: string;
}

export const deploymentResourceRef = createPermissionResourceRef<
  DeploymentResource,
  DeploymentCondition
>().with({ pluginId: 'vertex-ai', resourceType: RESOURCE_TYPE_DEPLOYMENT });

/** Holds for deployments in one of the environments. */
export const isInEnvironment = createPermissionRule({
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

/** Holds for deployments that one of the refs has asked for. */
export const isDeploymentOwner = createPermissionRule({
  name: 'IS_DEPLOYMENT_OWNER',
  description: 'Allow deployments that were requested by one of these',
  resourceRef: deploymentResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs, usually the ownership refs of the user'),
  }),
  apply: ({ requestedBy }, { claims }) => claims.includes(requestedBy),
  toQuery: ({ claims }) => ({ requestedBy: claims }),
});

/** For policy authors: conditional decisions on `vertex-ai.deployment.read` and `vertex-ai.deployment.cancel`. */
export const {
  conditions: deploymentConditions,
  createConditionalDecision: createDeploymentConditionalDecision,
} = createConditionExports({
  resourceRef: deploymentResourceRef,
  rules: { isInEnvironment, isDeploymentOwner },
});
