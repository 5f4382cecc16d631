import type { ModelUploadResult } from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog, NewAuditEntry } from '../../audit';
import { VertexAiError } from '../../core';
import { BigIntColumn, Database } from '../../db';
import type { AuthorizedChange } from './Change';

/** Which request it is: the same person, key and body. */
export interface UploadKey {
  requestedBy: string;
  idempotencyKey: string;
  requestDigest: string;
}

/** An upload that was sent, with what is known of it. */
export interface UploadRecord {
  correlationId: string;
  /** Absent until Google has answered. */
  operation?: string;
  /** Absent until its end is known. */
  result?: ModelUploadResult;
}

interface UploadRow {
  requested_by: string;
  idempotency_key: string;
  request_digest: string;
  correlation_id: string;
  operation: string | null;
  result: string | null;
  created_at_ms: BigIntColumn;
}

/** Uploads by their idempotency keys. Each write commits together with its entry in the log. */
export class UploadStore {
  readonly #database: Database;
  readonly #audit: AuditLog;

  constructor(database: Database, audit: AuditLog) {
    this.#database = database;
    this.#audit = audit;
  }

  /** @throws VertexAiError `idempotency_key_reused` for another body under the same key */
  async find(key: UploadKey): Promise<UploadRecord | undefined> {
    const row = await this.#database
      .db<UploadRow>('model_uploads')
      .where(idOf(key))
      .first();
    if (row && row.request_digest !== key.requestDigest) {
      throw new VertexAiError(
        'idempotency_key_reused',
        'This Idempotency-Key was used for another upload. Send a new key with a new request.',
      );
    }
    return (
      row && {
        correlationId: row.correlation_id,
        operation: row.operation ?? undefined,
        result: row.result === null ? undefined : JSON.parse(row.result),
      }
    );
  }

  /**
   * Stores that an upload is about to be sent. The primary key decides: of two that come at once one inserts, and the other must not
   * send. The signature is used up with it.
   *
   * @returns whether this call stored it
   */
  async begin(
    key: UploadKey,
    { correlationId, nowMs }: { correlationId: string; nowMs: number },
    change: Pick<AuthorizedChange, 'intended' | 'useSignature'>,
  ): Promise<boolean> {
    return this.#database.transaction(async tx => {
      const inserted = await tx<UploadRow>('model_uploads')
        .insert({
          ...idOf(key),
          request_digest: key.requestDigest,
          correlation_id: correlationId,
          operation: null,
          result: null,
          created_at_ms: nowMs,
        })
        .onConflict(['requested_by', 'idempotency_key'])
        .ignore()
        .returning('requested_by');
      if (inserted.length === 1) {
        await change.useSignature(tx);
        await this.#audit.append(tx, change.intended);
      }
      return inserted.length === 1;
    });
  }

  /** Google has accepted it under this operation. */
  async accepted(
    key: UploadKey,
    operation: string,
    entry: NewAuditEntry,
  ): Promise<void> {
    await this.#database.transaction(async tx => {
      const changed = await tx<UploadRow>('model_uploads')
        .where(idOf(key))
        .update({ operation });
      if (changed !== 1) {
        throw new Error('the upload that was accepted is not on record');
      }
      await this.#audit.append(tx, entry);
    });
  }

  /** How it ended. Only the first who sees it says so: the update asks for a row without a result. */
  async ended(
    key: UploadKey,
    result: ModelUploadResult,
    entry: NewAuditEntry,
  ): Promise<void> {
    await this.#database.transaction(async tx => {
      const changed = await tx<UploadRow>('model_uploads')
        .where(idOf(key))
        .whereNull('result')
        .update({ result: JSON.stringify(result) });
      if (changed === 1) {
        await this.#audit.append(tx, entry);
      }
    });
  }

  /** Google has refused it, so that nothing came of it and the same request may be sent again. */
  async refused(key: UploadKey, entry: NewAuditEntry): Promise<void> {
    await this.#database.transaction(async tx => {
      await tx<UploadRow>('model_uploads').where(idOf(key)).delete();
      await this.#audit.append(tx, entry);
    });
  }
}

function idOf({ requestedBy, idempotencyKey }: UploadKey) {
  return { requested_by: requestedBy, idempotency_key: idempotencyKey };
}
