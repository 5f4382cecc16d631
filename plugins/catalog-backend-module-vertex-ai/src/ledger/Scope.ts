import {
  ANNOTATION_ENVIRONMENT,
  ANNOTATION_LOCATION,
  ENTITY_TYPE_DEPLOYMENT,
  ENTITY_TYPE_ENDPOINT,
  ENTITY_TYPE_MODEL,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity } from '@backstage/catalog-model';

export type EntityType =
  | typeof ENTITY_TYPE_MODEL
  | typeof ENTITY_TYPE_ENDPOINT
  | typeof ENTITY_TYPE_DEPLOYMENT;

/**
 * What is read together and therefore fails together: one kind of thing in one location of one environment.
 *
 * Deployments come from the portal's own history, environment by environment, so they have no location here.
 */
export interface Scope {
  type: EntityType;
  environment: string;
  location?: string;
}

/** For use as the key of a map. */
export function scopeKey({ type, environment, location }: Scope): string {
  return [type, environment, location ?? '*'].join(' ');
}

/** For people. */
export function describeScope({ type, environment, location }: Scope): string {
  return `${type} in ${environment}${location ? `/${location}` : ''}`;
}

/** Where an entity of ours belongs; absent when it is none of ours. */
export function scopeOf(entity: Entity): Scope | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const type = entity.spec?.type;
  const environment = annotations[ANNOTATION_ENVIRONMENT];
  const location = annotations[ANNOTATION_LOCATION];
  if (!environment || !location) {
    return undefined;
  }
  switch (type) {
    case ENTITY_TYPE_DEPLOYMENT:
      return { type, environment };
    case ENTITY_TYPE_MODEL:
    case ENTITY_TYPE_ENDPOINT:
      return { type, environment, location };
    default:
      return undefined;
  }
}
