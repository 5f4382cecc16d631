/** Hash of what this module emitted; how it knows after a restart that nothing changed. Of no use to anybody else. */
export const ANNOTATION_CONTENT_HASH =
  'vertex-ai.backstage-vertex.io/content-hash';

/**
 * The instant, by the backend's clock, of the state that was known when the entity was last written; how one replica sees that
 * another has written something newer. Not part of the hash, so it alone is no reason for a refresh to write.
 */
export const ANNOTATION_AS_OF = 'vertex-ai.backstage-vertex.io/as-of';

/** Value of `backstage.io/managed-by-location` on everything that one instance of the provider emits. */
export function locationOf(instance: string): string {
  return `vertex-ai:${instance}`;
}
