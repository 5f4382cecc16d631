import { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Endpoint,
  Model,
  Problem,
  Source,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import { Clock, newCorrelationId, toVertexAiError } from '../core';
import type { CredentialSource } from '../credentials';
import type { CallContext, RegistryModel } from '../google';
import { requestReason, VertexApi } from '../google';
import { logProblem } from '../http';
import { ModelVersions } from './ModelVersions';
import { byNameThenId } from './page';
import { readEndpoints, readModels, readVersions } from './readAll';
import { deployedModels, Place, toEndpointView, toModelView } from './views';

/** How long a failure without a snapshot is answered before the location is tried again. */
const RETRY_MS = 5_000;
/** How long a list waits for what one of our own writes has changed; a large registry takes longer and comes behind. */
const WRITE_WAIT_MS = 5_000;

/** What one location of one environment holds, at one moment. */
export interface Snapshot {
  observedAt: Date;
  /** By display name, then id. */
  models: readonly Model[];
  endpoints: readonly Endpoint[];
}

/** A source with what is known of it; without a snapshot there is a problem. */
export interface SourceState extends Place {
  snapshot?: Snapshot;
  problem?: Problem;
}

interface Entry {
  snapshot?: Snapshot;
  problem?: Problem;
  triedAtMs?: number;
  /** Grows with every invalidation; a read that began before one is out of date when it ends. */
  generation: number;
  readGeneration: number;
  reading?: Promise<void>;
  versions: ModelVersions;
}

export interface InventoryOptions {
  vertex: VertexApi;
  credentials: CredentialSource;
  clock: Clock;
  maxAgeMs: number;
  logger: LoggerService;
}

/**
 * Models and endpoints of every location, in memory, read with the read-only service identity.
 *
 * A list is answered from the last snapshot at once and refreshed behind; only the very first read waits for Google, and for a
 * moment the first after one of our own writes. A location that cannot be read keeps its last snapshot, says what is wrong and
 * keeps nobody waiting.
 */
export class Inventory {
  readonly #options: InventoryOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: InventoryOptions) {
    this.#options = options;
  }

  /** Every location of an environment. */
  async read(
    environment: EnvironmentConfig,
    location?: string,
  ): Promise<SourceState[]> {
    return Promise.all(
      environment.locations
        .filter(name => location === undefined || name === location)
        .map(name => this.#state(environment, name)),
    );
  }

  /** What is in memory, without asking Google. */
  known(environment: string, location: string): Snapshot | undefined {
    return this.#entry(environment, location).snapshot;
  }

  /** Called after a write of ours: the next list waits for what Google says now, also of the versions of that model. */
  invalidate(environment: string, location: string, modelId?: string): void {
    const entry = this.#entry(environment, location);
    entry.generation += 1;
    if (modelId !== undefined) {
      entry.versions.forget(modelId);
    }
  }

  async #state(
    environment: EnvironmentConfig,
    location: string,
  ): Promise<SourceState> {
    const entry = this.#entry(environment.name, location);
    const ageMs = this.#options.clock.now().getTime() - (entry.triedAtMs ?? 0);
    const outOfDate = entry.readGeneration < entry.generation;
    const patienceMs = entry.snapshot ? this.#options.maxAgeMs : RETRY_MS;
    if (entry.triedAtMs === undefined) {
      await this.#refresh(environment, location);
    } else if (outOfDate) {
      await atMost(WRITE_WAIT_MS, this.#refresh(environment, location));
    } else if (ageMs >= patienceMs) {
      // A failure is kept in the entry and shown with the list; it cannot be lost here.
      this.#refresh(environment, location).catch(() => {});
    }
    return {
      environment: environment.name,
      location,
      snapshot: entry.snapshot,
      problem: entry.problem,
    };
  }

  /** One read at a time for each location; a read that an invalidation overtook is followed by another. */
  async #refresh(
    environment: EnvironmentConfig,
    location: string,
  ): Promise<void> {
    const entry = this.#entry(environment.name, location);
    const wanted = entry.generation;
    do {
      entry.reading ??= this.#readSource(environment, location).finally(() => {
        entry.reading = undefined;
      });
      await entry.reading;
    } while (entry.readGeneration < wanted);
  }

  async #readSource(
    environment: EnvironmentConfig,
    location: string,
  ): Promise<void> {
    const entry = this.#entry(environment.name, location);
    const generation = entry.generation;
    const correlationId = newCorrelationId();
    try {
      entry.snapshot = await this.#load(environment, location, correlationId);
      entry.problem = undefined;
    } catch (error) {
      const failure = toVertexAiError(error);
      entry.problem = failure.toProblem(correlationId);
      // Which source it is says the warning; what went wrong inside says only the other.
      logProblem(this.#options.logger, failure, correlationId);
      this.#options.logger.warn(
        `${environment.name}/${location} could not be read: ${failure.message}`,
        { correlationId, code: failure.code },
      );
    }
    entry.readGeneration = generation;
    entry.triedAtMs = this.#options.clock.now().getTime();
  }

  async #load(
    environment: EnvironmentConfig,
    location: string,
    correlationId: string,
  ): Promise<Snapshot> {
    const { name, project } = environment;
    const { vertex, credentials, clock } = this.#options;
    const observedAt = clock.now();
    const ctx = {
      credential: await credentials.reconciler(name, correlationId),
      reason: requestReason({ correlationId }),
      correlationId,
    };
    const [models, endpoints] = await Promise.all([
      readModels(vertex, { project, location }, ctx),
      readEndpoints(vertex, { project, location }, ctx),
    ]);
    const { versions } = this.#entry(name, location);
    await this.#updateVersions(versions, models, { project, location, ctx });
    const place = { environment: name, location };
    const deployed = deployedModels(endpoints, environment);
    return {
      observedAt,
      models: models
        .map(model => ({
          ...toModelView(place, model, deployed),
          versions: versions.of(model),
        }))
        .sort(byNameThenId),
      endpoints: endpoints
        .map(endpoint => toEndpointView(place, endpoint))
        .sort(byNameThenId),
    };
  }

  /** A list is none the worse for a version that is not known yet. */
  async #updateVersions(
    versions: ModelVersions,
    models: RegistryModel[],
    {
      project,
      location,
      ctx,
    }: { project: string; location: string; ctx: CallContext },
  ): Promise<void> {
    const { vertex, logger } = this.#options;
    try {
      await versions.update(models, model =>
        readVersions(vertex, { project, location, model }, ctx),
      );
    } catch (error) {
      const { code, message } = toVertexAiError(error);
      logger.warn(
        `Not all versions of the models in ${project}/${location} could be read: ${message}`,
        { correlationId: ctx.correlationId, code },
      );
    }
  }

  #entry(environment: string, location: string): Entry {
    const key = `${environment}/${location}`;
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = {
        generation: 0,
        readGeneration: 0,
        versions: new ModelVersions(this.#options.clock),
      };
      this.#entries.set(key, entry);
    }
    return entry;
  }
}

/** A state as the API shows it beside a list. */
export function toSource(state: SourceState): Source {
  return {
    environment: state.environment,
    location: state.location,
    observedAt: state.snapshot?.observedAt.toISOString(),
    problem: state.problem,
  };
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
