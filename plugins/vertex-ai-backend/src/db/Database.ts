import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** A connection or a transaction; stores take it as their first argument, so that one transaction can span slices. */
export type Db = Knex | Knex.Transaction;

const MIGRATIONS = resolvePackagePath(
  '@backstage-vertex/plugin-vertex-ai-backend',
  'migrations',
);

/**
 * The plugin's database: SQLite in development, PostgreSQL with several replicas in production.
 *
 * Every difference between the two is a method here, so that no store asks which one it has.
 */
export class Database {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static async create(service: DatabaseService): Promise<Database> {
    const knex = await service.getClient();
    if (!isPostgres(knex)) {
      // One flush a commit instead of three, and readers that wait for no writer. What is committed still survives a power cut.
      await knex.raw('PRAGMA journal_mode = WAL');
      await knex.raw('PRAGMA synchronous = FULL');
    }
    if (!service.migrations?.skip) {
      await knex.migrate.latest({ directory: MIGRATIONS });
    }
    return new Database(knex);
  }

  /** For single statements outside a transaction. */
  get db(): Db {
    return this.#knex;
  }

  /**
   * Runs the work in one transaction: all of it is written, or nothing.
   *
   * No network call belongs inside, and no event or signal goes out before it returns. An audit append comes last, because it
   * takes the lock that serialises the log.
   */
  transaction<T>(work: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#knex.transaction(work);
  }

  /**
   * Adds the row lock where the database has one, passing over rows that another worker has locked; SQLite runs one writer at a time
   * anyway.
   */
  forUpdateSkipLocked<T extends Knex.QueryBuilder>(query: T): T {
    return isPostgres(this.#knex)
      ? (query.forUpdate().skipLocked() as T)
      : query;
  }
}

function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
