import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { contentHashOf } from '../entities/contentHash';
import { mapDeployment } from '../inventory/mapThings';
import { Followed, FollowerOptions, readFollowed } from './Followed';

/**
 * Brings the entity of one deployment up to date, by what the portal's own database says. It never waits for Google; see
 * {@link SurroundingsFollower} for what has to.
 */
export class DeploymentFollower {
  readonly #options: FollowerOptions;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** @returns whether its surroundings may have changed too, or are not all there: a new endpoint comes while the deployment is going on */
  async follow(id: string, signal?: AbortSignal): Promise<boolean> {
    const followed = await readFollowed(this.#options, id, signal);
    if (!followed) {
      return false;
    }
    const isNews = await this.write(followed);
    const { phase, endpointEntityRef } = followed.deployment;
    // What waits for approval has made none yet.
    const lacksEndpoint =
      phase !== 'awaitingApproval' &&
      endpointEntityRef !== undefined &&
      !this.#options.ledger.find(endpointEntityRef);
    return isNews || isFinal(phase) || lacksEndpoint;
  }

  /** @returns whether it differs from what was known. Undeploying and setting traffic have no entity of their own. */
  async write({ deployment, models, context }: Followed): Promise<boolean> {
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
}
