import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import catalogModuleVertexAi from '..';
import { VertexAiContract } from './VertexAiContract';

/** A real catalog with this module, and the contract served next to it. */
export interface RunningCatalog {
  backend: TestBackend;
  /** Runs the refresh that the schedule would run, to its end. */
  refresh(): Promise<void>;
  /** Tells that a deployment changed. */
  publish(eventPayload: unknown): Promise<void>;
  /** Absent while the catalog has not processed it. */
  entity(ref: string): Promise<Entity | undefined>;
  entities(): Promise<Entity[]>;
}

export interface StartCatalogOptions {
  /** Configuration of the provider. */
  provider?: JsonObject;
  /** Folder of the database files; in memory without it. */
  directory?: string;
}

export async function startCatalog(
  contract: VertexAiContract,
  { provider = {}, directory }: StartCatalogOptions = {},
): Promise<RunningCatalog> {
  const events = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
  });
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleVertexAi,
      contract.feature(),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: {
            database: {
              client: 'better-sqlite3',
              connection: directory ? { directory } : ':memory:',
            },
          },
          catalog: { providers: { vertexAi: provider } },
        },
      }),
    ],
  });
  const read = async (path: string) => {
    const url = `http://localhost:${backend.server.port()}/api/catalog${path}`;
    const response = await fetch(url, {
      headers: { authorization: mockCredentials.service.header() },
    });
    return response.ok ? response.json() : undefined;
  };
  return {
    backend,
    refresh: () => scheduler.triggerTask('vertex-ai-refresh-default'),
    publish: eventPayload =>
      events.publish({ topic: 'vertex-ai.deployment.changed', eventPayload }),
    entity: ref => {
      const [, kind, namespace, name] = /^(.+):(.+)\/(.+)$/.exec(ref)!;
      return read(`/entities/by-name/${kind}/${namespace}/${name}`);
    },
    entities: async () => (await read('/entities')) ?? [],
  };
}
