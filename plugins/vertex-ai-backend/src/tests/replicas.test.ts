import {
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
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

  it('give nothing out any more within a second of an ending that another one made', async () => {
    const replica = await portal.startReplica();
    const read = () =>
      replica.as('dana').getModel({
        environment: 'dev',
        location: 'europe-west4',
        model: '7001',
      });
    await read();
    const { id } = await portal.as('sofia').endAccess({
      scope: { kind: 'actor', actor: 'user:default/dana.deployer' },
      reason: 'a test',
    });
    await until(
      'the refusal',
      () =>
        read().then(
          () => false,
          error => error.problem?.code === 'access_ended',
        ),
      { timeoutMs: 1_000 },
    );
    await portal.as('sofia').restoreAccess(id, { reason: 'a test' });
    await until('the restoration', () => read().then(() => true), {
      timeoutMs: 2_000,
    });
    await expect(read()).resolves.toMatchObject({ id: '7001' });
  });

  it('give the same log', async () => {
    const replica = await portal.startReplica();
    expect(await replica.as('sofia').listAudit()).toEqual(
      await portal.as('sofia').listAudit(),
    );
  });
});
