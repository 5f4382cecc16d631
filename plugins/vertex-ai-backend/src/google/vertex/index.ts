/**
 * Vertex AI as plain methods and plain objects.
 *
 * Promises one call to Google for each method (reads are repeated when Google is unavailable), as exactly the credential of
 * the call's context, with its reason and trace; every failure is a VertexAiError. Never keeps a credential, never lets a
 * type of Google's client out. Registry, predictions, deployments and findings may call it.
 */
export * from './names';
export * from './types';
export { VertexApi } from './VertexApi';
export type { EndpointsApi } from './EndpointsApi';
export type { CreateEndpointArgs, DeployModelArgs } from './EndpointsApi';
export type { ModelsApi, UploadModelArgs } from './ModelsApi';
export type { OperationsApi } from './OperationsApi';
export type { PredictionsApi } from './PredictionsApi';
