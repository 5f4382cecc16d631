// @ts-check

/**
 * The claims of the sign-in that a check-out rests on, as nobody can read them again when its lease is renewed.
 *
 * Leases from before this column rest on none; where a rule asks for one they are renewed no more.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('leases', table => {
    table
      .text('claims')
      .comment(
        'JSON: those claims of the sign-in that the check-out rests on, and when they were verified; null: it rests on none',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('leases', table => {
    table.dropColumn('claims');
  });
};
