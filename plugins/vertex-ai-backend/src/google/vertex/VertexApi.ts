import type { VertexAiConfig } from '../../config';
import { VertexAiError } from '../../core';
import { RestClient } from '../RestClient';
import { EndpointsApi } from './EndpointsApi';
import { GapicCaller } from './GapicCaller';
import { ModelsApi } from './ModelsApi';
import { OperationsApi } from './OperationsApi';
import { PredictionsApi } from './PredictionsApi';
import { baseUrlOf, createVertexClients } from './VertexClients';

interface LocationApis {
  models: ModelsApi;
  endpoints: EndpointsApi;
  operations: OperationsApi;
  predictions: PredictionsApi;
}

/**
 * Vertex AI in every configured location.
 *
 * Each method takes its arguments and a `CallContext`, makes one call as that credential's principal, and answers with the
 * objects of `types.ts` or throws a `VertexAiError`. Nothing is cached and no credential is kept.
 */
export class VertexApi {
  readonly #locations: ReadonlyMap<string, LocationApis>;

  private constructor(locations: ReadonlyMap<string, LocationApis>) {
    this.#locations = locations;
  }

  /** Builds Google's clients; call it once at start-up, off the path of a request. */
  static async create(
    config: Pick<VertexAiConfig, 'environments' | 'google' | 'limits'>,
  ): Promise<VertexApi> {
    const locations = [
      ...new Set(
        [...config.environments.values()].flatMap(
          environment => environment.locations,
        ),
      ),
    ];
    const timeoutMs = config.limits.googleTimeoutSeconds * 1000;
    const caller = new GapicCaller({ timeoutMs });
    const rest = new RestClient({ timeoutMs });
    const clients = await createVertexClients({
      locations,
      baseUrl: config.google.aiplatform,
    });
    return new VertexApi(
      new Map(
        [...clients].map(([location, { models, endpoints }]) => {
          const baseUrl = baseUrlOf(config.google.aiplatform, location);
          return [
            location,
            {
              models: new ModelsApi(location, models, caller),
              endpoints: new EndpointsApi(location, endpoints, caller),
              operations: new OperationsApi(baseUrl, rest),
              predictions: new PredictionsApi(location, baseUrl, rest),
            },
          ];
        }),
      ),
    );
  }

  models(location: string): ModelsApi {
    return this.#in(location).models;
  }

  endpoints(location: string): EndpointsApi {
    return this.#in(location).endpoints;
  }

  operations(location: string): OperationsApi {
    return this.#in(location).operations;
  }

  predictions(location: string): PredictionsApi {
    return this.#in(location).predictions;
  }

  #in(location: string): LocationApis {
    const apis = this.#locations.get(location);
    if (!apis) {
      throw new VertexAiError(
        'invalid_request',
        `No environment is configured with the location ${location}.`,
      );
    }
    return apis;
  }
}
