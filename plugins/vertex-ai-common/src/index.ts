/**
 * The contract of the Vertex AI plugin family: words, schemas, permissions, errors, routes and the typed client.
 *
 * Isomorphic; imports nothing of ours. Whoever talks to the backend does it through {@link VertexAiClient}.
 *
 * @packageDocumentation
 */
export * from './actions';
export * from './addresses';
export * from './annotations';
export { VertexAiProblemError } from './callRoute';
export type { ClientCall, VertexAiClientOptions } from './callRoute';
export * from './digestWords';
export * from './errors';
export * from './googlePermissions';
export * from './googleSetup';
export * from './issues';
export * from './permissions';
export * from './routes';
export * from './schema';
export * from './VertexAiClient';
