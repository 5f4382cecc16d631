import { Entity } from '@backstage/catalog-model';
import {
  AnalyticsEvent,
  AppRootElementBlueprint,
  ExtensionDefinition,
  RouteRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
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

interface Opened {
  at: string;
  extensions?: ExtensionDefinition[];
  mountedRoutes?: { [path: string]: RouteRef };
  signals?: TestSignals;
}

/** The plugin in an app, opened at a path below `/vertex-ai`. */
export function renderPortal(path: string, signals?: TestSignals) {
  return render({
    at: `/vertex-ai${path}`,
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    signals,
  });
}

/** What the plugin adds to the page of a catalog entity. */
export function renderEntity(entity: Entity) {
  return render({ at: '/', extensions: [createTestEntityPage({ entity })] });
}

function render(opened: Opened) {
  const analytics = mockApis.analytics();
  const fetchApi = mockApis.fetch({
    resolvePluginProtocol: {
      discoveryApi: { getBaseUrl: async () => baseUrl },
    },
  });
  renderTestApp({
    features: [vertexAiPlugin],
    extensions: [address, ...(opened.extensions ?? [])],
    initialRouteEntries: [opened.at],
    mountedRoutes: opened.mountedRoutes,
    apis: [
      [vertexAiApiRef, createVertexAiClient(fetchApi)],
      analytics,
      mockApis.identity({ userEntityRef: 'user:default/dana.deployer' }),
      ...(opened.signals ? [[signalApiRef, opened.signals] as const] : []),
    ],
  });
  return {
    events: (): AnalyticsEvent[] => analytics.getEvents(),
    address: () => screen.getByTestId('address').textContent,
  };
}
