import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Knex } from 'knex';
import { DatabaseConnection } from './DatabaseConnection';

export type DatabaseKind = 'SQLITE_3' | 'POSTGRES_18';

/** The variable in which Backstage's own `TestDatabases` looks for a running PostgreSQL, too. */
const POSTGRES_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

let warned = false;

/**
 * For `describe.each(eachDatabase())`: SQLite always, PostgreSQL where one is running.
 *
 * @throws Error in CI without PostgreSQL: half of what is to be tested would be left out, and nobody would see it
 */
export function eachDatabase(): DatabaseKind[] {
  if (process.env[POSTGRES_VARIABLE]) {
    return ['SQLITE_3', 'POSTGRES_18'];
  }
  const how = `set ${POSTGRES_VARIABLE}. npm test does it by itself.`;
  if (process.env.CI) {
    throw new Error(`No PostgreSQL to test with, and this is CI: ${how}`);
  }
  if (!warned) {
    warned = true;
    process.stderr.write(`Tested on SQLite only. For PostgreSQL, ${how}\n`);
  }
  return ['SQLITE_3'];
}

/** An empty database server for one test, real like in production: a file per plugin, or a database per plugin. */
export class TestDatabase {
  readonly kind: DatabaseKind;
  readonly #id = randomBytes(6).toString('hex');
  readonly #created = new Map<string, Promise<Knex.Config>>();
  readonly #open = new Set<DatabaseConnection>();
  readonly #directory?: string;

  constructor(kind: DatabaseKind = 'SQLITE_3') {
    this.kind = kind;
    if (kind === 'SQLITE_3') {
      this.#directory = mkdtempSync(join(tmpdir(), 'vertex-ai-test-'));
    } else if (!process.env[POSTGRES_VARIABLE]) {
      throw new Error(
        `No PostgreSQL to test with: set ${POSTGRES_VARIABLE}. npm test does it by itself.`,
      );
    }
  }

  /** A connection of its own to a plugin's database. */
  async connect(pluginId: string): Promise<DatabaseConnection> {
    const connection = new DatabaseConnection(await this.configOf(pluginId));
    this.#open.add(connection);
    return connection;
  }

  /** How to connect to a plugin's database, which is created when it is first asked for. */
  async configOf(pluginId: string): Promise<Knex.Config> {
    let config = this.#created.get(pluginId);
    if (!config) {
      config =
        this.kind === 'SQLITE_3'
          ? Promise.resolve(this.#sqlite(pluginId))
          : this.#postgres(pluginId);
      this.#created.set(pluginId, config);
    }
    return config;
  }

  /** Whose databases there are. */
  plugins(): string[] {
    return [...this.#created.keys()];
  }

  /** Ends every connection and removes everything. */
  async drop(): Promise<void> {
    await Promise.all([...this.#open].map(connection => connection.kill()));
    if (this.#directory) {
      rmSync(this.#directory, { recursive: true, force: true });
      return;
    }
    for (const pluginId of this.#created.keys()) {
      await this.#administrate(
        `DROP DATABASE "${this.#name(pluginId)}" WITH (FORCE)`,
      );
    }
  }

  #sqlite(pluginId: string): Knex.Config {
    return {
      client: 'better-sqlite3',
      connection: { filename: join(this.#directory!, `${pluginId}.sqlite`) },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    };
  }

  async #postgres(pluginId: string): Promise<Knex.Config> {
    const name = this.#name(pluginId);
    await this.#administrate(`CREATE DATABASE "${name}"`);
    const url = new URL(process.env[POSTGRES_VARIABLE]!);
    url.pathname = `/${name}`;
    return {
      client: 'pg',
      connection: url.toString(),
      pool: { min: 0, max: 10 },
    };
  }

  #name(pluginId: string): string {
    return `test_${this.#id}_${pluginId}`;
  }

  async #administrate(statement: string): Promise<void> {
    const connection = new DatabaseConnection({
      client: 'pg',
      connection: process.env[POSTGRES_VARIABLE]!,
      pool: { min: 0, max: 1 },
    });
    try {
      await connection.knex.raw(statement);
    } finally {
      await connection.kill();
    }
  }
}
