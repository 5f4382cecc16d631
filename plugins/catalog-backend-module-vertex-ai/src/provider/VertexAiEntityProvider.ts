import {
  TOPIC_DEPLOYMENT_CHANGED,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { CatalogSettings } from '../config/CatalogSettings';
import { Inventory } from '../inventory/Inventory';
import { messageOf } from '../inventory/RegistryReading';
import { EntityLedger } from '../ledger/EntityLedger';
import { StoredEntities } from '../ledger/StoredEntities';
import { DeploymentFollower } from './DeploymentFollower';
import { FollowerOptions } from './Followed';
import { NewsQueue } from './NewsQueue';
import { Refresh } from './Refresh';
import { SurroundingsFollower } from './SurroundingsFollower';

export interface VertexAiEntityProviderOptions {
  settings: CatalogSettings;
  client: VertexAiClient;
  stored: StoredEntities;
  portalUrl?: string;
  logger: LoggerService;
  scheduler: SchedulerService;
  events: EventsService;
  lifecycle: LifecycleService;
  nowMs?: () => number;
  /** Pauses between the first attempts after a start, when the plugin that is asked may not be up yet. */
  firstPausesMs?: readonly number[];
}

const FIRST_PAUSES_MS = [2_000, 5_000, 15_000, 30_000];

const changedSchema = z.object({ id: z.string(), environment: z.string() });

/** Emits what one configured instance shows: everything at intervals, and a deployment as soon as it changes. */
export class VertexAiEntityProvider implements EntityProvider {
  readonly #options: VertexAiEntityProviderOptions;
  #hasRun = false;
  #refresh?: Refresh;

  constructor(options: VertexAiEntityProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return `VertexAiEntityProvider:${this.#options.settings.instance}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { settings, client, stored, portalUrl, logger } = this.#options;
    const { scheduler } = this.#options;
    const ledger = new EntityLedger({
      connection,
      stored,
      locationKey: this.getProviderName(),
    });
    const nowMs = this.#options.nowMs ?? Date.now;
    const inventory = new Inventory({ client, settings, portalUrl, nowMs });
    this.#refresh = new Refresh({ inventory, ledger, settings, logger });
    await this.#listen({ client, inventory, ledger, settings });
    await scheduler.scheduleTask({
      ...settings.schedule,
      id: `vertex-ai-refresh-${settings.instance}`,
      fn: signal => this.#run(signal),
    });
  }

  /** Has each deployment followed that is told to have changed, and then what it touches, which may take longer. */
  async #listen(options: FollowerOptions): Promise<void> {
    const { settings, logger, events, lifecycle } = this.#options;
    const deploymentFollower = new DeploymentFollower(options);
    const surroundingsFollower = new SurroundingsFollower(
      options,
      deploymentFollower,
    );
    const surroundings = new NewsQueue({
      what: 'the surroundings of deployment',
      handle: (id, signal) => surroundingsFollower.follow(id, signal),
      logger,
    });
    const deployments = new NewsQueue({
      what: 'deployment',
      handle: async (id, signal) => {
        if (await deploymentFollower.follow(id, signal)) {
          surroundings.add(id);
        }
      },
      logger,
    });
    lifecycle.addShutdownHook(() => {
      deployments.stop();
      surroundings.stop();
    });
    await events.subscribe({
      id: `vertex-ai-${settings.instance}`,
      topics: [TOPIC_DEPLOYMENT_CHANGED],
      onEvent: async ({ eventPayload }) => {
        const changed = changedSchema.safeParse(eventPayload);
        if (changed.success) {
          deployments.add(changed.data.id);
        } else {
          logger.warn('Ignored an event that names no deployment');
        }
      },
    });
  }

  /** One refresh; the first time after a start a few more, until everything could be read. */
  async #run(signal: AbortSignal): Promise<void> {
    const { firstPausesMs = FIRST_PAUSES_MS } = this.#options;
    const pauses = this.#hasRun ? [] : firstPausesMs;
    this.#hasRun = true;
    for (const pauseMs of [...pauses, undefined]) {
      const isComplete = await this.#attempt(signal, pauseMs === undefined);
      if (isComplete || pauseMs === undefined) {
        return;
      }
      await delay(pauseMs, undefined, { signal });
    }
  }

  async #attempt(signal: AbortSignal, isLast: boolean): Promise<boolean> {
    const { logger } = this.#options;
    try {
      const outcome = await this.#refresh!.run(signal);
      if (outcome.added > 0 || outcome.removed > 0) {
        logger.info(
          `Wrote ${outcome.added} and removed ${outcome.removed} entities`,
        );
      }
      return outcome.incomplete.length === 0;
    } catch (error) {
      if (isLast || signal.aborted) {
        throw error;
      }
      logger.warn(`Could not refresh, trying again: ${messageOf(error)}`);
      return false;
    }
  }
}
