// @ts-check

/**
 * What the newest sign-in of a person says, for work that goes on after a request of an older one.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('sign_in_claims', table => {
    table.comment(
      'Claims of the newest sign-in of each person who has called; only those that a rule of the configuration asks for',
    );
    table.string('actor', 255).primary();
    table
      .bigInteger('verified_at_ms')
      .notNullable()
      .comment('When Backstage signed them');
    table.text('claims').notNullable().comment('By their names, as JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('sign_in_claims');
};
