import knexFactory, { Knex } from 'knex';

/** What a pool holds: a `pg.Client`, or a better-sqlite3 database. */
interface RawConnection {
  connection?: { stream?: { destroy(): void } };
  close?(): void;
  pragma?(text: string): void;
}

/** One process's connections to one database, which can be cut as if the process had been killed. */
export class DatabaseConnection {
  readonly knex: Knex;
  readonly #raw = new Set<RawConnection>();
  #killed = false;

  constructor(config: Knex.Config) {
    this.knex = knexFactory({
      ...config,
      // What knex prints about connections that are cut tells nobody anything.
      log: { warn: () => {}, error: () => {} },
      pool: {
        ...config.pool,
        afterCreate: (
          raw: RawConnection,
          done: (error: Error | null, raw: RawConnection) => void,
        ) => {
          this.#raw.add(raw);
          raw.pragma?.('foreign_keys = ON');
          done(null, raw);
        },
      },
    });
  }

  /**
   * Cuts every connection now. What was committed stays, a transaction that is open is rolled back by the database, and a statement
   * that is on its way to PostgreSQL may still be carried out there: as when a process dies.
   */
  async kill(): Promise<void> {
    if (this.#killed) {
      return;
    }
    this.#killed = true;
    const refuse = async () => {
      throw new Error('this process was killed by the test');
    };
    this.knex.client.acquireConnection = refuse;
    this.knex.client.acquireRawConnection = refuse;
    for (const raw of this.#raw) {
      raw.connection?.stream?.destroy();
      raw.close?.();
    }
    // The pool would wait for whoever still holds a connection; nobody will give one back.
    await Promise.race([
      this.knex.destroy().catch(() => undefined),
      new Promise(resolve => {
        setTimeout(resolve, 200).unref();
      }),
    ]);
  }
}
