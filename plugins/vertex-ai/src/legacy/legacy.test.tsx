import { FlatRoutes } from '@backstage/core-app-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { mockApis } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { baseUrl, startBackend } from '../__testUtils__/backend';
import { environment, fraudLive, fraudScore } from '../__testUtils__/fixtures';
import { createVertexAiClient, vertexAiApiRef } from '../api';
import { VertexAiPage } from './index';

describe('the plugin in an app of the older frontend system', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', { items: [environment(['deployer'])] });
    backend.on('listModels', { items: [fraudScore], sources: [] });
    backend.on('getModel', fraudScore);
    backend.on('listEndpoints', { items: [fraudLive], sources: [] });
    backend.on('listDeployments', { items: [] });
  });

  async function open(path: string) {
    const fetchApi = mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: { getBaseUrl: async () => baseUrl },
      },
    });
    await renderInTestApp(
      <TestApiProvider
        apis={[[vertexAiApiRef, createVertexAiClient(fetchApi)]]}
      >
        <FlatRoutes>
          <Route path="/vertex-ai" element={<VertexAiPage />} />
        </FlatRoutes>
      </TestApiProvider>,
      {
        routeEntries: [path],
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
  }

  it('opens at the overview and leads to the models by a tab', async () => {
    await open('/vertex-ai');
    expect(await screen.findByText('Needs attention')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Models' }));
    expect(
      await screen.findByRole('link', { name: /fraud-score/ }),
    ).toHaveAttribute('href', '/vertex-ai/models/dev/europe-west4/7001');
  });

  it('shows the page of a model below its tab', async () => {
    await open('/vertex-ai/models/dev/europe-west4/7001');
    expect(await screen.findByText('champion')).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Models' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('says of an address below its own that it leads nowhere, and leads back', async () => {
    await open('/vertex-ai/nowhere');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Go to the overview' }),
    );
    expect(await screen.findByText('Needs attention')).toBeInTheDocument();
  });
});
