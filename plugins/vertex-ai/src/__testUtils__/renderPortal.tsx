import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { screen } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { createVertexAiClient, vertexAiApiRef } from '../api';
import vertexAiPlugin from '../index';
import { baseUrl } from './backend';
import { TestSignals } from './TestSignals';

/** Shows where the app is, since a test has no address bar. */
function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

const address = AppRootElementBlueprint.make({
  name: 'address',
  params: { element: <Address /> },
});

/** The plugin in an app, opened at a path below `/vertex-ai`. */
export function renderPortal(path: string, signals?: TestSignals) {
  const analytics = mockApis.analytics();
  const fetchApi = mockApis.fetch({
    resolvePluginProtocol: {
      discoveryApi: { getBaseUrl: async () => baseUrl },
    },
  });
  renderTestApp({
    features: [vertexAiPlugin],
    extensions: [address],
    initialRouteEntries: [`/vertex-ai${path}`],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [vertexAiApiRef, createVertexAiClient(fetchApi)],
      analytics,
      mockApis.identity({ userEntityRef: 'user:default/dana.deployer' }),
      ...(signals ? [[signalApiRef, signals] as const] : []),
    ],
  });
  return {
    analytics,
    address: () => screen.getByTestId('address').textContent,
  };
}
