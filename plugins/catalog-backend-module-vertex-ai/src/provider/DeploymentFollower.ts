import {
  Deployment,
  Endpoint,
  isFinal,
  VertexAiClient,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogSettings, shows } from '../config/CatalogSettings';
import { contentHashOf } from '../entities/contentHash';
import { MappingContext } from '../entities/MappingContext';
import { toModelEntity } from '../entities/toModelEntity';
import { Inventory } from '../inventory/Inventory';
import { mapDeployment, mapEndpoint } from '../inventory/mapThings';
import { ModelIndex } from '../inventory/ModelIndex';
import { EntityLedger } from '../ledger/EntityLedger';
import { newerOf } from '../ledger/isNewer';
import { modelKey } from '../ledger/KnownEntity';

export interface DeploymentFollowerOptions {
  client: VertexAiClient;
  inventory: Inventory;
  ledger: EntityLedger;
  settings: CatalogSettings;
}

/** A deployment with what is needed to map it and what it touches. */
interface Followed {
  deployment: Deployment;
  context: MappingContext;
  models: ModelIndex;
  /** Models that the catalog does not have yet, by id, so that each is read once. */
  learning: Map<string, Promise<boolean>>;
}

/**
 * Brings one deployment, and the model and the endpoint that it touches, up to date.
 *
 * The deployment comes from the portal's own database; the other two are read from Google, which may take long or fail. So the
 * first never waits for them, and they do not wait for each other.
 */
export class DeploymentFollower {
  readonly #options: DeploymentFollowerOptions;
  #readings = 0;
  /** By endpoint, the latest reading that was written. */
  readonly #written = new Map<string, number>();

  constructor(options: DeploymentFollowerOptions) {
    this.#options = options;
  }

  /**
   * Writes the entity of the deployment itself. Reads the truth by its id; what an event said about it is not trusted.
   *
   * @returns whether {@link DeploymentFollower.followSurroundings} may find something new
   */
  async followDeployment(id: string, signal?: AbortSignal): Promise<boolean> {
    const followed = await this.#read(id, signal);
    if (!followed) {
      return false;
    }
    const isNews = await this.#writeOwn(followed);
    return isNews || isFinal(followed.deployment.phase);
  }

  /**
   * Writes the model and the endpoint of a deployment, as Google has them.
   *
   * @throws when something of it could not be read; the rest was written
   */
  async followSurroundings(id: string, signal?: AbortSignal): Promise<void> {
    const followed = await this.#read(id, signal);
    if (followed) {
      await allOf([
        this.#followModel(followed, signal),
        this.#followEndpoint(followed, signal),
      ]);
    }
  }

