import {
  Endpoint,
  Environment,
  ENTITY_TYPE_DEPLOYMENT,
  ENTITY_TYPE_ENDPOINT,
  ENTITY_TYPE_MODEL,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { CatalogSettings, shows } from '../config/CatalogSettings';
import { MappingContext } from '../entities/MappingContext';
import { toModelEntity } from '../entities/toModelEntity';
import { KnownEntity } from '../ledger/KnownEntity';
import { ObservedScope } from '../ledger/planScope';
import { mapDeployment, mapEndpoint } from './mapThings';
import { ModelIndex } from './ModelIndex';
import { readDeployments } from './readDeployments';
import {
  messageOf,
  readRegistry,
  RegistryPage,
  RegistryReading,
  toScope,
} from './RegistryReading';

/** The backend's largest page. */
const PAGE_SIZE = 200;

export interface InventoryOptions {
  client: VertexAiClient;
  settings: CatalogSettings;
  portalUrl?: string;
  nowMs: () => number;
}

/** What the inventory needs to know about earlier readings. */
export interface Remembered {
  all(): KnownEntity[];
  find(entityRef: string): KnownEntity | undefined;
}

/** Everything that the backend tells, as entities, scope by scope. */
export class Inventory {
  readonly #options: InventoryOptions;

  constructor(options: InventoryOptions) {
    this.#options = options;
  }

  /**
   * Reads all environments that this instance shows.
   *
   * A part that cannot be read is told as the problem of its scope.
   *
   * @throws when not even the environments can be listed
   */
  async read(
    remembered: Remembered,
    signal?: AbortSignal,
  ): Promise<ObservedScope[]> {
    const environments = await this.environments(signal);
    const scopes: ObservedScope[] = [];
    for (const environment of environments) {
      scopes.push(
        ...(await this.#readEnvironment(environment, remembered, signal)),
      );
    }
    return scopes;
  }

  async environments(signal?: AbortSignal): Promise<Environment[]> {
    const { client, settings } = this.#options;
    const { items } = await client.listEnvironments(signal);
    return items.filter(({ name }) => shows(settings, name));
  }

  contextOf(environment: MappingContext['environment']): MappingContext {
    const { settings, portalUrl } = this.#options;
    return { settings, portalUrl, environment };
  }

  async #readEnvironment(
    environment: Environment,
    remembered: Remembered,
    signal?: AbortSignal,
  ): Promise<ObservedScope[]> {
    const { client } = this.#options;
    const context = this.contextOf(environment);
    const [models, endpoints] = await Promise.all([
      readLocations(environment, query => client.listModels(query, signal)),
      readLocations(environment, query => client.listEndpoints(query, signal)),
    ]);
    const modelScopes = models.map(({ location, reading }) =>
      toScope(
        reading,
        { type: ENTITY_TYPE_MODEL, environment: environment.name, location },
        model =>
          toModelEntity(
            model,
            context,
            remembered.find(model.entityRef)?.versions,
          ),
      ),
    );
    const index = new ModelIndex(remembered.all());
    for (const { entity } of modelScopes.flatMap(scope => scope.entities)) {
      index.addEntity(entity);
    }
    const endpointScopes = endpoints.map(({ location, reading }) =>
      toScope(
        reading,
        { type: ENTITY_TYPE_ENDPOINT, environment: environment.name, location },
        endpoint => mapEndpoint(endpoint, index, context),
      ),
    );
    const history = await this.#readHistory(
      { environment, remembered, index },
      {
        items: endpoints.flatMap(({ reading }) => reading.items),
        incomplete: endpointScopes.some(scope => scope.problem !== undefined),
      },
      signal,
    );
    return [...modelScopes, ...endpointScopes, history];
  }

  async #readHistory(
    {
      environment,
      remembered,
      index,
    }: {
      environment: Environment;
      remembered: Remembered;
      index: ModelIndex;
    },
    endpoints: { items: Endpoint[]; incomplete: boolean },
    signal?: AbortSignal,
  ): Promise<ObservedScope> {
    const { client, settings, nowMs } = this.#options;
    const context = this.contextOf(environment);
    const observed: ObservedScope = {
      scope: { type: ENTITY_TYPE_DEPLOYMENT, environment: environment.name },
      entities: [],
      problem: endpoints.incomplete
        ? 'the endpoints could not be read, so it is not known which deployments still serve'
        : undefined,
    };
    try {
      const { deployments, expiredBefore } = await readDeployments(
        {
          readPage: cursor =>
            client.listDeployments(
              {
                environment: environment.name,
                action: 'deployment.create',
                limit: PAGE_SIZE,
                cursor,
              },
              signal,
            ),
          endpoints: endpoints.items,
        },
        { ...settings.deployments, nowMs: nowMs() },
      );
      observed.expiredBefore = expiredBefore;
      for (const deployment of deployments) {
        const before = remembered.find(deployment.entityRef ?? '')?.ownership;
        observed.entities.push({
          entity: mapDeployment(deployment, { models: index, before }, context),
          asOf: deployment.updatedAt,
        });
      }
    } catch (error) {
      observed.problem = messageOf(error);
    }
    return observed;
  }
}

/** Location by location, as they fail one by one. */
function readLocations<T>(
  environment: Environment,
  readPage: (query: {
    environment: string;
    location: string;
    limit: number;
    orderBy: 'id';
    cursor?: string;
  }) => Promise<RegistryPage<T>>,
): Promise<{ location: string; reading: RegistryReading<T> }[]> {
  return Promise.all(
    environment.locations.map(async location => {
      const query = {
        environment: environment.name,
        location,
        limit: PAGE_SIZE,
        orderBy: 'id',
      } as const;
      const reading = await readRegistry(cursor =>
        readPage({ ...query, cursor }),
      );
      return { location, reading };
    }),
  );
}
