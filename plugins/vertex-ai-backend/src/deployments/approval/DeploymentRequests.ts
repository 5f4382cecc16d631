import { Knex } from 'knex';
import type {
  ApprovalComparison,
  Deployment,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { Approvable, Narrow, Requests, Settlement } from '../../approvals';
import type { NewAuditEntry } from '../../audit';
import { toNumber } from '../../db';
import type { Caller } from '../../http';
import { Policy, roleFor } from '../../policy';
import { DeploymentService } from '../DeploymentService';
import { canonicalIntent } from '../intent';
import type { ApprovalNews } from '../news/ApprovalNews';
import type { DeploymentNews } from '../news/DeploymentNews';
import { DeploymentAccess, resourceOf } from '../permissions/DeploymentAccess';
import { Previewer } from '../preview/Previewer';
import { DeploymentStore } from '../store/DeploymentStore';
import { toState } from '../store/columns';
import { toDeployment } from '../views';
import { compareNow } from './compareNow';

export interface RequestServices {
  store: DeploymentStore;
  service: Pick<DeploymentService, 'row'>;
  access: DeploymentAccess;
  previewer: Previewer;
  policy: Policy;
  news: DeploymentNews;
  approvalNews: ApprovalNews;
  worker: { wake(id: string): void };
}

/** Deployments as what other people decide on. */
export class DeploymentRequests implements Requests {
  readonly #services: RequestServices;

  constructor(services: RequestServices) {
    this.#services = services;
  }

  async read(caller: Caller, id: string): Promise<Approvable> {
    const { service, access, policy } = this.#services;
    const row = await service.row(id);
    await access.authorize(caller, 'deployment.read', resourceOf(row));
    const { request, basis, breakGlass } = toState(row, []);
    return {
      deployment: toDeployment(row),
      request,
      intent: canonicalIntent({
        requestedBy: row.requested_by,
        environment: policy.environment(row.environment),
        request,
        basis,
        breakGlass,
      }).text,
      revision: toNumber(row.revision),
    };
  }

  async page(
    caller: Caller,
    filter: {
      narrow: Narrow;
      environment?: string;
      requestedBy?: string;
      limit: number;
      cursor?: string;
    },
  ): Promise<{ items: Deployment[]; nextCursor?: string }> {
    const { store, access, policy } = this.#services;
    const { narrow, environment, requestedBy, limit, cursor } = filter;
    if (environment !== undefined) {
      roleFor(policy, caller.actor, { action: 'deployment.read', environment });
    }
    const rows = await store.page({
      ...(await access.readable(caller)),
      query: { environment, requestedBy, limit },
      narrow,
      before: cursor,
    });
    const items = rows.slice(0, limit).map(toDeployment);
    return {
      items,
      nextCursor: rows.length > limit ? items[items.length - 1].id : undefined,
    };
  }

  async compare({
    caller,
    subject,
    correlationId,
    signal,
  }: Parameters<Requests['compare']>[0]): Promise<ApprovalComparison> {
    const { service, policy, previewer } = this.#services;
    const row = await service.row(subject.deployment.id);
    const state = toState(row, []);
    const { environment } = row;
    const role = roleFor(policy, caller.actor, {
      action: 'endpoint.read',
      environment,
    });
    const target = await previewer.read(
      { actor: caller.actor, request: state.request, correlationId, signal },
      role,
    );
    return compareNow(state, target, {
      environment: policy.environment(environment),
      requestedBy: row.requested_by,
      intentDigest: row.intent_digest,
    });
  }

  settle(
    tx: Knex.Transaction,
    { deployment, revision }: Approvable,
    settlement: Settlement,
  ): Promise<NewAuditEntry[] | undefined> {
    const { outcome, voter, message, detail } = settlement;
    return this.#services.store.settleApproval(tx, {
      id: deployment.id,
      revision,
      event: outcome?.type === 'rejected' ? { ...outcome, by: voter } : outcome,
      note: { type: 'voted', message, detail },
      by: voter,
      correlationId: settlement.correlationId,
      nowMs: settlement.nowMs,
    });
  }

  async changed(id: string, outcome?: 'approved' | 'rejected'): Promise<void> {
    const { service, news, approvalNews, worker } = this.#services;
    const row = await service.row(id);
    const change = { id, environment: row.environment, phase: row.phase };
    if (outcome === undefined) {
      news.signal(change);
      return;
    }
    news.phaseChanged(change);
    approvalNews.decided(row, outcome);
    worker.wake(id);
  }
}
