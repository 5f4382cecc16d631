import { Emulator } from '@backstage-vertex/google-emulator';

const PROJECT_NUMBERS: Record<string, string> = {
  dev: '100000000001',
  staging: '100000000002',
  prod: '100000000003',
};
const IMAGE = 'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest';

interface Place {
  id: string;
  /** Default `dev`. */
  environment?: string;
  /** Default `europe-west4`. */
  location?: string;
}

export interface ModelAtGoogle extends Place {
  displayName?: string;
  description?: string;
  labels?: Record<string, string>;
  /** Aliases of each version, the first is version 1. */
  versions?: string[][];
}

export interface EndpointAtGoogle extends Place {
  displayName?: string;
  labels?: Record<string, string>;
  /** Ids of models, each served in its version 1. */
  serves?: string[];
}

/** Changes what Google holds, as somebody with the console would. */
export class GoogleRegistry {
  readonly #emulator: Emulator;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  clear(): void {
    this.#emulator.state.models.clear();
    this.#emulator.state.endpoints.clear();
    this.#emulator.scenarios.clear();
  }

  putModel(model: ModelAtGoogle): void {
    const name = nameOf('models', model);
    const time = this.#emulator.clock.now().toISOString();
    const { versions = [['default']], labels = {} } = model;
    const before = this.#emulator.state.models.get(name);
    this.#emulator.state.models.set(name, {
      name,
      displayName: model.displayName ?? `model ${model.id}`,
      description: model.description,
      labels,
      etag: this.#newEtag(),
      createTime: before?.createTime ?? time,
      updateTime: time,
      lastVersion: versions.length,
      versions: versions.map((aliases, index) => ({
        versionId: String(index + 1),
        aliases,
        labels: {},
        spec: { containerSpec: { imageUri: IMAGE } },
        createTime: time,
        updateTime: time,
      })),
    });
  }

  /** Models with ids from 7001 on. */
  putModels(count: number, place: Omit<Place, 'id'> = {}): void {
    for (let index = 0; index < count; index += 1) {
      this.putModel({ id: String(7001 + index), ...place });
    }
  }

  removeModels(...ids: string[]): void {
    for (const name of this.#emulator.state.models.keys()) {
      if (ids.includes(name.split('/').at(-1)!)) {
        this.#emulator.state.models.delete(name);
      }
    }
  }

  putEndpoint(endpoint: EndpointAtGoogle): void {
    const name = nameOf('endpoints', endpoint);
    const time = this.#emulator.clock.now().toISOString();
    const { labels = {}, serves = [] } = endpoint;
    const before = this.#emulator.state.endpoints.get(name);
    this.#emulator.state.endpoints.set(name, {
      name,
      etag: this.#newEtag(),
      createTime: before?.createTime ?? time,
      updateTime: time,
      spec: {
        displayName: endpoint.displayName ?? `endpoint ${endpoint.id}`,
        labels,
      },
      deployedModels: serves.map((modelId, index) => ({
        id: String(9001 + index),
        model: nameOf('models', { ...endpoint, id: modelId }),
        modelVersionId: '1',
        createTime: time,
        spec: {},
      })),
      trafficSplit: serves.length > 0 ? { 9001: 100 } : {},
      predictions: 0,
    });
  }

  removeEndpoint(endpoint: Place): void {
    this.#emulator.state.endpoints.delete(nameOf('endpoints', endpoint));
  }

  /** From now on Google does not answer such calls, until {@link GoogleRegistry.clear} or {@link GoogleRegistry.recover}. */
  fail(method: string, resource?: string): void {
    this.#emulator.scenarios.add({
      match: { method, resource },
      effect: 'fail',
      status: 'PERMISSION_DENIED',
      times: Infinity,
    });
  }

  /** Google keeps such calls waiting. */
  hang(method: string, resource?: string): void {
    this.#emulator.scenarios.add({
      match: { method, resource },
      effect: 'hang',
      times: Infinity,
    });
  }

  recover(): void {
    this.#emulator.scenarios.clear();
  }

  /** Calls of a method that came in so far. */
  calls(method: string): number {
    return this.#emulator.journal
      .entries({ service: 'aiplatform' })
      .filter(entry => entry.method === method).length;
  }

  #newEtag(): string {
    return `AMEw${Math.random().toString(36).slice(2)}`;
  }
}

function nameOf(collection: string, place: Place): string {
  const { environment = 'dev', location = 'europe-west4', id } = place;
  return `projects/${PROJECT_NUMBERS[environment]}/locations/${location}/${collection}/${id}`;
}
