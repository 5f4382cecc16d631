import { dumpDatabase } from './dumpDatabase';
import { eachDatabase, TestDatabase } from './TestDatabase';

describe.each(eachDatabase())('a killed connection on %s', kind => {
  let database: TestDatabase;

  beforeEach(() => {
    database = new TestDatabase(kind);
  });

  afterEach(() => database.drop());

  it('leaves what was committed and nothing of what was not', async () => {
    const doomed = await database.connect('plugin');
    const witness = await database.connect('plugin');
    await doomed.knex.schema.createTable('things', table => {
      table.integer('id').primary();
    });
    await doomed.knex('things').insert({ id: 1 });
    // Whether the promise of a dead process ever settles is of no interest; what it does to the database is.
    await new Promise<void>(killed => {
      doomed.knex
        .transaction(async tx => {
          await tx('things').insert({ id: 2 });
          await doomed.kill();
          killed();
        })
        .catch(() => undefined);
    });

    await expect(doomed.knex('things').insert({ id: 3 })).rejects.toThrow();
    expect(await dumpDatabase(witness.knex)).toEqual({ things: [{ id: 1 }] });
    await witness.knex('things').insert({ id: 2 });
  });

  it('keeps plugins apart', async () => {
    const [first, second] = [
      await database.connect('first'),
      await database.connect('second'),
    ];
    await first.knex.schema.createTable('things', table => {
      table.integer('id');
    });
    expect(await second.knex.schema.hasTable('things')).toBe(false);
  });

  it('checks foreign keys', async () => {
    const { knex } = await database.connect('plugin');
    await knex.schema.createTable('parents', table => {
      table.integer('id').primary();
    });
    await knex.schema.createTable('children', table => {
      table.integer('parent').references('id').inTable('parents');
    });
    await expect(knex('children').insert({ parent: 1 })).rejects.toThrow();
  });
});