  async #read(id: string, signal?: AbortSignal): Promise<Followed | undefined> {
    const { client, ledger, inventory, settings } = this.#options;
    const deployment = await found(client.getDeployment(id, signal));
    if (!deployment || !shows(settings, deployment.environment)) {
      return undefined;
    }
    // Each time, as the backend may run with another configuration by now.
    const environments = await inventory.environments(signal);
    const environment = environments.find(
      ({ name }) => name === deployment.environment,
    );
    if (!environment) {
      throw new Error(
        `the backend does not list the environment '${deployment.environment}'`,
      );
    }
    await ledger.recoverOnce();
    return {
      deployment,
      context: inventory.contextOf(environment),
      models: new ModelIndex(ledger.all()),
      learning: new Map(),
    };
  }

  /** @returns whether it differs from what was known. Undeploying and setting traffic have no entity of their own. */
  async #writeOwn({ deployment, models, context }: Followed): Promise<boolean> {
    const { ledger } = this.#options;
    const { entityRef, action, updatedAt: asOf } = deployment;
    if (action !== 'deployment.create' || entityRef === undefined) {
      return false;
    }
    await ledger.recheck([entityRef]);
    return ledger.inTurn(async () => {
      const known = ledger.find(entityRef);
      const surroundings = { models, before: known?.ownership };
      const entity = mapDeployment(deployment, surroundings, context);
      const observed = { entity, asOf };
      if (!ledger.isCurrent(observed) && !ledger.isOutdated(observed)) {
        await ledger.apply({ added: [observed], removed: [] });
      }
      return known?.hash !== contentHashOf(entity);
    });
  }

  /** A model that was registered after the last refresh also says whose the deployment is. */
  async #followModel(followed: Followed, signal?: AbortSignal): Promise<void> {
    const { modelId } = followed.deployment;
    if (modelId && (await this.#learnModel(followed, modelId, signal))) {
      await this.#writeOwn(followed);
    }
  }

  async #followEndpoint(
    followed: Followed,
    signal?: AbortSignal,
  ): Promise<void> {
    const { client } = this.#options;
    const { environment, location, endpointId, endpointEntityRef } =
      followed.deployment;
    if (!endpointId) {
      return;
    }
    const place = { environment, location, endpoint: endpointId };
    this.#readings += 1;
    const reading = this.#readings;
    const endpoint = await found(client.getEndpoint(place, signal));
    if (endpoint) {
      await this.#writeEndpoint(followed, { endpoint, reading });
      const modelIds = endpoint.deployedModels.map(one => one.modelId);
      const learned = modelIds.map(id =>
        this.#learnModel(followed, id, signal),
      );
      if ((await allOf(learned)).includes(true)) {
        await this.#writeEndpoint(followed, { endpoint, reading });
      }
    } else if (endpointEntityRef) {
      await this.#inOrder(endpointEntityRef, reading, async () => {
        const { ledger } = this.#options;
        const removed = ledger.find(endpointEntityRef)
          ? [endpointEntityRef]
          : [];
        await ledger.apply({ added: [], removed });
      });
    }
  }

  async #writeEndpoint(
    { deployment, models, context }: Followed,
    { endpoint, reading }: { endpoint: Endpoint; reading: number },
  ): Promise<void> {
    const entity = mapEndpoint(endpoint, models, context);
    await this.#inOrder(stringifyEntityRef(entity), reading, () =>
      this.#writeLive(entity, deployment),
    );
  }

  /** @returns whether it is a model that the catalog did not have yet */
  async #learnModel(
    followed: Followed,
    modelId: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { models, learning, deployment } = followed;
    let learned = learning.get(modelId);
    if (!learned) {
      const isKnown = models.refOf(modelKey({ ...deployment, modelId }));
      learned = isKnown
        ? Promise.resolve(false)
        : this.#writeModel(followed, modelId, signal);
      learning.set(modelId, learned);
    }
    return learned;
  }

  /** One that cannot be found stays out of the relations. */
  async #writeModel(
    { deployment, models, context }: Followed,
    modelId: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { client, ledger } = this.#options;
    const { environment, location } = deployment;
    const place = { environment, location, model: modelId };
    const model = await found(client.getModel(place, signal));
    if (!model) {
      return false;
    }
    const entity = toModelEntity(model, context);
    await ledger.recheck([stringifyEntityRef(entity)]);
    await ledger.inTurn(() => this.#writeLive(entity, deployment));
    models.addEntity(entity);
    return true;
  }

  /** What was read from Google after the deployment was, so it is of no older a state, whatever else is known of it. */
  async #writeLive(entity: Entity, { updatedAt }: Deployment): Promise<void> {
    const { ledger } = this.#options;
    const known = ledger.find(stringifyEntityRef(entity));
    const observed = { entity, asOf: newerOf(known?.asOf, updatedAt) };
    if (!ledger.isCurrent(observed)) {
      await ledger.apply({ added: [observed], removed: [] });
    }
  }

  /** Leaves out what is overtaken by a later reading of the same endpoint. */
  async #inOrder(
    entityRef: string,
    reading: number,
    write: () => Promise<void>,
  ): Promise<void> {
    const { ledger } = this.#options;
    await ledger.recheck([entityRef]);
    await ledger.inTurn(async () => {
      if ((this.#written.get(entityRef) ?? 0) <= reading) {
        await write();
        this.#written.set(entityRef, reading);
      }
    });
  }
}

/** Waits for all of them, also when one fails. @throws the first failure */
async function allOf<T>(work: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
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
