// @ts-check

/**
 * At most one deployment at a time works on an endpoint. The unique index holds it where a check before the claim could not:
 * two replicas may look at the same moment.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .string('active_lock_key', 255)
      .comment('lock_key from the first claim until final; null otherwise');
    table.unique(['active_lock_key'], {
      indexName: 'deployments_active_lock',
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropUnique(['active_lock_key'], 'deployments_active_lock');
    table.dropColumn('active_lock_key');
  });
};
