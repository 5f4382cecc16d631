import { eachDatabase, TestDatabase } from '@backstage-vertex/testkit';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { readdirSync } from 'node:fs';

const directory = resolvePackagePath(
  '@backstage-vertex/plugin-vertex-ai-backend',
  'migrations',
);
const migrations = readdirSync(directory).filter(name => name.endsWith('.js'));

/** The names of the tables that are there, but for those of the migration library. */
async function tablesOf(knex: Knex): Promise<string[]> {
  const rows =
    knex.client.config.client === 'pg'
      ? await knex('information_schema.tables')
          .where({ table_schema: 'public' })
          .select('table_name as name')
      : await knex('sqlite_master').where({ type: 'table' }).select('name');
  return rows
    .map(({ name }) => name as string)
    .filter(name => !/^(knex_|sqlite_)/.test(name))
    .sort();
}

describe.each(eachDatabase())('migrations on %s', kind => {
  let database: TestDatabase;
  let knex: Knex;

  beforeEach(async () => {
    database = new TestDatabase(kind);
    ({ knex } = await database.connect('vertex-ai'));
  });

  afterEach(() => database.drop());

  it('go up one by one, and each goes down to what was there before', async () => {
    for (const _ of migrations) {
      const before = await tablesOf(knex);
      await knex.migrate.up({ directory });
      const after = await tablesOf(knex);
      await knex.migrate.down({ directory });
      expect(await tablesOf(knex)).toEqual(before);
      await knex.migrate.up({ directory });
      expect(await tablesOf(knex)).toEqual(after);
    }
    expect(await tablesOf(knex)).toEqual([
      'access_endings',
      'access_revision',
      'approval_votes',
      'audit_entries',
      'audit_head',
      'break_glass_reviews',
      'deployment_effects',
      'deployment_events',
      'deployments',
      'handshakes',
      'issuer_keys',
      'issuer_private_keys',
      'leases',
      'model_uploads',
      'security_key_holders',
      'security_key_registrations',
      'security_key_resets',
      'security_keys',
      'sign_in_claims',
      'step_up_challenges',
      'step_up_evidence',
      'step_up_grants',
    ]);
  });

  it('leave nothing to do when they run again', async () => {
    await knex.migrate.latest({ directory });
    const [, applied] = await knex.migrate.latest({ directory });
    expect(applied).toEqual([]);
  });

  it('begin the log with the size nought, so that the first entry is the first', async () => {
    await knex.migrate.latest({ directory });
    const [head] = await knex('audit_head').select();
    expect(Number(head.size)).toBe(0);
  });
});
