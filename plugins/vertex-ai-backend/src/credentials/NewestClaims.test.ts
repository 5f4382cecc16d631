import { eachDatabase, TestDatabase } from '@backstage-vertex/testkit';
import { Database } from '../db';
import { NewestClaims } from './NewestClaims';

const DANA = 'user:default/dana.deployer';
const saying = (department: string, second: number) => ({
  verifiedAt: new Date(second * 1_000),
  values: { department, teams: ['a', 'b'] },
});

describe.each(eachDatabase())('the newest claims of a person on %s', kind => {
  let test: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    test = new TestDatabase(kind);
    const { knex } = await test.connect('vertex-ai');
    database = await Database.create({ getClient: async () => knex });
  });
  afterEach(() => test.drop());

  /** One of each of two replicas. */
  const two = () => [new NewestClaims(database), new NewestClaims(database)];

  it('are those of the newest sign-in, in whichever order replicas hear of them', async () => {
    const [one, other] = two();
    await one.remember(DANA, saying('risk', 20));
    await other.remember(DANA, saying('fraud', 10));
    expect(await other.orNewer(DANA, saying('fraud', 10))).toEqual(
      saying('risk', 20),
    );
    await other.remember(DANA, saying('ops', 30));
    expect(await one.orNewer(DANA, saying('risk', 20))).toEqual(
      saying('ops', 30),
    );
  });

  it('are those of the request where nothing newer is known', async () => {
    const [one] = two();
    expect(await one.orNewer(DANA, saying('fraud', 10))).toEqual(
      saying('fraud', 10),
    );
    await one.remember(DANA, saying('risk', 5));
    await one.remember('user:default/other', saying('risk', 20));
    expect(await one.orNewer(DANA, saying('fraud', 10))).toEqual(
      saying('fraud', 10),
    );
  });
});
