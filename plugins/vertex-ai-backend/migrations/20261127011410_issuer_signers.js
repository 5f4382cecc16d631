// @ts-check

/**
 * Private keys move to a table of the signer that is the default, because another signer has none here.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('issuer_private_keys', table => {
    table.comment(
      'Private keys of the default signer; a row is deleted once no assertion of it can be valid',
    );
    table.string('handle', 64).primary();
    table.text('private_jwk').notNullable().comment('JSON Web Key');
    table.bigInteger('created_at_ms').notNullable();
  });
  await knex.schema.alterTable('issuer_keys', table => {
    table
      .string('signer', 32)
      .notNullable()
      .defaultTo('database')
      .comment('Who made the key and signs with it');
    table
      .string('handle', 512)
      .comment('Under what that signer finds the private key');
    table
      .bigInteger('withdrawn_at_ms')
      .comment('Set by an emergency rotation: no longer published');
    table
      .bigInteger('destroyed_at_ms')
      .comment('Since when nothing can be signed with it any more');
  });
  await knex('issuer_keys').update({ handle: knex.ref('kid') });
  await knex('issuer_keys')
    .whereNull('private_jwk')
    .update({ destroyed_at_ms: knex.ref('signs_from_ms') });
  await knex(
    knex.raw('?? (??, ??, ??)', [
      'issuer_private_keys',
      'handle',
      'private_jwk',
      'created_at_ms',
    ]),
  ).insert(
    knex('issuer_keys')
      .whereNotNull('private_jwk')
      .select('kid', 'private_jwk', 'created_at_ms'),
  );
  await knex.schema.alterTable('issuer_keys', table => {
    table.dropColumn('private_jwk');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('issuer_keys', table => {
    table.text('private_jwk');
  });
  // A key that was withdrawn must not sign again, and neither can one of another signer.
  await knex('issuer_keys')
    .whereNull('withdrawn_at_ms')
    .update({
      private_jwk: knex('issuer_private_keys')
        .where('issuer_private_keys.handle', knex.ref('issuer_keys.handle'))
        .select('private_jwk'),
    });
  await knex.schema.alterTable('issuer_keys', table => {
    table.dropColumns('signer', 'handle', 'withdrawn_at_ms', 'destroyed_at_ms');
  });
  await knex.schema.dropTable('issuer_private_keys');
};
