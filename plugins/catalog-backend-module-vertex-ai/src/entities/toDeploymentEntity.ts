import {
  ANNOTATION_DEPLOYMENT,
  ANNOTATION_ENDPOINT,
  ANNOTATION_MODEL,
  Deployment,
  ENTITY_TYPE_DEPLOYMENT,
  Phase,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity } from '@backstage/catalog-model';
import { stampContentHash } from './contentHash';
import { entityNameOf } from './entityName';
import { MappingContext } from './MappingContext';
import { metadataOf, portalLink } from './metadata';
import { Ownership } from './Ownership';

/** A deployment, and who answers for the model that it deploys: a deployment has no labels of its own at Google. */
export interface DeploymentWithOwnership {
  deployment: Deployment;
  ownership: Ownership;
}

/**
 * One request to bring a model version onto an endpoint, as a `Resource` of type `model-deployment`.
 *
 * Its spec holds what never changes and the class of its last phase; messages, stages and events are live state that the
 * portal reads from the backend.
 *
 * @throws when the backend gave it no usable entity ref
 */
export function toDeploymentEntity(
  { deployment, ownership }: DeploymentWithOwnership,
  context: MappingContext,
): Entity {
  const { modelEntityRef, endpointEntityRef } = deployment;
  return stampContentHash({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: metadataOf(
      {
        name: entityNameOf(deployment.entityRef ?? '', {
          kind: 'Resource',
          namespace: deployment.environment,
        }),
        location: deployment.location,
        displayName: describe(deployment),
        annotations: {
          [ANNOTATION_DEPLOYMENT]: deployment.id,
          [ANNOTATION_MODEL]: deployment.modelId,
          [ANNOTATION_ENDPOINT]: deployment.endpointId,
        },
        links: [
          portalLink(context, 'Deployment in the portal', [
            'deployments',
            deployment.id,
          ]),
        ],
      },
      context,
    ),
    spec: {
      type: ENTITY_TYPE_DEPLOYMENT,
      ...ownership,
      phase: phaseClass(deployment.phase),
      requestedBy: deployment.requestedBy,
      requestedAt: deployment.createdAt,
      finishedAt: deployment.finishedAt,
      modelVersionId: deployment.modelVersionId,
      deployedModelId: deployment.deployedModelId,
      intentDigest: deployment.intentDigest,
      correlationId: deployment.correlationId,
      dependsOn: [modelEntityRef, endpointEntityRef].filter(
        ref => ref !== undefined,
      ),
    },
  });
}

/**
 * The phases that make no difference to a reader of the catalog, folded into one: each change of class writes the entity,
 * a change inside a class does not.
 */
export function phaseClass(phase: Phase): Phase {
  return phase === 'preparing' || phase === 'rollingOut' ? 'deploying' : phase;
}

function describe(deployment: Deployment): string {
  const model = deployment.modelDisplayName ?? deployment.modelId ?? 'a model';
  const version = deployment.modelVersionId
    ? ` version ${deployment.modelVersionId}`
    : '';
  const endpoint =
    deployment.endpointDisplayName ?? deployment.endpointId ?? 'a new endpoint';
  return `${model}${version} on ${endpoint}`;
}
