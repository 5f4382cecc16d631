/**
 * For authors of a permission policy: conditional decisions on environments and deployments.
 *
 * An entry point of its own, so that a permission backend that runs apart loads the rules and nothing else of this plugin.
 *
 * @packageDocumentation
 */
export {
  createDeploymentConditionalDecision,
  deploymentConditions,
} from './deployments/permissions/rules';
export {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from './http/permissions/environmentRules';
