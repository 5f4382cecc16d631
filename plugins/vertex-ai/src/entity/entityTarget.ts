import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_DEPLOYMENT,
  ANNOTATION_ENDPOINT,
  ANNOTATION_ENVIRONMENT,
  ANNOTATION_LOCATION,
  ANNOTATION_MODEL,
} from '@backstage-vertex/plugin-vertex-ai-common';

/** What an entity stands for in Vertex AI, or the first annotation that it lacks for that. */
export type Target<K> =
  | { key: K; missing?: undefined }
  | { key?: undefined; missing: string };

export function modelOf(entity: Entity) {
  return targetOf(entity, {
    environment: ANNOTATION_ENVIRONMENT,
    location: ANNOTATION_LOCATION,
    model: ANNOTATION_MODEL,
  });
}

export function endpointOf(entity: Entity) {
  return targetOf(entity, {
    environment: ANNOTATION_ENVIRONMENT,
    location: ANNOTATION_LOCATION,
    endpoint: ANNOTATION_ENDPOINT,
  });
}

export function deploymentOf(entity: Entity) {
  return targetOf(entity, { deployment: ANNOTATION_DEPLOYMENT });
}

function targetOf<K extends string>(
  entity: Entity,
  names: Record<K, string>,
): Target<Record<K, string>> {
  const annotations = entity.metadata.annotations ?? {};
  const wanted = Object.entries<string>(names);
  const missing = wanted.find(([, annotation]) => !annotations[annotation]);
  if (missing) {
    return { missing: missing[1] };
  }
  return {
    key: Object.fromEntries(
      wanted.map(([name, annotation]) => [name, annotations[annotation]]),
    ) as Record<K, string>,
  };
}
