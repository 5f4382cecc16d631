/**
 * The backend of the Vertex AI plugin family.
 *
 * @packageDocumentation
 */
export { clockServiceRef } from './clockServiceRef';
export type { Clock } from './core';
export { vertexAiPlugin as default } from './plugin';
