import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createVertexAiClient, vertexAiApiRef } from '../api';
import {
  deploymentRouteRef,
  deploymentsRouteRef,
  deployRouteRef,
  endpointRouteRef,
  endpointsRouteRef,
  modelRouteRef,
  modelsRouteRef,
  rootRouteRef,
} from '../routes';

/**
 * The Vertex AI plugin for apps of the older frontend system.
 *
 * @public
 */
export const vertexAiPlugin = createPlugin({
  id: 'vertex-ai',
  apis: [
    createApiFactory({
      api: vertexAiApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => createVertexAiClient(fetchApi),
    }),
  ],
  routes: {
    root: rootRouteRef,
    models: modelsRouteRef,
    model: modelRouteRef,
    endpoints: endpointsRouteRef,
    endpoint: endpointRouteRef,
    deployments: deploymentsRouteRef,
    deployment: deploymentRouteRef,
    deploy: deployRouteRef,
  },
});

/**
 * All pages, to be mounted at `/vertex-ai`.
 *
 * @public
 */
export const VertexAiPage = vertexAiPlugin.provide(
  createRoutableExtension({
    name: 'VertexAiPage',
    component: () => import('./LegacyShell').then(m => m.LegacyShell),
    mountPoint: rootRouteRef,
  }),
);

/** @public */
export const EntityVertexAiModelContent = vertexAiPlugin.provide(
  createComponentExtension({
    name: 'EntityVertexAiModelContent',
    component: {
      lazy: () =>
        import('../entity/ModelEntityContent').then(m => m.ModelEntityContent),
    },
  }),
);

/** @public */
export const EntityVertexAiEndpointContent = vertexAiPlugin.provide(
  createComponentExtension({
    name: 'EntityVertexAiEndpointContent',
    component: {
      lazy: () =>
        import('../entity/EndpointEntityContent').then(
          m => m.EndpointEntityContent,
        ),
    },
  }),
);

/** @public */
export const EntityVertexAiDeploymentContent = vertexAiPlugin.provide(
  createComponentExtension({
    name: 'EntityVertexAiDeploymentContent',
    component: {
      lazy: () =>
        import('../entity/DeploymentEntityContent').then(
          m => m.DeploymentEntityContent,
        ),
    },
  }),
);

/** @public */
export const EntityVertexAiModelCard = vertexAiPlugin.provide(
  createComponentExtension({
    name: 'EntityVertexAiModelCard',
    component: {
      lazy: () =>
        import('../entity/ModelEntityCard').then(m => m.ModelEntityCard),
    },
  }),
);

/** @public */
export const EntityVertexAiEndpointCard = vertexAiPlugin.provide(
  createComponentExtension({
    name: 'EntityVertexAiEndpointCard',
    component: {
      lazy: () =>
        import('../entity/EndpointEntityCard').then(m => m.EndpointEntityCard),
    },
  }),
);

/** @public */
export const EntityVertexAiDeploymentCard = vertexAiPlugin.provide(
  createComponentExtension({
    name: 'EntityVertexAiDeploymentCard',
    component: {
      lazy: () =>
        import('../entity/DeploymentEntityCard').then(
          m => m.DeploymentEntityCard,
        ),
    },
  }),
);
