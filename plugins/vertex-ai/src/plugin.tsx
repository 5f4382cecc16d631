import {
  ApiBlueprint,
  configApiRef,
  coreExtensionData,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  oauthRequestApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  ENTITY_TYPE_DEPLOYMENT,
  ENTITY_TYPE_ENDPOINT,
  ENTITY_TYPE_MODEL,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { RiBrainLine } from '@remixicon/react';
import { createVertexAiClient, vertexAiApiRef } from './api';
import {
  createGoogleAuth,
  vertexAiGoogleAuthApiRef,
} from './google/googleAuth';
import { areaTitles } from './pages/areas';
import {
  accessRouteRef,
  approvalRouteRef,
  approvalsRouteRef,
  credentialsRouteRef,
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
  securityKeysRouteRef,
  whyAccessRouteRef,
} from './routes';

const client = ApiBlueprint.make({
  name: 'client',
  params: defineParams =>
    defineParams({
      api: vertexAiApiRef,
      deps: { fetchApi: fetchApiRef, googleAuth: vertexAiGoogleAuthApiRef },
      factory: ({ fetchApi, googleAuth }) =>
        createVertexAiClient(fetchApi, googleAuth),
    }),
});

const googleAuth = ApiBlueprint.make({
  name: 'google-auth',
  params: defineParams =>
    defineParams({
      api: vertexAiGoogleAuthApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        oauthRequestApi: oauthRequestApiRef,
      },
      factory: deps => createGoogleAuth(deps),
    }),
});

const title = 'Vertex AI';
const icon = <RiBrainLine />;

const page = PageBlueprint.makeWithOverrides({
  factory: (originalFactory, { inputs, config }) =>
    originalFactory({
      path: '/vertex-ai',
      routeRef: rootRouteRef,
      title,
      icon,
      noHeader: true,
      loader: async () => {
        const { AppShell } = await import('./pages/AppShell');
        const areas = inputs.pages.map(area => ({
          path: area.get(coreExtensionData.routePath),
          title: area.get(coreExtensionData.title) ?? '',
          icon: area.get(coreExtensionData.icon),
          element: area.get(coreExtensionData.reactElement),
        }));
        return (
          <AppShell title={config.title ?? title} icon={icon} areas={areas} />
        );
      },
    }),
});

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: areaTitles.overview,
    loader: () =>
      import('./pages/overview/OverviewPage').then(m => <m.OverviewPage />),
  },
});

const modelsPage = SubPageBlueprint.make({
  name: 'models',
  params: {
    path: 'models',
    title: areaTitles.models,
    loader: () =>
      import('./pages/models/ModelsPage').then(m => <m.ModelsPage />),
  },
});

const endpointsPage = SubPageBlueprint.make({
  name: 'endpoints',
  params: {
    path: 'endpoints',
    title: areaTitles.endpoints,
    loader: () =>
      import('./pages/endpoints/EndpointsPage').then(m => <m.EndpointsPage />),
  },
});

const deploymentsPage = SubPageBlueprint.make({
  name: 'deployments',
  params: {
    path: 'deployments',
    title: areaTitles.deployments,
    loader: () =>
      import('./pages/deployments/DeploymentsPage').then(m => (
        <m.DeploymentsPage />
      )),
  },
});

const approvalsPage = SubPageBlueprint.make({
  name: 'approvals',
  params: {
    path: 'approvals',
    title: areaTitles.approvals,
    loader: () =>
      import('./pages/approvals/ApprovalsPage').then(m => <m.ApprovalsPage />),
  },
});

const environmentsPage = SubPageBlueprint.make({
  name: 'environments',
  params: {
    path: 'environments',
    title: areaTitles.environments,
    loader: () =>
      import('./pages/environments/EnvironmentsPage').then(m => (
        <m.EnvironmentsPage />
      )),
  },
});

const credentialsPage = SubPageBlueprint.make({
  name: 'credentials',
  params: {
    path: 'credentials',
    title: areaTitles.credentials,
    loader: () =>
      import('./pages/credentials/CredentialsPage').then(m => (
        <m.CredentialsPage />
      )),
  },
});

const securityKeysPage = SubPageBlueprint.make({
  name: 'security-keys',
  params: {
    path: 'security-keys',
    title: areaTitles.securityKeys,
    loader: () =>
      import('./pages/securityKeys/SecurityKeysPage').then(m => (
        <m.SecurityKeysPage />
      )),
  },
});

const accessPage = SubPageBlueprint.make({
  name: 'access',
  params: {
    path: 'access',
    title: areaTitles.access,
    loader: () =>
      import('./pages/access/AccessPage').then(m => <m.AccessPage />),
  },
});

const isModel = { kind: 'Resource', 'spec.type': ENTITY_TYPE_MODEL };
const isEndpoint = { kind: 'API', 'spec.type': ENTITY_TYPE_ENDPOINT };
const isDeployment = { kind: 'Resource', 'spec.type': ENTITY_TYPE_DEPLOYMENT };

const content = { path: '/vertex-ai', title, group: 'deployment' };

const modelContent = EntityContentBlueprint.make({
  name: 'model',
  params: {
    ...content,
    filter: isModel,
    loader: () =>
      import('./entity/ModelEntityContent').then(m => <m.ModelEntityContent />),
  },
});

const endpointContent = EntityContentBlueprint.make({
  name: 'endpoint',
  params: {
    ...content,
    filter: isEndpoint,
    loader: () =>
      import('./entity/EndpointEntityContent').then(m => (
        <m.EndpointEntityContent />
      )),
  },
});

const deploymentContent = EntityContentBlueprint.make({
  name: 'deployment',
  params: {
    ...content,
    filter: isDeployment,
    loader: () =>
      import('./entity/DeploymentEntityContent').then(m => (
        <m.DeploymentEntityContent />
      )),
  },
});

const modelCard = EntityCardBlueprint.make({
  name: 'model',
  params: {
    filter: isModel,
    loader: () =>
      import('./entity/ModelEntityCard').then(m => <m.ModelEntityCard />),
  },
});

const endpointCard = EntityCardBlueprint.make({
  name: 'endpoint',
  params: {
    filter: isEndpoint,
    loader: () =>
      import('./entity/EndpointEntityCard').then(m => <m.EndpointEntityCard />),
  },
});

const deploymentCard = EntityCardBlueprint.make({
  name: 'deployment',
  params: {
    filter: isDeployment,
    loader: () =>
      import('./entity/DeploymentEntityCard').then(m => (
        <m.DeploymentEntityCard />
      )),
  },
});

/**
 * The Vertex AI plugin for the new frontend system.
 *
 * @public
 */
export const vertexAiPlugin = createFrontendPlugin({
  pluginId: 'vertex-ai',
  title,
  icon,
  info: { packageJson: () => import('../package.json') },
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
    access: accessRouteRef,
    whyAccess: whyAccessRouteRef,
  },
  extensions: [
    client,
    googleAuth,
    page,
    overviewPage,
    modelsPage,
    endpointsPage,
    deploymentsPage,
    approvalsPage,
    environmentsPage,
    credentialsPage,
    securityKeysPage,
    accessPage,
    modelContent,
    endpointContent,
    deploymentContent,
    modelCard,
    endpointCard,
    deploymentCard,
  ],
});
