import {
  Deployment,
  Endpoint,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity } from '@backstage/catalog-model';
import { MappingContext } from '../entities/MappingContext';
import { ownershipOf, Ownership } from '../entities/Ownership';
import { toDeploymentEntity } from '../entities/toDeploymentEntity';
import { toEndpointEntity } from '../entities/toEndpointEntity';
import { modelKey } from '../ledger/KnownEntity';
import { ModelIndex } from './ModelIndex';

/** With those of its models that are in the catalog. */
export function mapEndpoint(
  endpoint: Endpoint,
  models: ModelIndex,
  context: MappingContext,
): Entity {
  const modelRefs = endpoint.deployedModels
    .map(({ modelId }) => models.refOf(modelKey({ ...endpoint, modelId })))
    .filter(ref => ref !== undefined);
  return toEndpointEntity({ endpoint, modelRefs }, context);
}

/** What is known besides the deployment itself. */
export interface DeploymentSurroundings {
  models: ModelIndex;
  /** What its entity said before; a model that is gone leaves its deployments where they were. */
  before: Ownership | undefined;
}

export function mapDeployment(
  deployment: Deployment,
  { models, before }: DeploymentSurroundings,
  context: MappingContext,
): Entity {
  const { modelId } = deployment;
  const ownership =
    (modelId && models.ownershipOf(modelKey({ ...deployment, modelId }))) ||
    before ||
    ownershipOf({}, context);
  return toDeploymentEntity({ deployment, ownership }, context);
}
