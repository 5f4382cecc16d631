import {
  Deployment,
  isFinal,
  VertexAiClient,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity } from '@backstage/catalog-model';
import { CatalogSettings, shows } from '../config/CatalogSettings';
import { MappingContext } from '../entities/MappingContext';
import { toModelEntity } from '../entities/toModelEntity';
import { Inventory } from '../inventory/Inventory';
import { mapDeployment, mapEndpoint } from '../inventory/mapThings';
import { ModelIndex } from '../inventory/ModelIndex';
import { EntityLedger } from '../ledger/EntityLedger';
import { modelKey } from '../ledger/KnownEntity';

export interface DeploymentFollowerOptions {
  client: VertexAiClient;
  inventory: Inventory;
  ledger: EntityLedger;
  settings: CatalogSettings;
}

/** A deployment with what is needed to map what it touches. */
interface Followed {
  deployment: Deployment;
  context: MappingContext;
  models: ModelIndex;
  /** Models that the catalog did not have yet. */
  newModels: Entity[];
}

/** Brings one deployment, and the model and the endpoint that it touches, up to date. */
export class DeploymentFollower {
  readonly #options: DeploymentFollowerOptions;
  readonly #contexts = new Map<string, MappingContext>();

  constructor(options: DeploymentFollowerOptions) {
    this.#options = options;
  }

  /** Reads the truth by its id; what an event said about it is not trusted. Writes only what differs. */
  async follow(id: string, signal?: AbortSignal): Promise<void> {
    const { client, ledger, settings } = this.#options;
    const deployment = await found(client.getDeployment(id, signal));
    if (!deployment || !shows(settings, deployment.environment)) {
      return;
    }
    await ledger.recoverOnce();
    const followed: Followed = {
      deployment,
      context: await this.#contextOf(deployment.environment, signal),
      models: new ModelIndex(ledger.all()),
      newModels: [],
    };
    if (deployment.modelId) {
      await this.#learnModel(followed, deployment.modelId, signal);
    }
    const own = this.#ownEntity(followed);
    const isNews = own ? !ledger.isLatest(own) : isFinal(deployment.phase);
    if (isNews) {
      const endpoint = await this.#endpointEntity(followed, signal);
      await this.#write(followed, { own, ...endpoint });
    }
  }

  /** Undeploying and setting traffic are changes of an endpoint and have no entity of their own. */
  #ownEntity({ deployment, models, context }: Followed): Entity | undefined {
    const { entityRef, action } = deployment;
    if (action !== 'deployment.create' || entityRef === undefined) {
      return undefined;
    }
    const before = this.#options.ledger.find(entityRef)?.ownership;
    return mapDeployment(deployment, { models, before }, context);
  }

  async #endpointEntity(
    followed: Followed,
    signal?: AbortSignal,
  ): Promise<{ endpoint?: Entity; goneEndpoint?: string }> {
    const { client } = this.#options;
    const { environment, location, endpointId, endpointEntityRef } =
      followed.deployment;
    if (!endpointId) {
      return {};
    }
    const endpoint = await found(
      client.getEndpoint(
        { environment, location, endpoint: endpointId },
        signal,
      ),
    );
    if (!endpoint) {
      return { goneEndpoint: endpointEntityRef };
    }
    for (const { modelId } of endpoint.deployedModels) {
      await this.#learnModel(followed, modelId, signal);
    }
    return {
      endpoint: mapEndpoint(endpoint, followed.models, followed.context),
    };
  }

  /** A model that was registered after the last refresh. One that cannot be found stays out of the relations. */
  async #learnModel(
    { deployment, models, newModels, context }: Followed,
    modelId: string,
    signal?: AbortSignal,
  ): Promise<void> {
    const { environment, location } = deployment;
    if (models.refOf(modelKey({ environment, location, modelId }))) {
      return;
    }
    const model = await found(
      this.#options.client.getModel(
        { environment, location, model: modelId },
        signal,
      ),
    );
    if (model) {
      const entity = toModelEntity(model, context);
      models.addEntity(entity);
      newModels.push(entity);
    }
  }

  async #write(
    { deployment, newModels }: Followed,
    entities: { own?: Entity; endpoint?: Entity; goneEndpoint?: string },
  ): Promise<void> {
    const { ledger } = this.#options;
    const { own, endpoint, goneEndpoint } = entities;
    await ledger.inTurn(async () => {
      const added = [...newModels, endpoint, own]
        .filter(entity => entity !== undefined)
        .filter(entity => !ledger.isLatest(entity))
        .map(entity => ({ entity, asOf: deployment.updatedAt }));
      const removed =
        goneEndpoint && ledger.find(goneEndpoint) ? [goneEndpoint] : [];
      await ledger.apply({ added, removed });
    });
  }

  async #contextOf(
    name: string,
    signal?: AbortSignal,
  ): Promise<MappingContext> {
    const { inventory } = this.#options;
    const cached = this.#contexts.get(name);
    if (cached) {
      return cached;
    }
    for (const environment of await inventory.environments(signal)) {
      this.#contexts.set(environment.name, inventory.contextOf(environment));
    }
    const context = this.#contexts.get(name);
    if (!context) {
      throw new Error(`the backend does not list the environment '${name}'`);
    }
    return context;
  }
}

/** Absent when the backend says that there is no such thing; every other failure is thrown. */
async function found<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (
      error instanceof VertexAiProblemError &&
      error.problem.code === 'not_found'
    ) {
      return undefined;
    }
    throw error;
  }
}
