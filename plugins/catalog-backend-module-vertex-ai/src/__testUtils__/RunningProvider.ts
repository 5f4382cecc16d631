import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readCatalogSettings } from '../config/readCatalogSettings';
import { Inventory } from '../inventory/Inventory';
import { EntityLedger } from '../ledger/EntityLedger';
import { DeploymentFollower } from '../provider/DeploymentFollower';
import { Refresh, RefreshOutcome } from '../provider/Refresh';
import { RecordedCatalog } from './RecordedCatalog';
import { VertexAiContract } from './VertexAiContract';

const fetchAsCatalog: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set(
    'authorization',
    mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('plugin:catalog'),
      targetPluginId: 'vertex-ai',
    }),
  );
  return fetch(input, { ...init, headers });
};

/** The provider's parts over real HTTP, writing into a catalog that counts. */
export class RunningProvider {
  readonly catalog = new RecordedCatalog();
  readonly logger = mockServices.logger.mock();
  /** What the provider takes for the present, in milliseconds since 1970. */
  nowMs = Date.now();
  readonly #backend: TestBackend;
  readonly #provider: JsonObject;
  #parts: { refresh: Refresh; follower: DeploymentFollower };

  static async start(
    contract: VertexAiContract,
    provider: JsonObject = {},
  ): Promise<RunningProvider> {
    const backend = await startTestBackend({ features: [contract.feature()] });
    return new RunningProvider(backend, provider);
  }

  private constructor(backend: TestBackend, provider: JsonObject) {
    this.#backend = backend;
    this.#provider = provider;
    this.#parts = this.#start(provider);
  }

  async refresh(): Promise<RefreshOutcome> {
    return this.#parts.refresh.run();
  }

  async follow(id: string): Promise<void> {
    await this.#parts.follower.follow(id);
  }

  /** What the process knew is gone, what the catalog holds is not. */
  restart(provider = this.#provider): void {
    this.#parts = this.#start(provider);
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }

  #start(provider: JsonObject) {
    const { catalog, logger } = this;
    const [settings] = readCatalogSettings(
      new ConfigReader({ catalog: { providers: { vertexAi: provider } } }),
    );
    const client = new VertexAiClient({
      baseUrl: `http://localhost:${this.#backend.server.port()}/api/vertex-ai`,
      fetch: fetchAsCatalog,
    });
    const ledger = new EntityLedger({
      connection: catalog,
      stored: catalog,
      locationKey: 'test',
    });
    const inventory = new Inventory({
      client,
      settings,
      nowMs: () => this.nowMs,
    });
    return {
      refresh: new Refresh({ inventory, ledger, settings, logger }),
      follower: new DeploymentFollower({ client, inventory, ledger, settings }),
    };
  }
}
