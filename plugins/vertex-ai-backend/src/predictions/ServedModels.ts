import { Clock } from '../core';
import type { CallContext, VertexApi } from '../google';
import type { TouchedModel } from '../policy';
import { readModelFacts } from '../registry';

/** A prediction asks Google about what answers it once in this time. */
const MAX_AGE_MS = 10_000;

export interface ServingEndpoint {
  environment: { name: string; project: string };
  location: string;
  endpoint: string;
}

interface Entry {
  readAtMs: number;
  models: Promise<readonly TouchedModel[]>;
}

/** Names and labels of what is deployed to an endpoint, for environments with rules for single models. In memory. */
export class ServedModels {
  readonly #vertex: VertexApi;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();

  constructor(services: { vertex: VertexApi; clock: Clock }) {
    this.#vertex = services.vertex;
    this.#clock = services.clock;
  }

  /** All of them, also what takes no traffic now. @throws VertexAiError where the endpoint cannot be read */
  async of(
    place: ServingEndpoint,
    ctx: CallContext,
  ): Promise<readonly TouchedModel[]> {
    const key = `${place.environment.name}/${place.location}/${place.endpoint}`;
    const nowMs = this.#clock.now().getTime();
    this.#forget(nowMs);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { readAtMs: nowMs, models: this.#read(place, ctx) };
      this.#entries.set(key, entry);
      entry.models.catch(() => this.#entries.delete(key));
    }
    return entry.models;
  }

  #forget(nowMs: number): void {
    for (const [key, { readAtMs }] of this.#entries) {
      if (nowMs - readAtMs > MAX_AGE_MS) {
        this.#entries.delete(key);
      }
    }
  }

  async #read(
    { environment: { project }, location, endpoint }: ServingEndpoint,
    ctx: CallContext,
  ): Promise<readonly TouchedModel[]> {
    const { deployedModels } = await this.#vertex
      .endpoints(location)
      .get({ project, endpoint }, ctx);
    return readModelFacts(deployedModels, {
      vertex: this.#vertex,
      project,
      location,
      ctx,
    });
  }
}
