import {
  Deployment,
  Endpoint,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toModelEntity } from '../entities/toModelEntity';
import { mapEndpoint } from '../inventory/mapThings';
import { newerOf } from '../ledger/isNewer';
import { modelKey } from '../ledger/KnownEntity';
import { DeploymentFollower } from './DeploymentFollower';
import { Followed, FollowerOptions, found, readFollowed } from './Followed';

interface Surroundings extends Followed {
  /** Models that the catalog does not have yet, by id, so that each is read once. */
  learning: Map<string, Promise<boolean>>;
}

/**
 * Brings the model and the endpoint of one deployment up to date. They are read from Google, which may take long or fail, so they do
 * not wait for each other.
 */
export class SurroundingsFollower {
  readonly #options: FollowerOptions;
  readonly #deployments: DeploymentFollower;
  #readings = 0;
  /** By endpoint, the latest reading that was written. */
  readonly #written = new Map<string, number>();

  constructor(options: FollowerOptions, deployments: DeploymentFollower) {
    this.#options = options;
    this.#deployments = deployments;
  }

  /** @throws when something of it could not be read; the rest was written */
  async follow(id: string, signal?: AbortSignal): Promise<void> {
    const followed = await readFollowed(this.#options, id, signal);
    if (followed) {
      const surroundings = { ...followed, learning: new Map() };
      await allOf<unknown>([
        this.#followModel(surroundings, signal),
        this.#followEndpoint(surroundings, signal),
      ]);
    }
  }

  /** A model that was registered after the last refresh also says whose the deployment is. */
  async #followModel(
    followed: Surroundings,
    signal?: AbortSignal,
  ): Promise<void> {
    const { modelId } = followed.deployment;
    if (modelId && (await this.#learnModel(followed, modelId, signal))) {
      await this.#deployments.write(followed);
    }
  }

  async #followEndpoint(
    followed: Surroundings,
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
    { deployment, models, context }: Surroundings,
    { endpoint, reading }: { endpoint: Endpoint; reading: number },
  ): Promise<void> {
    const entity = mapEndpoint(endpoint, models, context);
    await this.#inOrder(stringifyEntityRef(entity), reading, () =>
      this.#writeLive(entity, deployment),
    );
  }

  /** @returns whether it is a model that the catalog did not have yet */
  async #learnModel(
    followed: Surroundings,
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
    { deployment, models, context }: Surroundings,
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
