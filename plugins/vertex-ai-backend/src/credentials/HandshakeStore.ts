import type { Handshake } from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog, NewAuditEntry } from '../audit';
import { BigIntColumn, Database } from '../db';
import type { Knex } from 'knex';

interface HandshakeRow {
  id: string;
  correlation_id: string;
  deployment_id: string | null;
  actor: string;
  environment: string;
  record: string;
  started_at_ms: BigIntColumn;
}

/** Writes what else belongs to a walk, in the transaction of its record. */
export type AlsoRecord = (
  tx: Knex.Transaction,
  handshake: Handshake,
) => Promise<void>;

/** The records of walks: written once, never changed, never with a token. */
export class HandshakeStore {
  readonly #database: Database;
  readonly #audit: AuditLog;
  readonly #also?: AlsoRecord;

  constructor(database: Database, audit: AuditLog, also?: AlsoRecord) {
    this.#database = database;
    this.#audit = audit;
    this.#also = also;
  }

  /** The record and an audit entry for each hop, in one transaction. If it fails, so does the handshake. */
  async record(handshake: Handshake): Promise<void> {
    await this.#database.transaction(async tx => {
      await tx<HandshakeRow>('handshakes').insert({
        id: handshake.id,
        correlation_id: handshake.correlationId,
        deployment_id: handshake.deploymentId ?? null,
        actor: handshake.actor,
        environment: handshake.environment,
        record: JSON.stringify(handshake),
        started_at_ms: Date.parse(handshake.startedAt),
      });
      await this.#also?.(tx, handshake);
      await this.#audit.appendAll(tx, auditEntries(handshake));
    });
  }

  /** The identity chain of a deployment, in the order in which it was walked. */
  async byDeployment(deploymentId: string): Promise<Handshake[]> {
    const rows = await this.#database
      .db<HandshakeRow>('handshakes')
      .where({ deployment_id: deploymentId })
      .orderBy('id')
      .select('record');
    return rows.map(({ record }) => JSON.parse(record));
  }
}

function auditEntries(handshake: Handshake): NewAuditEntry[] {
  return handshake.hops.map(({ outcome, ...hop }) => ({
    event: 'handshake.hop',
    outcome: outcome === 'passed' ? 'success' : 'failure',
    actor: handshake.actor,
    environment: handshake.environment,
    action: handshake.action,
    correlationId: handshake.correlationId,
    deploymentId: handshake.deploymentId,
    detail: {
      handshake: handshake.id,
      strategy: handshake.strategy,
      role: handshake.role,
      ...hop,
    },
  }));
}
