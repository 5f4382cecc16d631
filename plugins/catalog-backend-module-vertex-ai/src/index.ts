/**
 * Catalog module that shows Vertex AI models, endpoints and deployments as entities.
 *
 * Promises: an entity leaves the catalog only when a complete reading proves that its thing is gone; an unchanged refresh
 * writes nothing; a deployment shows within seconds of its change.
 * Must never: ask Google itself, or talk to the Vertex AI backend other than through its typed client.
 * For: a Backstage backend, as `backend.add(import('@backstage-vertex/plugin-catalog-backend-module-vertex-ai'))`.
 *
 * @packageDocumentation
 */
export { catalogModuleVertexAi as default } from './module';
