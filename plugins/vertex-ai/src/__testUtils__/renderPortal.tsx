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
import { vertexAiGoogleAuthApiRef } from '../google/googleAuth';
import vertexAiPlugin from '../index';
import vertexAiTranslationsModule from '../translations';
import { baseUrl } from './backend';
import { googleAuthInApp } from './googleSession';
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

interface Surroundings {
  /** An app without signals when absent. */
  signals?: TestSignals;
  /** Where the app's configuration mounts the plugin; at `/vertex-ai` when absent. */
  mountedAt?: string;
  /** Of the app; it has the plugin's translations installed then. */
  language?: string;
}

interface Opened extends Surroundings {
  at: string;
  extensions?: ExtensionDefinition[];
  mountedRoutes?: { [path: string]: RouteRef };
}

/** The plugin in an app, opened at a path below its own. */
export function renderPortal(path: string, surroundings: Surroundings = {}) {
  return render({
    ...surroundings,
    at: `${surroundings.mountedAt ?? '/vertex-ai'}${path}`,
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

/** What the plugin adds to the page of a catalog entity. */
export function renderEntity(entity: Entity, surroundings: Surroundings = {}) {
  return render({
    ...surroundings,
    at: '/',
    extensions: [createTestEntityPage({ entity })],
  });
}

function render(opened: Opened) {
  // The browser of somebody new: the language of the test before is kept there.
  localStorage.clear();
  const analytics = mockApis.analytics();
  const googleAuth = googleAuthInApp();
  const fetchApi = mockApis.fetch({
    resolvePluginProtocol: {
      discoveryApi: { getBaseUrl: async () => baseUrl },
    },
  });
  renderTestApp({
    features: [vertexAiPlugin, vertexAiTranslationsModule],
    extensions: [address, ...(opened.extensions ?? [])],
    config: configOf(opened),
    initialRouteEntries: [opened.at],
    mountedRoutes: opened.mountedRoutes,
    apis: [
      [vertexAiApiRef, createVertexAiClient(fetchApi, googleAuth)],
      [vertexAiGoogleAuthApiRef, googleAuth],
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

/** As an adopter would write it. */
function configOf({ mountedAt, language = 'en' }: Surroundings) {
  return {
    app: {
      baseUrl: 'http://localhost:3000',
      extensions: [
        { 'page:vertex-ai': { config: mountedAt ? { path: mountedAt } : {} } },
        {
          'api:app/app-language': {
            config: {
              defaultLanguage: language,
              availableLanguages: ['en', 'de'],
            },
          },
        },
      ],
    },
    backend: { baseUrl: 'http://localhost:7007' },
  };
}
