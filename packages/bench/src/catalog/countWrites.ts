import { Knex } from 'knex';

/**
 * Counts from now on what providers write into the catalog's database (SQLite): every entity that is put in, changed or taken
 * out. What the catalog's own processing writes is not counted.
 */
export async function countWrites(knex: Knex): Promise<() => Promise<number>> {
  await knex.schema.createTable('bench_writes', table => {
    table.increments();
  });
  for (const [name, event] of [
    ['put', 'INSERT'],
    ['changed', 'UPDATE OF unprocessed_entity'],
    ['taken', 'DELETE'],
  ]) {
    await knex.raw(
      `CREATE TRIGGER bench_${name} AFTER ${event} ON refresh_state
       BEGIN INSERT INTO bench_writes (id) VALUES (NULL); END`,
    );
  }
  return async () => {
    const [{ count }] = await knex('bench_writes').count({ count: '*' });
    return Number(count);
  };
}
