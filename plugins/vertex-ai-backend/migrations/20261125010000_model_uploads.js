// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('model_uploads', table => {
    table.comment(
      'One row for each upload that was sent to Google, so that a retried request sends none',
    );
    table.string('requested_by', 255).notNullable();
    table.string('idempotency_key', 255).notNullable();
    table.string('request_digest', 64).notNullable();
    table.string('correlation_id', 32).notNullable();
    table
      .text('operation')
      .comment('Google operation name; null until Google has answered');
    table.text('result').comment('How it ended, as JSON; null until known');
    table.bigInteger('created_at_ms').notNullable();
    table.primary(['requested_by', 'idempotency_key']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_uploads');
};
