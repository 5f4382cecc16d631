import { eachDatabase } from './TestDatabase';

const { env } = process;
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

describe('eachDatabase', () => {
  afterEach(() => {
    process.env = env;
  });

  it('is both where a PostgreSQL is named', () => {
    process.env = { ...env, CI: '1', [POSTGRES]: 'postgresql://127.0.0.1' };
    expect(eachDatabase()).toEqual(['SQLITE_3', 'POSTGRES_18']);
  });

  it('fails in CI without PostgreSQL, instead of leaving half of the tests out', () => {
    process.env = { ...env, CI: '1', [POSTGRES]: '' };
    expect(eachDatabase).toThrow(POSTGRES);
  });

  it('says elsewhere, once, what is left out', () => {
    process.env = { ...env, CI: '', [POSTGRES]: '' };
    const write = process.stderr.write;
    const said: string[] = [];
    process.stderr.write = (text: string | Uint8Array) => {
      said.push(String(text));
      return true;
    };
    try {
      expect([eachDatabase(), eachDatabase()]).toEqual([
        ['SQLITE_3'],
        ['SQLITE_3'],
      ]);
    } finally {
      process.stderr.write = write;
    }
    expect(said).toEqual([expect.stringContaining(POSTGRES)]);
  });
});
