// @ts-check

/**
 * Endings of access, and the leases of what was handed out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('access_revision', table => {
    table.comment(
      'One row: how often an ending was made or lifted. Every replica looks here several times a second',
    );
    table.integer('id').primary();
    table.bigInteger('revision').notNullable();
  });
  await knex('access_revision').insert({ id: 1, revision: 0 });

  await knex.schema.createTable('access_endings', table => {
    table.comment(
      'Who ended which access, and who lifted that again; append-only',
    );
    table.string('id', 26).primary();
    table
      .bigInteger('revision')
      .notNullable()
      .unique()
      .comment('The one that it made of access_revision');
    table.string('kind', 8).notNullable().comment('end or restore');
    table
      .string('restores', 26)
      .unique()
      .references('id')
      .inTable('access_endings')
      .comment('Of a restore: the ending that it lifts, once');
    table
      .string('scope', 16)
      .notNullable()
      .comment('lease, actor, environment or everything');
    table.string('lease_id', 26);
    table.string('actor', 255).comment('Null: everybody');
    table.string('environment', 63).comment('Null: every environment');
    table.string('by', 255).notNullable();
    table.text('reason').notNullable();
    table.bigInteger('at_ms').notNullable();
    table.index(['actor'], 'access_endings_actor');
    table.index(['environment'], 'access_endings_environment');
    table.index(['lease_id'], 'access_endings_lease');
  });

  await knex.schema.createTable('leases', table => {
    table.comment(
      'Records of credentials that were handed out or are in use; never holds a token',
    );
    table.string('id', 26).primary();
    table.string('actor', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('role', 32).notNullable();
    table.string('strategy', 64).notNullable();
    table.text('principal').notNullable().comment('Whom Google sees');
    table
      .string('used_for', 16)
      .notNullable()
      .comment('read, change, deployment or checkout');
    table.string('deployment_id', 26);
    table.string('action', 64);
    table.text('reason').comment('Of a check-out');
    table.bigInteger('since_ms').notNullable();
    table
      .bigInteger('until_ms')
      .notNullable()
      .comment('Its end; a renewable one gets new tokens until then');
    table
      .bigInteger('honoured_until_ms')
      .notNullable()
      .comment('Until when Google may take the last token of it');
    table
      .string('secret_digest', 64)
      .comment('SHA-256 of the secret that renews it; null: not renewable');
    table.bigInteger('renewed_at_ms');
    table
      .string('step_up_evidence', 64)
      .comment('The signature with which it was checked out');
    table.string('intent_digest', 64);
    table.string('handshake_id', 26).notNullable();
    table.string('correlation_id', 32).notNullable();
    table.index(['actor', 'id'], 'leases_actor');
    table.index(['environment', 'id'], 'leases_environment');
    table.index(['honoured_until_ms'], 'leases_honoured');
  });

  await refuseChanges(knex);
};

/**
 * An ending is lifted by another row; the database itself refuses to change or take back one.
 *
 * @param {import('knex').Knex} knex
 */
async function refuseChanges(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      CREATE FUNCTION access_endings_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'access_endings is append-only'; END $$`);
    await knex.raw(`
      CREATE TRIGGER access_endings_append_only
      BEFORE UPDATE OR DELETE OR TRUNCATE ON access_endings
      FOR EACH STATEMENT EXECUTE FUNCTION access_endings_append_only()`);
    return;
  }
  for (const event of ['UPDATE', 'DELETE']) {
    await knex.raw(`
      CREATE TRIGGER access_endings_no_${event.toLowerCase()}
      BEFORE ${event} ON access_endings
      BEGIN SELECT RAISE(ABORT, 'access_endings is append-only'); END`);
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('leases');
  if (knex.client.config.client === 'pg') {
    await knex.raw('DROP TRIGGER access_endings_append_only ON access_endings');
    await knex.raw('DROP FUNCTION access_endings_append_only()');
  } else {
    await knex.raw('DROP TRIGGER access_endings_no_update');
    await knex.raw('DROP TRIGGER access_endings_no_delete');
  }
  await knex.schema.dropTable('access_endings');
  await knex.schema.dropTable('access_revision');
};
