import {
  EndScope,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import {
  deployTo,
  finished,
  request,
  waitFor,
  writesAtGoogle,
} from '../deployments/__testUtils__/portalDriver';

const DANA = 'user:default/dana.deployer';
const AMIR = 'user:default/amir.approver';
const SOFIA = 'user:default/sofia.auditor';

const endpoint = {
  environment: 'dev',
  location: 'europe-west4',
  endpoint: '4001',
};

const ofDana: EndScope = { kind: 'actor', actor: DANA };
const ofDanaInDev: EndScope = { ...ofDana, environment: 'dev' };

/** Something that takes a credential of the person. */
const read = (client: VertexAiClient, environment = 'dev') =>
  client.getModel({ environment, location: 'europe-west4', model: '7001' });

const ended = { problem: { status: 403, code: 'access_ended' } };
const refused = { problem: { status: 403, code: 'role_missing' } };

describe.each(eachDatabase())('an ending of access on %s', database => {
  let portal: Portal;

  const end = (scope: EndScope, by = 'sofia') =>
    portal.as(by).endAccess({ scope, reason: 'left the team' });
  const restore = (id: string, by = 'sofia') =>
    portal.as(by).restoreAccess(id, { reason: 'came back' });

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      stageDurationMs: 5_000,
    });
  });

  afterEach(() => portal.stop());

  it.each<[string, EndScope, string[]]>([
    ['the person here', ofDanaInDev, ['dana in dev']],
    ['the person everywhere', ofDana, ['dana in dev', 'dana in staging']],
    [
      'the environment',
      { kind: 'environment', environment: 'dev' },
      ['dana in dev', 'victor in dev'],
    ],
    [
      'everything',
      { kind: 'everything' },
      ['dana in dev', 'dana in staging', 'victor in dev', 'victor in staging'],
    ],
  ])('of %s shuts out just that', async (_, scope, shutOut) => {
    const cases = ['dana', 'victor'].flatMap(person =>
      ['dev', 'staging'].map(environment => ({ person, environment })),
    );
    const outcomes = () =>
      Promise.allSettled(
        cases.map(({ person, environment }) =>
          read(portal.as(person), environment),
        ),
      );
    // All have a credential in memory.
    expect(await outcomes()).toEqual(
      cases.map(() => expect.objectContaining({ status: 'fulfilled' })),
    );
    const { id } = await end(scope);
    const results = await outcomes();
    expect(
      cases
        .filter((_one, index) => results[index].status === 'rejected')
        .map(({ person, environment }) => `${person} in ${environment}`),
    ).toEqual(shutOut);
    expect(results.filter(({ status }) => status === 'rejected')).toMatchObject(
      shutOut.map(() => ({ reason: ended })),
    );
    await restore(id);
    expect(await outcomes()).toEqual(
      cases.map(() => expect.objectContaining({ status: 'fulfilled' })),
    );
  });

  it('stays after the backend was killed and started again', async () => {
    await end(ofDana);
    await portal.restart();
    await expect(read(portal.as('dana'))).rejects.toMatchObject(ended);
    const { endings } = await portal.as('dana').getOwnAccess();
    expect(endings).toMatchObject([
      { scope: 'actor', actor: DANA, by: SOFIA, reason: 'left the team' },
    ]);
  });

  it('lets the person read the own history, change nothing, and stop what runs', async () => {
    const id = await request(portal, deployTo('live'));
    await waitFor(portal, id, ({ effects }) =>
      effects.some(
        ({ kind, status }) => kind === 'deployModel' && status === 'running',
      ),
    );
    await end(ofDana);
    const dana = portal.as('dana');
    expect((await dana.listDeployments()).items).toMatchObject([{ id }]);
    await expect(
      dana.changeAliases(
        { environment: 'dev', location: 'europe-west4', model: '7001' },
        { versionId: '1', add: ['stable'] },
      ),
    ).rejects.toMatchObject(ended);
    await expect(
      dana.predict(endpoint, { instances: [[1]] }),
    ).rejects.toMatchObject(ended);
    await expect(dana.cancelDeployment(id)).resolves.toMatchObject({ id });
  });

  it('stops a deployment of the person before its next write, and names what is left for somebody', async () => {
    const id = await request(portal, deployTo('new'));
    await waitFor(portal, id, ({ effects }) =>
      effects.some(
        ({ kind, status }) => kind === 'deployModel' && status === 'running',
      ),
    );
    await end(ofDanaInDev);
    const before = writesAtGoogle(portal);
    const { phase, message, endpointId } = await finished(portal, id);
    expect(phase).toBe('failed');
    expect(message).toContain(`was ended by ${SOFIA}: left the team`);
    expect(message).toContain('Left at Google, to be removed by hand');
    expect(message).toContain(`endpoint ${endpointId}`);
    expect(writesAtGoogle(portal)).toEqual(before);
    const { items } = await portal
      .as('sofia')
      .listAudit({ deploymentId: id, event: 'decision' });
    expect(items[0]).toMatchObject({
      outcome: 'denied',
      detail: { code: 'access_ended' },
    });
  });

  it('is on record with its reason, and so is every refusal and its end', async () => {
    const { id } = await end(ofDanaInDev);
    await expect(read(portal.as('dana'))).rejects.toMatchObject(ended);
    await restore(id);
    const { items } = await portal.as('sofia').listAudit();
    expect(
      items
        .filter(({ event }) => /^(access|decision)/.test(event))
        .map(({ event, outcome, actor, detail }) => ({
          event,
          outcome,
          actor,
          detail,
        })),
    ).toMatchObject([
      {
        event: 'access.restored',
        actor: SOFIA,
        detail: { ending: id, reason: 'came back' },
      },
      {
        event: 'decision',
        outcome: 'denied',
        actor: DANA,
        detail: { code: 'access_ended' },
      },
      {
        event: 'access.ended',
        actor: SOFIA,
        detail: {
          ending: id,
          scope: 'actor',
          actor: DANA,
          reason: 'left the team',
        },
      },
    ]);
  });

  it('cannot be changed or taken back in the database', async () => {
    await end(ofDana);
    const db = await portal.db();
    await expect(
      Promise.resolve(db('access_endings').update({ actor: AMIR })),
    ).rejects.toThrow('append-only');
    await expect(
      Promise.resolve(db('access_endings').delete()),
    ).rejects.toThrow('append-only');
  });

  describe('by whom', () => {
    it('is everybody’s right about their own access', async () => {
      await expect(end(ofDana, 'dana')).resolves.toMatchObject({ by: DANA });
      await expect(read(portal.as('dana'))).rejects.toMatchObject(ended);
    });

    it.each<[string, string, EndScope]>([
      [
        'another person here',
        'dana',
        { kind: 'actor', actor: SOFIA, environment: 'dev' },
      ],
      ['another person everywhere', 'amir', ofDana],
      ['an environment', 'dana', { kind: 'environment', environment: 'dev' }],
      ['everything', 'victor', { kind: 'everything' }],
    ])('refuses %s to who has no right', async (_, person, scope) => {
      await expect(end(scope, person)).rejects.toMatchObject(refused);
      expect((await portal.as('sofia').listEndings()).items).toEqual([]);
    });

    it.each([
      ['ended', 'sofia', 'dana'],
      ['ended themself', 'dana', 'dana'],
    ])(
      'lets nobody restore their own access who was %s',
      async (_, by, person) => {
        const { id } = await end(ofDana, by);
        await expect(restore(id, person)).rejects.toMatchObject(ended);
        await expect(read(portal.as(person))).rejects.toMatchObject(ended);
        await expect(restore(id)).resolves.toMatchObject({
          restored: { by: SOFIA, reason: 'came back' },
        });
      },
    );

    it('lets an auditor who was ended not restore herself either', async () => {
      const { id } = await end({ kind: 'actor', actor: SOFIA });
      await expect(restore(id)).rejects.toMatchObject(ended);
    });

    it('restores once', async () => {
      const { id } = await end(ofDana);
      const outcomes = await Promise.allSettled([restore(id), restore(id)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
      await expect(restore(id)).rejects.toMatchObject({
        problem: { code: 'conflict' },
      });
    });

    it('keeps one ending where two end the same at once', async () => {
      const [one, other] = await Promise.all([end(ofDana), end(ofDana)]);
      expect(one.id).toBe(other.id);
    });
  });

  it.each<[string, EndScope, string]>([
    [
      'a person whom nobody knows',
      { kind: 'actor', actor: 'user:default/dana.deploier' },
      'body.scope.actor',
    ],
    [
      'a group',
      { kind: 'actor', actor: 'group:default/ml-deployers' },
      'body.scope.actor',
    ],
    [
      'a name that is no ref',
      { kind: 'actor', actor: 'dana' },
      'body.scope.actor',
    ],
  ])('refuses %s, and says what would be right', async (_, scope, path) => {
    await expect(end(scope)).rejects.toMatchObject({
      problem: { code: 'invalid_request', errors: [{ path }] },
    });
  });

  it('takes a ref in capitals for the person whom Backstage means', async () => {
    await end({ kind: 'actor', actor: 'user:default/Dana.Deployer' });
    await expect(read(portal.as('dana'))).rejects.toMatchObject(ended);
  });

  it('needs a reason', async () => {
    await expect(
      portal.as('sofia').endAccess({ scope: ofDana, reason: '  ' }),
    ).rejects.toMatchObject({ problem: { code: 'invalid_request' } });
  });

  it('says what Google still takes, until when, and with which commands it is stopped there', async () => {
    await read(portal.as('dana'));
    await read(portal.as('dana'), 'staging');
    const { aftermath } = await end(ofDana);
    expect(aftermath).toMatchObject([
      {
        environment: 'dev',
        credentials: 1,
        honouredUntil: expect.any(String),
        revoked: 0,
        notRevoked: 0,
      },
      { environment: 'staging', credentials: 1 },
      { environment: 'prod', credentials: 0, switches: expect.any(Array) },
    ]);
    const lifeMs =
      Date.parse(aftermath[0].honouredUntil!) - portal.clock.now().getTime();
    expect(lifeMs).toBeGreaterThan(500_000);
    expect(lifeMs).toBeLessThanOrEqual(600_000);
    const [dev, staging] = aftermath.map(({ switches }) =>
      switches.map(({ id, command }) => `${id}: ${command}`).join('\n'),
    );
    expect(dev).toContain(
      `principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/subject/${DANA}`,
    );
    expect(dev).toContain('projects/ml-dev');
    expect(dev).toContain('workload-identity-pools update backstage');
    expect(staging).toContain(
      'service-accounts disable vertex-deployer@ml-staging.iam.gserviceaccount.com --project=ml-staging',
    );
  });
});
