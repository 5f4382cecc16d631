// @ts-check

/**
 * Approvals of deployments by other people, and the reviews of those that went without them.
 *
 * A vote is never changed or taken away: who takes an approval back adds a line. The database itself holds that.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .bigInteger('approval_expires_at_ms')
      .comment('Until when it has to be approved; null when it need not be');
    table
      .boolean('break_glass')
      .notNullable()
      .defaultTo(false)
      .comment('Whether its approvals were skipped in an emergency');
    table.index(['phase', 'id'], 'deployments_phase');
  });

  await knex.schema.createTable('approval_votes', table => {
    table.comment('Votes on deployments; append-only, kept for ever');
    table.string('deployment_id', 26).notNullable();
    table.integer('sequence').notNullable().comment('From 1, without gaps');
    table
      .string('intent_digest', 64)
      .notNullable()
      .comment('What the vote is about; counts for nothing else');
    table.string('voter', 255).notNullable();
    table
      .string('verdict', 16)
      .notNullable()
      .comment('approve, reject or withdraw');
    table.text('reason');
    table.string('evidence_id', 64).comment('The signature over the vote');
    table.string('correlation_id', 32).notNullable();
    table.bigInteger('at_ms').notNullable();
    table.primary(['deployment_id', 'sequence']);
    table.index(['voter', 'deployment_id'], 'approval_votes_voter');
  });
  await appendOnly(knex, 'approval_votes');

  await knex.schema.createTable('break_glass_reviews', table => {
    table.comment('One for each deployment that went without its approvals');
    table.string('deployment_id', 26).primary();
    table.string('environment', 63).notNullable();
    table.string('requested_by', 255).notNullable();
    table.text('reason').notNullable();
    table.bigInteger('opened_at_ms').notNullable();
    table.bigInteger('closed_at_ms').comment('Null as long as it is open');
    table.string('closed_by', 255);
    table.string('verdict', 16).comment('justified or unjustified');
    table.text('comment');
    table.index(
      ['environment', 'closed_at_ms', 'deployment_id'],
      'break_glass_reviews_open',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('break_glass_reviews');
  await knex.schema.dropTable('approval_votes');
  if (knex.client.config.client === 'pg') {
    await knex.raw('DROP FUNCTION approval_votes_append_only()');
  }
  await knex.schema.alterTable('deployments', table => {
    table.dropIndex(['phase', 'id'], 'deployments_phase');
    table.dropColumn('break_glass');
    table.dropColumn('approval_expires_at_ms');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function appendOnly(knex, table) {
  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      CREATE FUNCTION ${table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '${table} is append-only'; END $$`);
    await knex.raw(`
      CREATE TRIGGER ${table}_append_only
      BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION ${table}_append_only()`);
    return;
  }
  for (const event of ['UPDATE', 'DELETE']) {
    await knex.raw(`
      CREATE TRIGGER ${table}_no_${event.toLowerCase()}
      BEFORE ${event} ON ${table}
      BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`);
  }
}
