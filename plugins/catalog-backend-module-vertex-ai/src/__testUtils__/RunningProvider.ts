import vertexAiPlugin from '@backstage-vertex/plugin-vertex-ai-backend';
import {
  DeploymentDetail,
  isFinal,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  Portal,
  PortalConfig,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { randomUUID } from 'node:crypto';
import { readCatalogSettings } from '../config/readCatalogSettings';
import { Inventory } from '../inventory/Inventory';
import { EntityLedger } from '../ledger/EntityLedger';
import { DeploymentFollower } from '../provider/DeploymentFollower';
import { Refresh, RefreshOutcome } from '../provider/Refresh';
import { SurroundingsFollower } from '../provider/SurroundingsFollower';
import { GoogleRegistry } from './GoogleRegistry';
import { observe } from './observe';
import { RecordedCatalog } from './RecordedCatalog';

/** One process of the provider: its parts, with what they remember. */
export interface ProviderProcess {
  refresh(): Promise<RefreshOutcome>;
  /** The deployment itself. */
  follow(id: string): Promise<boolean>;
  /** What it touches. */
  followSurroundings(id: string): Promise<void>;
}

/** The provider's parts beside a real backend plugin and the emulator, writing into a catalog that counts. */
export class RunningProvider {
  readonly portal: Portal;
  readonly google: GoogleRegistry;
  readonly logger = mockServices.logger.mock();
  readonly client: VertexAiClient;
  catalog = new RecordedCatalog();
  /** By how much the provider's own clock is ahead. */
  aheadMs = 0;
  /** By a part of the address. */
  readonly #interceptors = new Map<string, () => Promise<void>>();
  readonly #changes: { configure?: (config: PortalConfig) => void };

  /** @param stageDurationMs of each stage of a deployment at Google */
  static async start(stageDurationMs?: number): Promise<RunningProvider> {
    const changes: { configure?: (config: PortalConfig) => void } = {};
    const portal = await startPortal({
      features: [vertexAiPlugin],
      stageDurationMs,
      seed: seed => {
        seed.models = [];
        seed.endpoints = [];
      },
      configure: config => changes.configure?.(config),
    });
    return new RunningProvider(portal, changes);
  }

  private constructor(
    portal: Portal,
    changes: { configure?: (config: PortalConfig) => void },
  ) {
    this.portal = portal;
    this.#changes = changes;
    this.google = new GoogleRegistry(portal.emulator);
    this.client = new VertexAiClient({
      baseUrl: '',
      fetch: async (input, init) => {
        for (const [part, work] of this.#interceptors) {
          if (String(input).includes(part)) {
            await work();
          }
        }
        return portal.fetch(String(input), {
          ...init,
          asService: 'plugin:catalog',
        });
      },
    });
  }

  /** Nothing at Google, nothing in the catalog, and the backend knows it. */
  async clear(): Promise<void> {
    this.google.clear();
    this.catalog = new RecordedCatalog();
    this.aheadMs = 0;
    this.#interceptors.clear();
    if (this.#changes.configure) {
      await this.reconfigure();
    }
    this.logger.warn.mockClear();
    this.logger.error.mockClear();
    await this.observe();
  }

  /** Has the backend ask Google what is there now; the places that are named, like `dev/us-central1`, cannot be read. */
  async observe(...failing: string[]): Promise<void> {
    await observe(this.portal, failing);
  }

  /** Does something before each request of the provider with such an address; nothing any more without `work`. */
  intercept(part: string, work: () => Promise<void> = async () => {}): void {
    this.#interceptors.set(part, work);
  }

  /** The first so many requests with such an address do not get through. @returns how many there were */
  failFirst(times: number, part: string): () => number {
    let requests = 0;
    this.intercept(part, async () => {
      requests += 1;
      if (requests <= times) {
        throw new Error('no way through');
      }
    });
    return () => requests;
  }

  /** Restarts the backend with another configuration; {@link RunningProvider.clear} takes it back. */
  async reconfigure(change?: (config: PortalConfig) => void): Promise<void> {
    this.#changes.configure = change;
    await this.portal.restart();
  }

  /** A process that knows nothing yet, beside all others. */
  startProcess(provider: JsonObject = {}): ProviderProcess {
    const { catalog, logger, client } = this;
    const [settings] = readCatalogSettings(
      new ConfigReader({ catalog: { providers: { vertexAi: provider } } }),
    );
    const ledger = new EntityLedger({
      connection: catalog,
      stored: catalog,
      locationKey: 'test',
    });
    const nowMs = () => this.portal.clock.now().getTime() + this.aheadMs;
    const inventory = new Inventory({ client, settings, nowMs });
    const refresh = new Refresh({ inventory, ledger, settings, logger });
    const options = { client, inventory, ledger, settings };
    const deployments = new DeploymentFollower(options);
    const surroundings = new SurroundingsFollower(options, deployments);
    return {
      refresh: () => refresh.run(),
      follow: id => deployments.follow(id),
      followSurroundings: id => surroundings.follow(id),
    };
  }

  /** Requests something as dana, who may. @returns its id */
  async request(
    body: Parameters<VertexAiClient['createDeployment']>[0],
  ): Promise<string> {
    const dana = this.portal.as('dana');
    return (await dana.createDeployment(body, randomUUID())).id;
  }

  async until(
    id: string,
    is: (deployment: DeploymentDetail) => boolean,
  ): Promise<DeploymentDetail> {
    const ask = async () => {
      const deployment = await this.portal.as('dana').getDeployment(id);
      return is(deployment) && deployment;
    };
    return until(`deployment ${id}`, ask, { timeoutMs: 30_000 });
  }

  /** Lets the clock run until the deployment has ended. */
  async ended(id: string): Promise<DeploymentDetail> {
    return this.until(id, ({ phase }) => {
      this.portal.clock.advance(500);
      return isFinal(phase);
    });
  }

  async stop(): Promise<void> {
    await this.portal.stop();
  }
}
