import vertexAiPlugin from '@backstage-vertex/plugin-vertex-ai-backend';
import { Portal, startPortal, until } from '@backstage-vertex/testkit';
import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { JsonObject } from '@backstage/types';
import { resolve } from 'node:path';
import catalogModuleVertexAi from '..';
import { GoogleRegistry } from './GoogleRegistry';

const ORGANISATION = resolve(__dirname, '../../../../examples/org.yaml');

/** A whole portal: the real catalog with this module, the real backend plugin, and the emulator. */
export interface RunningCatalog {
  portal: Portal;
  google: GoogleRegistry;
  /** Absent while the catalog has not processed it. */
  entity(ref: string): Promise<Entity | undefined>;
  /** All that this module emitted. */
  entities(): Promise<Entity[]>;
}

/** A catalog whose refresh runs when it is told to. */
export interface TriggeredCatalog extends RunningCatalog {
  /** Runs the refresh that the schedule would run, to its end; see `observe` for what it finds. */
  refresh(): Promise<void>;
}

/** Refreshes on the schedule of `provider` and by events. What Google has at the start is that of the demo. */
export async function startCatalog(
  provider: JsonObject,
  features: BackendFeature[] = [],
): Promise<RunningCatalog> {
  const portal = await startPortal({
    features: [
      vertexAiPlugin,
      catalogPlugin,
      catalogModuleVertexAi,
      ...features,
    ],
    configure: config => {
      config.catalog = {
        locations: [
          {
            type: 'file',
            target: ORGANISATION,
            rules: [{ allow: ['Group', 'User'] }],
          },
        ],
        providers: { vertexAi: provider },
      };
    },
  });
  const read = async (path: string) => {
    const response = await fetch(`${portal.url}/api/catalog${path}`, {
      headers: { authorization: mockCredentials.service.header() },
    });
    return response.ok ? response.json() : undefined;
  };
  const entity = (ref: string) => {
    const [, kind, namespace, name] = /^(.+):(.+)\/(.+)$/.exec(ref)!;
    return read(`/entities/by-name/${kind}/${namespace}/${name}`);
  };
  await until('the people are in the catalog', async () => {
    const dana = await entity('user:default/dana.deployer');
    return dana?.relations?.length > 0;
  });
  return {
    portal,
    google: new GoogleRegistry(portal.emulator),
    entity,
    entities: async () =>
      (await read(
        '/entities?filter=metadata.annotations.vertex-ai.backstage-vertex.io/environment',
      )) ?? [],
  };
}

/** Refreshes when it is told to, and by events. Nothing is at Google at the start. */
export async function startTriggeredCatalog(
  features: BackendFeature[] = [],
): Promise<TriggeredCatalog> {
  const scheduler = mockServices.scheduler();
  const running = await startCatalog({}, [
    ...features,
    createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: () => scheduler,
    }),
  ]);
  running.google.clear();
  return {
    ...running,
    refresh: () => scheduler.triggerTask('vertex-ai-refresh-default'),
  };
}
