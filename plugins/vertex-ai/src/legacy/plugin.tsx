import {
  configApiRef,
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
  oauthRequestApiRef,
} from '@backstage/core-plugin-api';
import { createVertexAiClient, vertexAiApiRef } from '../api';
import {
  createGoogleAuth,
  vertexAiGoogleAuthApiRef,
} from '../google/googleAuth';
import {
  approvalRouteRef,
  approvalsRouteRef,
  deploymentRouteRef,
  deploymentsRouteRef,
  deployRouteRef,
  endpointRouteRef,
  endpointsRouteRef,
  environmentsRouteRef,
  issuerRouteRef,
  modelRouteRef,
  modelsRouteRef,
  rootRouteRef,
  credentialsRouteRef,
  securityKeysRouteRef,
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
      deps: { fetchApi: fetchApiRef, googleAuth: vertexAiGoogleAuthApiRef },
      factory: ({ fetchApi, googleAuth }) =>
        createVertexAiClient(fetchApi, googleAuth),
    }),
    createApiFactory({
      api: vertexAiGoogleAuthApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        oauthRequestApi: oauthRequestApiRef,
      },
      factory: deps => createGoogleAuth(deps),
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
    approvals: approvalsRouteRef,
    approval: approvalRouteRef,
    environments: environmentsRouteRef,
    issuer: issuerRouteRef,
    credentials: credentialsRouteRef,
    securityKeys: securityKeysRouteRef,
  },
});

/**
 * A part of a page without properties.
 *
 * @public
 */
export type VertexAiPart = () => JSX.Element | null;

/**
 * All pages, to be mounted at `/vertex-ai`.
 *
 * @public
 */
export const VertexAiPage: VertexAiPart = vertexAiPlugin.provide(
  createRoutableExtension({
    name: 'VertexAiPage',
    component: () => import('./LegacyShell').then(m => m.LegacyShell),
    mountPoint: rootRouteRef,
  }),
);

/** A card or a tab of an entity page; which entity, it reads from its context. */
function entityPart(
  name: string,
  lazy: () => Promise<VertexAiPart>,
): VertexAiPart {
  return vertexAiPlugin.provide(
    createComponentExtension({ name, component: { lazy } }),
  );
}

/** @public */
export const EntityVertexAiModelContent = entityPart(
  'EntityVertexAiModelContent',
  () => import('./contents').then(m => m.ModelContent),
);

/** @public */
export const EntityVertexAiEndpointContent = entityPart(
  'EntityVertexAiEndpointContent',
  () => import('./contents').then(m => m.EndpointContent),
);

/** @public */
export const EntityVertexAiDeploymentContent = entityPart(
  'EntityVertexAiDeploymentContent',
  () => import('./contents').then(m => m.DeploymentContent),
);

/** @public */
export const EntityVertexAiModelCard = entityPart(
  'EntityVertexAiModelCard',
  () => import('../entity/ModelEntityCard').then(m => m.ModelEntityCard),
);

/** @public */
export const EntityVertexAiEndpointCard = entityPart(
  'EntityVertexAiEndpointCard',
  () => import('../entity/EndpointEntityCard').then(m => m.EndpointEntityCard),
);

/** @public */
export const EntityVertexAiDeploymentCard = entityPart(
  'EntityVertexAiDeploymentCard',
  () =>
    import('../entity/DeploymentEntityCard').then(m => m.DeploymentEntityCard),
);
