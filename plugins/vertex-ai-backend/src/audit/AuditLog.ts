import {
  AuditEntry,
  AuditEvent,
  AuditPage,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Knex } from 'knex';
import { Clock } from '../core';
import { BigIntColumn, Database, toInstant, toNumber } from '../db';

/** What a slice says; the log adds position and time. */
export type NewAuditEntry = Omit<AuditEntry, 'index' | 'at'>;

export interface AuditFilter {
  /** Only these environments; what the caller may audit. */
  environments: readonly string[];
  /** Also the entries of no environment, for instance of the issuer's keys. */
  withoutEnvironment?: boolean;
  correlationId?: string;
  deploymentId?: string;
  event?: AuditEvent;
  limit: number;
  /** Entries before this index, newest first. */
  before?: number;
}

interface AuditRow {
  index: BigIntColumn;
  at_ms: BigIntColumn;
  event: AuditEvent;
  outcome: AuditEntry['outcome'];
  actor: string;
  environment: string | null;
  action: string | null;
  correlation_id: string | null;
  deployment_id: string | null;
  detail: string;
}

/** Somebody who is told of every entry once it is committed, in order; what happens there changes nothing here. */
export interface AuditMirror {
  tell(entries: readonly AuditEntry[]): void;
}

/** The append-only log. A failed append fails the action that it records. */
export class AuditLog {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #mirror?: AuditMirror;

  constructor(database: Database, clock: Clock, mirror?: AuditMirror) {
    this.#database = database;
    this.#clock = clock;
    this.#mirror = mirror;
  }

  /**
   * Appends inside the caller's transaction, as its last statement: row, event and entry commit together.
   *
   * The update of the one head row holds its lock until commit, which gives positions without gaps on PostgreSQL too.
   */
  async append(tx: Knex.Transaction, entry: NewAuditEntry): Promise<void> {
    await this.appendAll(tx, [entry]);
  }

  async appendAll(
    tx: Knex.Transaction,
    entries: readonly NewAuditEntry[],
  ): Promise<void> {
    if (entries.length === 0) {
      return;
    }
    const [head] = await tx('audit_head')
      .where({ id: 1 })
      .increment('size', entries.length)
      .returning<{ size: BigIntColumn }[]>('size');
    const first = toNumber(head.size) - entries.length + 1;
    const atMs = this.#clock.now().getTime();
    const rows = entries.map((entry, offset) => ({
      index: first + offset,
      at_ms: atMs,
      event: entry.event,
      outcome: entry.outcome,
      actor: entry.actor,
      environment: entry.environment ?? null,
      action: entry.action ?? null,
      correlation_id: entry.correlationId ?? null,
      deployment_id: entry.deploymentId ?? null,
      detail: JSON.stringify(entry.detail),
    }));
    await tx<AuditRow>('audit_entries').insert(rows);
    tx.executionPromise.then(
      () => this.#mirror?.tell(rows.map(toEntry)),
      // Rolled back: there is nothing to tell.
      () => undefined,
    );
  }

  /** The same in a transaction of its own, for what changes nothing else. */
  async record(...entries: NewAuditEntry[]): Promise<void> {
    await this.#database.transaction(tx => this.appendAll(tx, entries));
  }

  /** Newest first, in the environments of the filter only. */
  async list(filter: AuditFilter): Promise<AuditPage> {
    const rows = await this.#database
      .db<AuditRow>('audit_entries')
      .where(query => {
        query.whereIn('environment', filter.environments);
        if (filter.withoutEnvironment) {
          query.orWhereNull('environment');
        }
      })
      .modify(query => {
        if (filter.correlationId) {
          query.where({ correlation_id: filter.correlationId });
        }
        if (filter.deploymentId) {
          query.where({ deployment_id: filter.deploymentId });
        }
        if (filter.event) {
          query.where({ event: filter.event });
        }
        if (filter.before !== undefined) {
          query.where('index', '<', filter.before);
        }
      })
      .orderBy('index', 'desc')
      .limit(filter.limit + 1);
    const items = rows.slice(0, filter.limit).map(toEntry);
    return {
      items,
      nextCursor:
        rows.length > filter.limit
          ? String(items[items.length - 1].index)
          : undefined,
    };
  }
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    index: toNumber(row.index),
    at: toInstant(row.at_ms),
    event: row.event,
    outcome: row.outcome,
    actor: row.actor,
    environment: row.environment ?? undefined,
    action: row.action ?? undefined,
    correlationId: row.correlation_id ?? undefined,
    deploymentId: row.deployment_id ?? undefined,
    detail: JSON.parse(row.detail),
  };
}
