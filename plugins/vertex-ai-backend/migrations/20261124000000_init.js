// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('issuer_keys', table => {
    table.comment('Signing keys of the assertion issuer, one row for each');
    table
      .integer('generation')
      .primary()
      .comment(
        'From 1; the replica that inserts the next one has made the key',
      );
    table.string('kid', 64).notNullable().unique();
    table.text('public_jwk').notNullable().comment('JSON Web Key, published');
    table
      .text('private_jwk')
      .comment('JSON Web Key; erased once no assertion of it can be valid');
    table.bigInteger('created_at_ms').notNullable();
    table
      .bigInteger('signs_from_ms')
      .notNullable()
      .comment('First signature; the public key is published before');
  });

  await knex.schema.createTable('deployments', table => {
    table.comment(
      'One row for each request to deploy, undeploy or set traffic',
    );
    table.string('id', 26).primary();
    table.string('action', 64).notNullable();
    table.string('environment', 63).notNullable();
    table.string('location', 63).notNullable();
    table.string('phase', 32).notNullable();
    table.text('message').notNullable();
    table.string('stage', 64);
    table.string('model_id', 63);
    table.string('model_version_id', 63);
    table.text('model_display_name');
    table.string('endpoint_id', 63);
    table.text('endpoint_display_name');
    table.string('deployed_model_id', 10);
    table.string('requested_by', 255).notNullable();
    table.string('role', 32).notNullable();
    table
      .text('request')
      .notNullable()
      .comment('The request as JSON, version fixed, defaults filled in');
    table
      .text('state')
      .notNullable()
      .comment('What the transition function needs, as JSON');
    table.text('problem').comment('Problem document of a failure, as JSON');
    table.string('intent_digest', 64).notNullable();
    table.string('correlation_id', 32).notNullable();
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.string('idempotency_key', 255).notNullable();
    table.string('request_digest', 64).notNullable();
    table
      .string('lock_key', 255)
      .comment('The endpoint whose mutations are serialised; null once final');
    table
      .bigInteger('revision')
      .notNullable()
      .comment('Grows by one with every write');
    table.string('lease_owner', 64).comment('Worker that holds the claim');
    table.bigInteger('lease_until_ms');
    table
      .bigInteger('next_run_at_ms')
      .comment('When a worker shall look again; null once final');
    table.bigInteger('created_at_ms').notNullable();
    table.bigInteger('updated_at_ms').notNullable();
    table.bigInteger('finished_at_ms');
    table.unique(['requested_by', 'idempotency_key'], {
      indexName: 'deployments_idempotency',
    });
    table.index(['next_run_at_ms'], 'deployments_due');
    table.index(['lock_key', 'id'], 'deployments_lock');
    table.index(['environment', 'id'], 'deployments_environment');
  });

  await knex.schema.createTable('deployment_events', table => {
    table.comment('What happened to a deployment, in order; append-only');
    table
      .string('deployment_id', 26)
      .notNullable()
      .references('id')
      .inTable('deployments')
      .onDelete('CASCADE');
    table.integer('sequence').notNullable();
    table.bigInteger('at_ms').notNullable();
    table.string('type', 32).notNullable();
    table.string('phase', 32).notNullable();
    table.text('message').notNullable();
    table.text('detail');
    table.primary(['deployment_id', 'sequence']);
  });

  await knex.schema.createTable('deployment_effects', table => {
    table.comment(
      'Writes at Google: recorded before they are sent, so that none is sent twice',
    );
    table
      .string('deployment_id', 26)
      .notNullable()
      .references('id')
      .inTable('deployments')
      .onDelete('CASCADE');
    table.string('kind', 32).notNullable();
    table
      .integer('ordinal')
      .notNullable()
      .comment('Order in which they were intended');
    table.string('status', 16).notNullable();
    table.text('arguments').notNullable().comment('What is sent, as JSON');
    table.text('operation').comment('Google operation name');
    table.text('result').comment('What Google answered, as JSON');
    table.text('error');
    table.text('request_reason');
    table.bigInteger('started_at_ms').notNullable();
    table.bigInteger('finished_at_ms');
    table.primary(['deployment_id', 'kind']);
  });

  await knex.schema.createTable('handshakes', table => {
    table.comment(
      'Walks from a person to a Google credential; never holds a token',
    );
    table.string('id', 26).primary();
    table.string('correlation_id', 32).notNullable();
    table.string('deployment_id', 26);
    table.string('actor', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.text('record').notNullable().comment('The handshake as JSON');
    table.bigInteger('started_at_ms').notNullable();
    table.index(['deployment_id'], 'handshakes_deployment');
    table.index(['correlation_id'], 'handshakes_correlation');
  });

  await knex.schema.createTable('audit_head', table => {
    table.comment(
      'One row: the size of the log. Locking it serialises appends',
    );
    table.integer('id').primary();
    table.bigInteger('size').notNullable();
  });
  await knex('audit_head').insert({ id: 1, size: 0 });

  await knex.schema.createTable('audit_entries', table => {
    table.comment('Append-only log; no row is ever updated or deleted');
    table.bigInteger('index').primary().comment('From 1, without gaps');
    table.bigInteger('at_ms').notNullable();
    table.string('event', 64).notNullable();
    table.string('outcome', 16).notNullable();
    table.string('actor', 255).notNullable();
    table.string('environment', 63);
    table.string('action', 64);
    table.string('correlation_id', 32);
    table.string('deployment_id', 26);
    table.text('detail').notNullable();
    table.index(['environment', 'index'], 'audit_entries_environment');
    table.index(['correlation_id'], 'audit_entries_correlation');
    table.index(['deployment_id'], 'audit_entries_deployment');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_entries');
  await knex.schema.dropTable('audit_head');
  await knex.schema.dropTable('handshakes');
  await knex.schema.dropTable('deployment_effects');
  await knex.schema.dropTable('deployment_events');
  await knex.schema.dropTable('deployments');
  await knex.schema.dropTable('issuer_keys');
};
