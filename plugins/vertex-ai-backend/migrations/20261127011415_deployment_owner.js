// @ts-check

/**
 * Whose model a deployment is of, so that lists can be cut to what somebody owns in one query.
 *
 * It is what the catalog said when the request was accepted and does not follow a later change of owner: it is history. Deployments that
 * were accepted before this column have no owner, and so has one of a model that the catalog did not know yet.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .string('owner', 255)
      .comment(
        'Entity ref of who owned the model, else the endpoint, in the catalog at the time of the request; null if unknown there',
      );
    table.index(['owner', 'id'], 'deployments_owner');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deployments', table => {
    table.dropIndex(['owner', 'id'], 'deployments_owner');
    table.dropColumn('owner');
  });
};
