import type {
  Deployment,
  DeploymentDetail,
  DeploymentPage,
  DeploymentQuery,
  Handshake,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, Clock, VertexAiError } from '../core';
import type { CredentialBroker } from '../credentials';
import type { DeploymentNews } from './news/DeploymentNews';
import type { Readable } from './permissions/DeploymentAccess';
import { DeploymentStore } from './store/DeploymentStore';
import type { DeploymentRow } from './store/rows';
import { cancellable } from './transition';
import { toDeployment, toDetail } from './views';

export interface DeploymentServices {
  store: DeploymentStore;
  clock: Clock;
  news: DeploymentNews;
  handshakes: { byDeployment(id: string): Promise<Handshake[]> };
  /** Keeps a requester's own token for the deployment, where its environment acts with one. */
  credentials: Pick<CredentialBroker, 'handOver'>;
  /** Told that a deployment is due. */
  worker: { wake(id: string): void };
}

/** Shows and cancels deployments. Who may do so was decided before; what happens then is the worker's. */
export class DeploymentService {
  readonly #services: DeploymentServices;

  constructor(services: DeploymentServices) {
    this.#services = services;
  }

  /** A token that the requester has brought along counts for what is still to be done, also when it came later. */
  handOver(actor: Actor, row: DeploymentRow): void {
    if (actor.ref === row.requested_by && !isFinal(row.phase)) {
      this.#services.credentials.handOver(actor, {
        environment: row.environment,
        deploymentId: row.id,
        intentDigest: row.intent_digest,
      });
    }
  }

  async list(
    readable: Readable,
    { cursor, ...query }: DeploymentQuery,
  ): Promise<DeploymentPage> {
    const rows = await this.#services.store.page({
      ...readable,
      query,
      before: cursor,
    });
    const items = rows.slice(0, query.limit).map(toDeployment);
    return {
      items,
      nextCursor:
        rows.length > query.limit ? items[items.length - 1].id : undefined,
    };
  }

  /** @throws VertexAiError `not_found` */
  async row(id: string): Promise<DeploymentRow> {
    const row = await this.#services.store.byId(id);
    if (!row) {
      throw new VertexAiError('not_found', `There is no deployment ${id}.`);
    }
    return row;
  }

  async detail(row: DeploymentRow): Promise<DeploymentDetail> {
    const { store, handshakes } = this.#services;
    const [events, effects, walks] = await Promise.all([
      store.events(row.id),
      store.effects(row.id),
      handshakes.byDeployment(row.id),
    ]);
    return toDetail({ row, events, effects, handshakes: walks });
  }

  /** @throws VertexAiError `conflict` when it is too late */
  async cancel(call: {
    id: string;
    actor: Actor;
    correlationId: string;
    reason?: string;
  }): Promise<Deployment> {
    const { store, clock, news, worker } = this.#services;
    const row = await store.requestCancel({
      ...call,
      actor: call.actor.ref,
      nowMs: clock.now().getTime(),
      cancellable,
    });
    news.phaseChanged({
      id: row.id,
      environment: row.environment,
      phase: row.phase,
    });
    worker.wake(row.id);
    return toDeployment(row);
  }
}
