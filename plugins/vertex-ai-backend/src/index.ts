/**
 * The backend of the Vertex AI plugin family.
 *
 * @packageDocumentation
 */
export { clockServiceRef } from './clockServiceRef';
export type { Clock } from './core';
export {
  createDeploymentConditionalDecision,
  deploymentConditions,
} from './deployments';
export type { DeploymentCondition, DeploymentResource } from './deployments';
export { vertexAiPlugin as default } from './plugin';
