import {
  ANNOTATION_ENDPOINT,
  Endpoint,
  ENTITY_TYPE_ENDPOINT,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity } from '@backstage/catalog-model';
import { stampContentHash } from './contentHash';
import { entityNameOf } from './entityName';
import { MappingContext } from './MappingContext';
import { consoleLink, metadataOf, portalLink } from './metadata';
import { ownershipOf } from './Ownership';
import { predictDefinition, predictUrl } from './predictDefinition';

/** An endpoint, and the entity refs of the models on it that are in the catalog. */
export interface EndpointWithModels {
  endpoint: Endpoint;
  modelRefs: readonly string[];
}

/**
 * An endpoint as an `API` of type `ai-model-server`.
 *
 * It has a `definition`, which the catalog asks of every API, and besides it the fields that the catalog is discussing
 * for model servers (`serverType`, `serverUrl`, `models`). The split of the traffic is live state and not here.
 *
 * @throws when the backend's entity ref cannot name it
 */
export function toEndpointEntity(
  { endpoint, modelRefs }: EndpointWithModels,
  context: MappingContext,
): Entity {
  const { owner, system, lifecycle } = ownershipOf(endpoint.labels, context);
  const path = [endpoint.environment, endpoint.location, endpoint.id];
  const served = endpoint.deployedModels.map(
    ({ modelId, modelVersionId }) => `${modelId}@${modelVersionId}`,
  );
  return stampContentHash({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: metadataOf(
      {
        name: entityNameOf(endpoint.entityRef, {
          kind: 'API',
          namespace: endpoint.environment,
        }),
        location: endpoint.location,
        displayName: endpoint.displayName,
        description: endpoint.description,
        labels: endpoint.labels,
        annotations: { [ANNOTATION_ENDPOINT]: endpoint.id },
        links: [
          portalLink(context, 'Endpoint in the portal', ['endpoints', ...path]),
          consoleLink(
            context,
            `online-prediction/locations/${endpoint.location}/endpoints/${endpoint.id}`,
          ),
        ],
      },
      context,
    ),
    spec: {
      type: ENTITY_TYPE_ENDPOINT,
      owner,
      system,
      lifecycle,
      definition: predictDefinition(endpoint),
      resourceName: endpoint.resourceName,
      serverType: 'vertex-ai',
      serverUrl: predictUrl(endpoint),
      dedicated: endpoint.dedicated,
      createdAt: endpoint.createTime,
      models: { available: [...new Set(served)].sort() },
      dependsOn:
        modelRefs.length > 0 ? [...new Set(modelRefs)].sort() : undefined,
    },
  });
}
