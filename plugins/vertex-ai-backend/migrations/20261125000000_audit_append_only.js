// @ts-check

/**
 * The log is append-only: the database itself refuses to change or take back an entry.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      CREATE FUNCTION audit_entries_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'audit_entries is append-only'; END $$`);
    await knex.raw(`
      CREATE TRIGGER audit_entries_append_only
      BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
      FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_append_only()`);
    return;
  }
  for (const event of ['UPDATE', 'DELETE']) {
    await knex.raw(`
      CREATE TRIGGER audit_entries_no_${event.toLowerCase()}
      BEFORE ${event} ON audit_entries
      BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END`);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw('DROP TRIGGER audit_entries_append_only ON audit_entries');
    await knex.raw('DROP FUNCTION audit_entries_append_only()');
    return;
  }
  await knex.raw('DROP TRIGGER audit_entries_no_update');
  await knex.raw('DROP TRIGGER audit_entries_no_delete');
};
