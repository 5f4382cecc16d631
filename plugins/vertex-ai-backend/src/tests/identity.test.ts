import { randomUUID } from 'node:crypto';
import {
  isFinal,
  Problem,
  VertexAiProblemError,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { EmulatorSeed } from '@backstage-vertex/google-emulator';
import {
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import plugin from '..';
import { carryOut, deployTo } from '../deployments/__testUtils__/portalDriver';

const POOL =
  'principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage';
const MODEL = { location: 'europe-west4', model: '7001' };

type Provider =
  EmulatorSeed['workloadIdentityPools'][number]['providers'][number];

describe.each(eachDatabase())('a person at Google, on %s', database => {
  let portal: Portal;
  let iam: object;

  beforeAll(async () => {
    portal = await startPortal({ features: [plugin], database });
    iam = structuredClone(portal.emulator.state.iam);
  });

  afterAll(() => portal.stop());

  // Every test finds the world as it was seeded, and no credential of the one before.
  beforeEach(() => {
    Object.assign(portal.emulator.state.iam, structuredClone(iam));
    portal.emulator.journal.clear();
    portal.emulator.scenarios.clear();
    portal.clock.advance(3_600_000);
  });

  const provider = (): Provider =>
    portal.emulator.state.iam.workloadIdentityPools[0].providers[0];

  const read = (person: string, environment = 'dev') =>
    portal.as(person).getModel({ environment, ...MODEL });

  const problemOf = (work: Promise<unknown>): Promise<Problem> =>
    work.then(
      () => {
        throw new Error('it was not refused');
      },
      (error: VertexAiProblemError) => error.problem,
    );

  it('reads as that person, and Google’s log says why', async () => {
    await read('victor');
    const [call] = portal.emulator.journal.entries({ method: 'GetModel' });
    expect(call).toMatchObject({
      status: 200,
      principal: `${POOL}/subject/user:default/victor.viewer`,
      headers: {
        'x-goog-request-reason': expect.stringMatching(
          /^backstage-vertex correlation=[0-9a-f]{32}$/,
        ),
        traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
      },
    });
    const [, correlationId] = /correlation=(\w+)/.exec(
      call.headers['x-goog-request-reason'],
    )!;
    expect(call.headers.traceparent).toContain(correlationId);
    const { items } = await portal.as('sofia').listAudit({ correlationId });
    expect(
      items.map(({ event, actor, detail }) => [event, actor, detail.hop]),
    ).toEqual(
      ['sts', 'assertion', 'role', 'identity'].map(hop => [
        'handshake.hop',
        'user:default/victor.viewer',
        hop,
      ]),
    );
  });

  it('reads as the account of the environment, with the person behind it', async () => {
    await read('victor', 'staging');
    expect(portal.emulator.journal.entries({ method: 'GetModel' })).toEqual([
      expect.objectContaining({
        status: 200,
        principal: 'vertex-reader@ml-staging.iam.gserviceaccount.com',
        delegation: [`${POOL}/subject/user:default/victor.viewer`],
      }),
    ]);
  });

  it.each<[string, (it: Provider) => void, string, string]>([
    [
      'another audience',
      it => {
        it.allowedAudiences = ['https://other.example.com'];
      },
      'invalid_grant',
      'The audience in ID Token [//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/providers/portal] does not match the expected audience',
    ],
    [
      'another issuer',
      it => {
        it.issuer = 'https://other.example.com';
      },
      'invalid_grant',
      'does not match the expected one in config: https://other.example.com',
    ],
    [
      'keys that are not ours',
      it => {
        it.jwks = { keys: [] };
      },
      'invalid_grant',
      "Error connecting to the given credential's issuer.",
    ],
    [
      'a condition that is false',
      it => {
        it.attributeCondition = "assertion.environment == 'prod'";
      },
      'unauthorized_client',
      'The given credential is rejected by the attribute condition.',
    ],
  ])(
    'is stopped at the exchange, in Google’s own words, by a provider with %s',
    async (_, change, status, words) => {
      change(provider());
      const problem = await problemOf(read('victor'));
      expect(problem).toMatchObject({
        status: 502,
        code: 'handshake_failed',
        hop: 'sts',
        google: { status, message: expect.stringContaining(words) },
      });
      expect(portal.emulator.journal.entries({ method: 'GetModel' })).toEqual(
        [],
      );
      const { items } = await portal
        .as('sofia')
        .listAudit({ correlationId: problem.correlationId });
      expect(items[0]).toMatchObject({
        event: 'handshake.hop',
        outcome: 'failure',
        detail: { hop: 'sts', error: { code: status } },
      });
    },
  );

  it('is refused by us before Google is asked, without a role', async () => {
    portal.org.addUser('user:default/new.here');
    const problem = await problemOf(read('user:default/new.here'));
    expect(problem).toMatchObject({ status: 403, code: 'role_missing' });
    expect(problem.detail).toMatch(/Ask group:default\/ml-platform\.$/);
    expect(portal.emulator.journal.entries({ service: 'sts' })).toEqual([]);
    const { items } = await portal
      .as('sofia')
      .listAudit({ correlationId: problem.correlationId });
    expect(items).toEqual([
      expect.objectContaining({ event: 'decision', outcome: 'denied' }),
    ]);
  });

  it('is refused by Google where its own grants are missing, with its words', async () => {
    portal.emulator.state.iam.projects.forEach(project => {
      project.bindings = [];
    });
    expect(await problemOf(read('victor'))).toMatchObject({
      status: 403,
      code: 'google_permission_denied',
      google: { status: 'PERMISSION_DENIED' },
    });
  });

  it('loses what it had with the next request after leaving a group', async () => {
    await read('victor');
    portal.org.leave('victor', 'group:default/ml-viewers');
    const problem = await problemOf(read('victor'));
    portal.org.join('victor', 'group:default/ml-viewers');
    expect(problem).toMatchObject({ code: 'role_missing' });
  });

  it('of 500 groups has the roles of all of them, and is told why Google cannot take so many', async () => {
    const many = 'user:default/many';
    const groups = Array.from({ length: 499 }, (_, i) => `group:default/g${i}`);
    portal.org.addUser(many, [...groups, 'group:default/ml-viewers']);
    const client = portal.as(many);
    const { items } = await client.listEnvironments();
    expect(items.find(({ name }) => name === 'dev')?.roles).toEqual(['viewer']);
    expect((await client.listModels({ environment: 'dev' })).items).not.toEqual(
      [],
    );
    portal.emulator.journal.clear();
    expect(await problemOf(read(many))).toMatchObject({
      code: 'handshake_failed',
      hop: 'assertion',
      detail: expect.stringMatching(/is in 500 groups, which makes \d+ bytes/),
    });
    expect(portal.emulator.journal.entries()).toEqual([]);
  });

  it('is exchanged once for many requests at a time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => read('victor')));
    const exchanges = portal.emulator.journal
      .entries({ service: 'sts' })
      .filter(({ principal }) => principal?.endsWith('victor.viewer'));
    expect(exchanges).toHaveLength(1);
  });

  it('goes on over every rotation of the keys', async () => {
    for (let day = 0; day < 65; day += 13) {
      await read('victor');
      portal.clock.advance(13 * 24 * 3_600_000);
    }
    const db = await portal.db();
    expect((await db('issuer_keys').select('kid')).length).toBeGreaterThan(1);
  });

  it('gives a credential that Google has refused to nobody again', async () => {
    await read('victor');
    portal.emulator.scenarios.add({
      match: { service: 'aiplatform', method: 'GetModel' },
      effect: 'expireToken',
    });
    expect(await problemOf(read('victor'))).toMatchObject({
      google: { status: 'UNAUTHENTICATED' },
    });
    expect(await read('victor')).toMatchObject({ displayName: 'fraud-score' });
  });

  it('goes on with a deployment whose credentials Google refuses in the middle', async () => {
    for (const method of ['DeployModel', 'GetOperation', 'UpdateEndpoint']) {
      portal.emulator.scenarios.add({
        match: { service: 'aiplatform', method },
        effect: 'expireToken',
      });
    }
    const { phase, handshakes } = await carryOut(portal, deployTo('live'));
    expect(phase).toBe('succeeded');
    // One for each of the two writes that were refused, and one before.
    expect(handshakes).toHaveLength(3);
  });

  it('lets nobody act who is no longer there, and puts that on record', async () => {
    portal.org.addUser('user:default/gone.soon', [
      'group:default/ml-deployers',
    ]);
    const { id, correlationId } = await portal
      .as('user:default/gone.soon')
      .createDeployment(deployTo('new'), randomUUID());
    portal.org.removeUser('user:default/gone.soon');
    const end = await until('the end', async () => {
      portal.clock.advance(1_000);
      const deployment = await portal.as('victor').getDeployment(id);
      return isFinal(deployment.phase) && deployment;
    });
    expect(end).toMatchObject({ problem: { code: 'role_missing' } });
    const { items } = await portal
      .as('sofia')
      .listAudit({ correlationId, event: 'decision' });
    expect(items[0]).toMatchObject({
      outcome: 'denied',
      actor: 'user:default/gone.soon',
      deploymentId: id,
      detail: { code: 'role_missing' },
    });
  });

  it('leaves no token in the log, the database or an answer', async () => {
    await read('victor');
    await read('dana', 'staging');
    await portal.as('dana').listModels();
    portal.emulator.scenarios.add({
      match: { service: 'aiplatform', method: 'GetModel' },
      effect: 'expireToken',
    });
    await problemOf(read('victor'));
    provider().disabled = true;
    await problemOf(read('dana', 'prod'));
    const { items } = await portal.as('sofia').listAudit({ limit: 200 });
    expect(items.length).toBeGreaterThan(10);
    expect(
      [...portal.tokens].filter(token => token.startsWith('eyJ')).length,
    ).toBeGreaterThan(2);
    expect(
      [...portal.tokens].filter(token => token.startsWith('ya29.')).length,
    ).toBeGreaterThan(2);
    expect(await portal.findTokens()).toEqual([]);
  });
});
