/**
 * Frontend of the Vertex AI plugin family: models, endpoints, deployments, and on whose behalf Google was called.
 *
 * It shows what the API answers and asks it for changes; it decides nothing and holds no credential. A button that the
 * policy would refuse says so, but it is the server that refuses. Used by apps of the new frontend system; older apps
 * use `./legacy`.
 *
 * @packageDocumentation
 */
export { vertexAiPlugin as default } from './plugin';
export { vertexAiApiRef } from './api';
export { vertexAiGoogleAuthApiRef } from './google/googleAuth';
export type { GoogleAuthApi } from './google/googleAuth';
export { vertexAiTranslationRef } from './translation';
