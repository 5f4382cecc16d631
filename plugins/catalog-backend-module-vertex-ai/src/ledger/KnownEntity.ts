import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_MODEL,
  ENTITY_TYPE_MODEL,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { ANNOTATION_AS_OF } from '../entities/annotations';
import { contentHashOf } from '../entities/contentHash';
import { Ownership } from '../entities/Ownership';
import { ModelVersion } from '../entities/toModelEntity';
import { Scope, scopeOf } from './Scope';

/** What is remembered of an entity that was emitted. */
export interface KnownEntity {
  entityRef: string;
  scope: Scope;
  /** Of what was emitted; see `stampContentHash`. */
  hash: string;
  ownership: Ownership;
  /** Of a model: where to find it by what an endpoint says about it. */
  modelKey?: string;
  /** Of a model. */
  versions?: readonly ModelVersion[];
  /** Of a deployment: an RFC 3339 instant. */
  requestedAt?: string;
  /** The instant, by the backend's clock, of the newest state that is known to be in it. */
  asOf?: string;
}

/** Fields of an entity that {@link knownEntityOf} reads. */
export const knownEntityFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.annotations',
  'spec.type',
  'spec.owner',
  'spec.system',
  'spec.lifecycle',
  'spec.requestedAt',
  'spec.versions',
];

/** Absent when the entity was not emitted by this module. */
export function knownEntityOf(entity: Entity): KnownEntity | undefined {
  const scope = scopeOf(entity);
  const hash = contentHashOf(entity);
  if (!scope || !hash) {
    return undefined;
  }
  const { owner, system, lifecycle, requestedAt, versions } = entity.spec ?? {};
  const annotations = entity.metadata.annotations ?? {};
  return {
    entityRef: stringifyEntityRef(entity),
    scope,
    hash,
    ownership: {
      owner: String(owner),
      system: system === undefined ? undefined : String(system),
      lifecycle: String(lifecycle),
    },
    modelKey:
      scope.type === ENTITY_TYPE_MODEL
        ? modelKey({
            environment: scope.environment,
            location: annotations[ANNOTATION_LOCATION],
            modelId: annotations[ANNOTATION_MODEL],
          })
        : undefined,
    versions: versions as ModelVersion[] | undefined,
    requestedAt: requestedAt === undefined ? undefined : String(requestedAt),
    asOf: annotations[ANNOTATION_AS_OF],
  };
}

/** Finds a model by what an endpoint or a deployment says about it. */
export function modelKey(model: {
  environment: string;
  location: string;
  modelId: string;
}): string {
  return [model.environment, model.location, model.modelId].join('/');
}
