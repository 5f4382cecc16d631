/**
 * For authors of a permission policy: conditional decisions on environments and deployments.
 *
 * An entry point of its own, so that a permission backend that runs apart loads the rules and nothing else of this plugin.
 *
 * @packageDocumentation
 */
export type { DeploymentCondition } from './deployments/permissions/DeploymentFilter';
export type { DeploymentResource } from './deployments/permissions/rules';
export {
  createDeploymentConditionalDecision,
  deploymentConditions,
} from './deployments/permissions/rules';
export type {
  EnvironmentCondition,
  EnvironmentResource,
} from './http/permissions/environmentRules';
export {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from './http/permissions/environmentRules';
