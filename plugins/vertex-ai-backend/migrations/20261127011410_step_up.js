// @ts-check

const TRIGGER = 'step_up_evidence_is_append_only';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('security_key_holders', table => {
    table.comment(
      'One row for each person who has begun to register a key; its lock serialises the changes of their keys',
    );
    table.string('person', 255).primary();
    table
      .string('user_handle', 86)
      .notNullable()
      .unique()
      .comment('64 random bytes, base64url: WebAuthn user.id, tells nothing');
    table
      .bigInteger('revision')
      .notNullable()
      .comment('Grows by one with every change of the keys');
  });

  await knex.schema.createTable('security_keys', table => {
    table.comment('FIDO2 keys that people sign with');
    table.string('id', 26).primary();
    table
      .string('person', 255)
      .notNullable()
      .references('person')
      .inTable('security_key_holders');
    table.string('credential_id', 1364).notNullable().unique();
    table.string('name', 64).notNullable();
    table.text('public_key').notNullable().comment('COSE_Key, base64url');
    table.text('public_jwk').notNullable().comment('The same as a JWK');
    table.integer('algorithm').notNullable().comment('COSE algorithm');
    table
      .bigInteger('counter')
      .notNullable()
      .comment('Signature counter as last seen; never goes back');
    table.string('aaguid', 36).notNullable();
    table
      .boolean('attested')
      .notNullable()
      .comment('Whether a certificate that we trust proves the model');
    table.boolean('backup_eligible').notNullable();
    table.boolean('backed_up').notNullable();
    table.text('transports').notNullable().comment('JSON array');
    table.bigInteger('created_at_ms').notNullable();
    table.bigInteger('last_used_at_ms');
    table
      .bigInteger('locked_at_ms')
      .comment('Set once the counter went back; nothing unlocks a key');
    table.index(['person'], 'security_keys_person');
  });

  await knex.schema.createTable('security_key_registrations', table => {
    table.comment('Registrations that were begun');
    table.string('id', 26).primary();
    table.string('person', 255).notNullable();
    table.string('challenge', 43).notNullable();
    table.bigInteger('expires_at_ms').notNullable();
    table.bigInteger('answered_at_ms').comment('Set by the first answer');
    table.index(['person'], 'security_key_registrations_person');
  });

  await knex.schema.createTable('step_up_challenges', table => {
    table.comment('What people were asked to sign');
    table.string('id', 26).primary();
    table.string('actor', 255).notNullable();
    table.text('intent').notNullable().comment('Canonical JSON');
    table.string('intent_digest', 64).notNullable();
    table.string('nonce', 43).notNullable().comment('32 bytes, base64url');
    table.string('environment', 63);
    table.string('action', 64);
    table.string('correlation_id', 32).notNullable();
    table.bigInteger('expires_at_ms').notNullable();
    table.bigInteger('answered_at_ms').comment('Set by the first answer');
    table.index(['actor'], 'step_up_challenges_actor');
  });

  await knex.schema.createTable('step_up_evidence', table => {
    table.comment('Signatures, for ever');
    table.string('id', 26).primary();
    table.string('actor', 255).notNullable();
    table.string('environment', 63);
    table.string('intent_digest', 64).notNullable();
    table
      .text('record')
      .notNullable()
      .comment('Everything that is needed to verify it, as JSON');
    table.bigInteger('signed_at_ms').notNullable();
  });

  await knex.schema.createTable('step_up_grants', table => {
    table.comment('One for each signature: it can be used once');
    table.string('id', 26).primary();
    table
      .string('evidence_id', 26)
      .notNullable()
      .unique()
      .references('id')
      .inTable('step_up_evidence');
    table.bigInteger('expires_at_ms').notNullable();
    table.bigInteger('used_at_ms');
    table.string('used_for', 255).comment('What it was used for, by its id');
  });

  await knex.schema.createTable('security_key_resets', table => {
    table.comment('Requests to remove the lost keys of a person');
    table.string('id', 26).primary();
    table.string('person', 255).notNullable();
    table.string('requested_by', 255).notNullable();
    table.text('reason').notNullable();
    table.string('status', 16).notNullable();
    table
      .string('open_for', 255)
      .unique()
      .comment('The person while it is open: one at a time');
    table.bigInteger('created_at_ms').notNullable();
    table.bigInteger('expires_at_ms').notNullable();
    table.string('decided_by', 255);
    table.bigInteger('decided_at_ms');
    table.text('decision_reason');
    table.string('evidence_id', 26);
    table.integer('keys').comment('How many were removed');
  });

  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      CREATE FUNCTION ${TRIGGER}() RETURNS trigger AS $$
      BEGIN
        RAISE EXCEPTION 'step_up_evidence is append-only';
      END
      $$ LANGUAGE plpgsql
    `);
    await knex.raw(`
      CREATE TRIGGER ${TRIGGER}
      BEFORE UPDATE OR DELETE OR TRUNCATE ON step_up_evidence
      FOR EACH STATEMENT EXECUTE FUNCTION ${TRIGGER}()
    `);
    return;
  }
  for (const event of ['UPDATE', 'DELETE']) {
    await knex.raw(`
      CREATE TRIGGER ${TRIGGER}_${event.toLowerCase()}
      BEFORE ${event} ON step_up_evidence
      BEGIN
        SELECT RAISE(ABORT, 'step_up_evidence is append-only');
      END
    `);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'security_key_resets',
    'step_up_grants',
    'step_up_evidence',
    'step_up_challenges',
    'security_key_registrations',
    'security_keys',
    'security_key_holders',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (knex.client.config.client === 'pg') {
    await knex.raw(`DROP FUNCTION ${TRIGGER}()`);
  }
};
