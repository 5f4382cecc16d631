import { FlatRoutes } from '@backstage/core-app-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { mockApis } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { baseUrl, startBackend } from '../__testUtils__/backend';
import { catalogEntity } from '../__testUtils__/catalogEntity';
import {
  deployment,
  deploymentDetail,
  environment,
  fraudLive,
  fraudScore,
  securityKey,
} from '../__testUtils__/fixtures';
import { authDepsOfApp, googleAuthInApp } from '../__testUtils__/googleSession';
import { violations } from '../__testUtils__/violations';
import {
  EntityVertexAiDeploymentCard,
  EntityVertexAiDeploymentContent,
  EntityVertexAiEndpointCard,
  EntityVertexAiEndpointContent,
  EntityVertexAiModelCard,
  EntityVertexAiModelContent,
  VertexAiPage,
  VertexAiPart,
  vertexAiPlugin,
} from './index';

describe('the plugin in an app of the older frontend system', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('getEndpoint', fraudLive);
    backend.on('listDeployments', { items: [deployment] });
    backend.on('listKeyResets', { items: [] });
    backend.on('listSecurityKeys', {
      items: [securityKey],
      stepUpToAdd: true,
      administrator: false,
    });
    backend.on('getDeployment', deploymentDetail);
  });

  /** In an app that mounts the pages, with the client that the plugin itself brings. */
  async function render(element: JSX.Element, path: string) {
    const fetchApi = mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: { getBaseUrl: async () => baseUrl },
      },
    });
    const deps = {
      fetchApi,
      googleAuth: googleAuthInApp(),
      ...authDepsOfApp(),
    };
    const own = [...vertexAiPlugin.getApis()].map(
      ({ api, factory }) => [api, factory(deps) as object] as const,
    );
    await renderInTestApp(
      <TestApiProvider apis={own}>{element}</TestApiProvider>,
      {
        routeEntries: [path],
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
  }

  const open = (path: string) =>
    render(
      <FlatRoutes>
        <Route path="/ml" element={<VertexAiPage />} />
      </FlatRoutes>,
      path,
    );

  it('opens at the overview and leads to the models by a tab', async () => {
    await open('/ml');
    expect(await screen.findByText('Needs attention')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Models' }));
    expect(
      await screen.findByRole('link', { name: /fraud-score/ }),
    ).toHaveAttribute('href', '/ml/models/dev/europe-west4/7001');
  });

  it('shows the page of a model below its tab', async () => {
    await open('/ml/models/dev/europe-west4/7001');
    expect(await screen.findByText('champion')).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Models' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('says of an address below its own that it leads nowhere, and leads back', async () => {
    await open('/ml/nowhere');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Go to the overview' }),
    );
    expect(await screen.findByText('Needs attention')).toBeInTheDocument();
  });

  it.each([
    ['/ml/overview', /Your roles/],
    ['/ml/models', /fraud-score/],
    ['/ml/endpoints', /fraud-live/],
    ['/ml/endpoints/dev/europe-west4/4001', /Send a prediction/],
    ['/ml/deployments', /STARTING_MODEL_SERVER/],
    [`/ml/deployments/${deployment.id}`, /What was asserted/],
    ['/ml/security-keys', /key ring/],
    ['/ml/nowhere', /Page not found/],
  ])(
    'a screen reader and the keyboard find their way on %s',
    async (path, shown) => {
      await open(path);
      await screen.findAllByText(shown);
      expect(await violations()).toEqual([]);
    },
  );

  it.each<[string, VertexAiPart, string, string, RegExp]>([
    [
      'card of a model',
      EntityVertexAiModelCard,
      'Resource',
      'ai-model',
      /Default version/,
    ],
    [
      'content of a model',
      EntityVertexAiModelContent,
      'Resource',
      'ai-model',
      /champion/,
    ],
    [
      'card of an endpoint',
      EntityVertexAiEndpointCard,
      'API',
      'ai-model-server',
      /fraud-score v1/,
    ],
    [
      'content of an endpoint',
      EntityVertexAiEndpointContent,
      'API',
      'ai-model-server',
      /Send a prediction/,
    ],
    [
      'card of a deployment',
      EntityVertexAiDeploymentCard,
      'Resource',
      'model-deployment',
      /Google is starting/,
    ],
    [
      'content of a deployment',
      EntityVertexAiDeploymentContent,
      'Resource',
      'model-deployment',
      /What was asserted/,
    ],
  ])('shows the %s on its entity', async (_, Part, kind, type, shown) => {
    await render(
      <>
        <FlatRoutes>
          <Route path="/ml" element={<VertexAiPage />} />
        </FlatRoutes>
        <EntityProvider entity={catalogEntity(kind, type)}>
          <Part />
        </EntityProvider>
      </>,
      '/ml/nowhere',
    );
    expect((await screen.findAllByText(shown)).length).toBeGreaterThan(0);
    expect(await violations({ headingOrder: false })).toEqual([]);
  });

  it('puts the headings of a content right below the title of its entity', async () => {
    await render(
      <>
        <FlatRoutes>
          <Route path="/ml" element={<VertexAiPage />} />
        </FlatRoutes>
        <EntityProvider entity={catalogEntity('Resource', 'ai-model')}>
          <EntityVertexAiModelContent />
        </EntityProvider>
      </>,
      '/ml/nowhere',
    );
    expect(
      await screen.findByRole('heading', { name: 'Versions', level: 2 }),
    ).toBeInTheDocument();
  });
});
