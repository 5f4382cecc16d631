import {
  ANNOTATION_MODEL,
  ENTITY_TYPE_MODEL,
  Model,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity } from '@backstage/catalog-model';
import { stampContentHash } from './contentHash';
import { entityNameOf } from './entityName';
import { MappingContext } from './MappingContext';
import { consoleLink, metadataOf, portalLink } from './metadata';
import { ownershipOf } from './Ownership';

/** In `spec.versions` of a model. */
export type ModelVersion = { id: string; aliases: string[]; default: boolean };

/**
 * A model of the registry as a `Resource` of type `ai-model`.
 *
 * Where it is deployed is said by the endpoints, so that a deployment changes one entity and not two.
 *
 * @param before the versions that its entity had, for as long as the backend has not asked Google for them
 * @throws when the backend's entity ref cannot name it
 */
export function toModelEntity(
  model: Model,
  context: MappingContext,
  before: readonly ModelVersion[] = [],
): Entity {
  const { owner, system, lifecycle } = ownershipOf(model.labels, context);
  const path = [model.environment, model.location, model.id];
  return stampContentHash({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: metadataOf(
      {
        name: entityNameOf(model.entityRef, {
          kind: 'Resource',
          namespace: model.environment,
        }),
        location: model.location,
        displayName: model.displayName,
        description: model.description,
        labels: model.labels,
        // The version of the framework would make as many tags as there are images.
        tags: [model.framework?.replace(/\s+v?[0-9].*$/, '')],
        annotations: { [ANNOTATION_MODEL]: model.id },
        links: [
          portalLink(context, 'Model in the portal', ['models', ...path]),
          consoleLink(
            context,
            `models/locations/${model.location}/models/${model.id}`,
          ),
        ],
      },
      context,
    ),
    spec: {
      type: ENTITY_TYPE_MODEL,
      owner,
      system,
      lifecycle,
      resourceName: model.resourceName,
      framework: model.framework,
      containerImageUri: model.containerImageUri,
      artifactUri: model.artifactUri,
      deployable: model.deployable,
      createdAt: model.createTime,
      versions: versionsOf(model, before),
    },
  });
}

/** Newest first. Without an answer of Google's, those from before with what is known of the default one. */
function versionsOf(
  model: Model,
  before: readonly ModelVersion[],
): ModelVersion[] {
  const { defaultVersionId, defaultVersionAliases } = model;
  const versions = model.versions ?? [
    { versionId: defaultVersionId, aliases: defaultVersionAliases },
    ...before
      .filter(({ id }) => id !== defaultVersionId)
      .map(({ id, aliases }) => ({
        versionId: id,
        // An alias belongs to one version.
        aliases: aliases.filter(one => !defaultVersionAliases.includes(one)),
      })),
  ];
  return versions
    .map(({ versionId, aliases }) => ({
      id: versionId,
      aliases: [...aliases].sort(),
      default: versionId === defaultVersionId,
    }))
    .sort((a, b) => Number(b.id) - Number(a.id));
}
