import { randomUUID } from 'node:crypto';
import {
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import plugin from '..';
import { people, refOf, RISK } from '../__testUtils__/electionDriver';
import {
  deployTo,
  finished,
  writesAtGoogle,
} from '../deployments/__testUtils__/portalDriver';

const postgres = eachDatabase().filter(kind => kind === 'POSTGRES_18');

// Without rows there is nothing to test; the suite of npm test always has PostgreSQL.
(postgres.length > 0 ? describe : describe.skip)('several replicas', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database: 'POSTGRES_18',
      configure: ({ vertexAi: { environments } }) => {
        environments.dev.requires = {
          'deployment.create': { approvals: { count: 2, from: [RISK] } },
        };
        environments.dev.access.approver = { groups: [RISK] };
      },
    });
    people(portal, { ana: [RISK], ben: [RISK] });
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

  it('lose none of two votes that come to two of them at the same moment, count none twice, and approve once', async () => {
    const replica = await portal.startReplica();
    const dana = portal.as('dana');
    for (let round = 0; round < 5; round++) {
      portal.emulator.journal.clear();
      const { id, intentDigest } = await dana.createDeployment(
        deployTo('new'),
        randomUUID(),
      );
      const ballot = { verdict: 'approve', intentDigest } as const;
      await Promise.all([
        portal.as(refOf('ana')).vote(id, ballot),
        replica.as(refOf('ben')).vote(id, ballot),
      ]);
      const { votes } = await replica.as('dana').getApproval(id);
      expect(
        votes.map(({ sequence, standing }) => [sequence, standing]),
      ).toEqual([
        [1, 'counts'],
        [2, 'counts'],
      ]);
      expect(votes.map(({ voter }) => voter).sort()).toEqual(
        ['ana', 'ben'].map(refOf),
      );
      const { phase, events } = await finished(portal, id);
      expect(phase).toBe('succeeded');
      expect(
        events.filter(
          event => event.type === 'phaseChanged' && event.phase === 'queued',
        ),
      ).toHaveLength(1);
      expect(writesAtGoogle(portal)).toEqual([
        'CreateEndpoint',
        'DeployModel',
        'UpdateEndpoint',
      ]);
    }
  });

  it('give the same log', async () => {
    const replica = await portal.startReplica();
    expect(await replica.as('sofia').listAudit()).toEqual(
      await portal.as('sofia').listAudit(),
    );
  });
});
