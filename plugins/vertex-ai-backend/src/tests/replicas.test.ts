import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';

const postgres = eachDatabase().filter(kind => kind === 'POSTGRES_18');

// Without rows there is nothing to test; the suite of npm test always has PostgreSQL.
(postgres.length > 0 ? describe : describe.skip)('several replicas', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({ features: [plugin], database: 'POSTGRES_18' });
  });

  afterAll(() => portal.stop());

  it('publish the same keys', async () => {
    const replicas = await Promise.all([
      portal.startReplica(),
      portal.startReplica(),
    ]);
    const documents = await Promise.all(
      [portal, ...replicas].map(async ({ url }) =>
        (await fetch(`${url}/api/vertex-ai/issuer/jwks.json`)).json(),
      ),
    );
    expect(documents[0].keys).toHaveLength(1);
    expect(documents[1]).toEqual(documents[0]);
    expect(documents[2]).toEqual(documents[0]);
  });

  it('give the same log', async () => {
    const replica = await portal.startReplica();
    expect(await replica.as('sofia').listAudit()).toEqual(
      await portal.as('sofia').listAudit(),
    );
  });
});
