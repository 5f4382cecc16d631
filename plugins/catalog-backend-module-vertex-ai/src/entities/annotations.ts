/** Hash of what this module emitted; how it knows after a restart that nothing changed. Of no use to anybody else. */
export const ANNOTATION_CONTENT_HASH =
  'vertex-ai.backstage-vertex.io/content-hash';

/** Value of `backstage.io/managed-by-location` on everything that one instance of the provider emits. */
export function locationOf(instance: string): string {
  return `vertex-ai:${instance}`;
}
