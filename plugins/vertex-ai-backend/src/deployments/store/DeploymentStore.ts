import { Knex } from 'knex';
import { AuditLog, NewAuditEntry } from '../../audit';
import { Database } from '../../db';
import type { Claim } from './Claim';
import { toClaim } from './Claim';
import {
  claimNext,
  findWaiting,
  Lease,
  nextDueAtMs,
  releaseLease,
  renewLease,
  Wanted,
} from './claims';
import { appendEvents, CommitResult, commitStep, Step } from './commit';
import {
  findByIdempotencyKey,
  insertDeployment,
  NewDeployment,
} from './insertDeployment';
import {
  PageFilter,
  selectByIds,
  selectEffects,
  selectEvents,
  selectForeignOperations,
  selectPage,
} from './queries';
import { CancelRequest, requestCancel } from './requestCancel';
import { reviseRequest, Revision } from './reviseRequest';
import type { DeploymentRow, EffectRow, EventRow } from './rows';
import { settleApproval, Settling } from './settleApproval';

/** How long a deployment waits before it is looked at again whether its endpoint is free; its end wakes it earlier. */
const LOOK_AGAIN_MS = 5_000;

/** Deployments in the database. Each statement and its concurrency rule is in a function of its own, in the files beside this one. */
export class DeploymentStore {
  readonly #database: Database;
  readonly #audit: AuditLog;

  constructor(database: Database, audit: AuditLog) {
    this.#database = database;
    this.#audit = audit;
  }

  insert(
    deployment: NewDeployment,
  ): Promise<{ row: DeploymentRow; created: boolean }> {
    return insertDeployment(this.#services, deployment);
  }

  findByIdempotencyKey(
    key: Pick<
      NewDeployment,
      'requestedBy' | 'idempotencyKey' | 'requestDigest'
    >,
  ): Promise<DeploymentRow | undefined> {
    return findByIdempotencyKey(this.#database.db, key);
  }

  requestCancel(request: CancelRequest): Promise<DeploymentRow> {
    return requestCancel(this.#services, request);
  }

  settleApproval(
    tx: Knex.Transaction,
    settling: Settling,
  ): Promise<NewAuditEntry[] | undefined> {
    return settleApproval(tx, settling);
  }

  revise(
    row: DeploymentRow,
    revision: Revision,
  ): Promise<DeploymentRow | undefined> {
    return reviseRequest(this.#services, row, revision);
  }

  claimNext(lease: Lease, wanted?: Wanted): Promise<Claim | undefined> {
    return claimNext(this.#database, lease, wanted);
  }

  /** The claim as it is now, after somebody else's write has moved it. @returns undefined when it is lost */
  async reload(claim: Claim): Promise<Claim | undefined> {
    const row = await this.#database
      .db<DeploymentRow>('deployments')
      .where({ id: claim.id, lease_owner: claim.leaseOwner })
      .first();
    return row && toClaim(row, await this.effects(claim.id), claim.takenOver);
  }

  commit(claim: Claim, step: Step): Promise<CommitResult> {
    return commitStep(this.#services, claim, step);
  }

  renew(id: string, lease: Pick<Lease, 'owner' | 'untilMs'>): Promise<boolean> {
    return renewLease(this.#database.db, id, lease);
  }

  release(id: string, owner: string): Promise<void> {
    return releaseLease(this.#database.db, id, owner);
  }

  nextDueAtMs(): Promise<number | undefined> {
    return nextDueAtMs(this.#database.db);
  }

  /**
   * Tells those that wait for their endpoint for whom they wait. The update names the revision and that nobody holds the row; one that was
   * claimed meanwhile is left alone.
   *
   * @returns those whose message changed
   */
  async noteWaiting(
    nowMs: number,
  ): Promise<Pick<DeploymentRow, 'id' | 'environment'>[]> {
    const waiting = await findWaiting(this.#database.db, nowMs);
    const changed: Pick<DeploymentRow, 'id' | 'environment'>[] = [];
    for (const { row, blocker } of waiting) {
      const message = `Waits for deployment ${blocker.id} of ${blocker.requestedBy} on the same endpoint.`;
      await this.#database.transaction(async tx => {
        const updated = await tx<DeploymentRow>('deployments')
          .where({ id: row.id, revision: row.revision })
          .whereNull('lease_owner')
          .update({
            message,
            next_run_at_ms: nowMs + LOOK_AGAIN_MS,
            revision: Number(row.revision) + 1,
          });
        if (updated === 1 && row.message !== message) {
          await appendEvents(tx, row.id, {
            events: [{ type: 'note', phase: 'queued', message }],
            nowMs,
          });
          changed.push({ id: row.id, environment: row.environment });
        }
      });
    }
    return changed;
  }

  page(filter: PageFilter): Promise<DeploymentRow[]> {
    return selectPage(this.#database.db, filter);
  }

  async byId(id: string): Promise<DeploymentRow | undefined> {
    const [row] = await selectByIds(this.#database.db, [id]);
    return row;
  }

  byIds(ids: readonly string[]): Promise<DeploymentRow[]> {
    return selectByIds(this.#database.db, ids);
  }

  events(id: string): Promise<EventRow[]> {
    return selectEvents(this.#database.db, id);
  }

  effects(id: string): Promise<EffectRow[]> {
    return selectEffects(this.#database.db, id);
  }

  foreignOperations(
    id: string,
    operations: readonly string[],
  ): Promise<string[]> {
    return selectForeignOperations(this.#database.db, id, operations);
  }

  get #services() {
    return { database: this.#database, audit: this.#audit };
  }
}
