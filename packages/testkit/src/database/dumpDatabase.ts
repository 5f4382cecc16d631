import { Knex } from 'knex';

/** Every row of every table, as JSON. For what must not be found anywhere. */
export async function dumpDatabase(
  knex: Knex,
): Promise<Record<string, unknown[]>> {
  const isPostgres = knex.client.config.client === 'pg';
  const tables: string[] = isPostgres
    ? (
        await knex('pg_tables')
          .select('tablename')
          .whereNotIn('schemaname', ['pg_catalog', 'information_schema'])
      ).map(({ tablename }) => tablename)
    : (await knex('sqlite_master').where({ type: 'table' }).select('name')).map(
        ({ name }) => name,
      );
  return Object.fromEntries(
    await Promise.all(
      tables.map(async table => [table, await knex(table).select('*')]),
    ),
  );
}
