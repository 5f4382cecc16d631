import { DatabaseKind, TestDatabase } from '@backstage-vertex/testkit';
import { Knex } from 'knex';
import { AuditLog } from '../../audit';
import { digestOf } from '../../core';
import { Database } from '../../db';
import type { FixedRequest } from '../model';
import { DeploymentStore } from '../store/DeploymentStore';
import type { NewDeployment } from '../store/insertDeployment';
import { deployRequest, queued } from './states';

/** A store on a database of its own. */
export class OpenStore {
  readonly store: DeploymentStore;
  readonly knex: Knex;
  readonly #database: TestDatabase;
  #inserted = 0;

  private constructor(parts: {
    store: DeploymentStore;
    knex: Knex;
    database: TestDatabase;
  }) {
    this.store = parts.store;
    this.knex = parts.knex;
    this.#database = parts.database;
  }

  static async open(kind: DatabaseKind): Promise<OpenStore> {
    const testDatabase = new TestDatabase(kind);
    const { knex } = await testDatabase.connect('vertex-ai');
    const database = await Database.create({ getClient: async () => knex });
    const audit = new AuditLog(database, { now: () => new Date(0) });
    return new OpenStore({
      store: new DeploymentStore(database, audit),
      knex,
      database: testDatabase,
    });
  }

  /** Stores a deployment under the id that its number gives; the next one when there is none. */
  async insert(
    overrides: {
      number?: number;
      request?: FixedRequest;
      by?: string;
    } & Partial<Pick<NewDeployment, 'idempotencyKey' | 'requestDigest'>> = {},
  ): Promise<string> {
    this.#inserted += 1;
    const number = overrides.number ?? this.#inserted;
    const request = overrides.request ?? deployRequest();
    const id = `01j${String(number).padStart(23, '0')}`;
    const { row } = await this.store.insert({
      state: queued(request, { id }),
      requestedBy: overrides.by ?? 'user:default/dana.deployer',
      role: 'deployer',
      intentDigest: 'f'.repeat(64),
      idempotencyKey: overrides.idempotencyKey ?? `key-${id}`,
      requestDigest: overrides.requestDigest ?? digestOf(request),
      nowMs: 1_000,
      alongside: async () => [],
    });
    return row.id;
  }

  close(): Promise<void> {
    return this.#database.drop();
  }
}
