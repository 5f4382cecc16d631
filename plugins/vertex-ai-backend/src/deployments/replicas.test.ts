import { randomUUID } from 'node:crypto';
import {
  eachDatabase,
  Portal,
  Replica,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import plugin from '..';
import {
  deployTo,
  endpointAtGoogle,
  finished,
  request,
  waitFor,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

const ALL_WRITES = ['CreateEndpoint', 'DeployModel', 'UpdateEndpoint'];
/** Longer than a worker may be silent. */
const LEASE_IS_OVER_MS = 31_000;

describe.each(eachDatabase())('a worker that loses its claim, on %s', kind => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({ features: [plugin], database: kind });
  });
  afterEach(() => portal.stop());

  /** What another replica does that takes a deployment over, until it gives it back. */
  const takeAway = async (id: string) => {
    const db = await portal.db();
    await db('deployments')
      .where({ id })
      .update({
        lease_owner: 'another-replica',
        lease_until_ms: portal.clock.now().getTime() + LEASE_IS_OVER_MS,
      });
  };
  const entriesOf: Portal['emulator']['journal']['entries'] = filter =>
    portal.emulator.journal.entries(filter);
  const rowOf = async (id: string) => {
    const db = await portal.db();
    const { revision, phase, lease_owner } = await db('deployments')
      .where({ id })
      .first();
    return { revision: Number(revision), phase, lease_owner };
  };
  const slow = (match: { service?: 'sts'; method?: string }) =>
    portal.emulator.scenarios.add({
      match,
      effect: 'slow',
      delayMs: 600,
      times: Infinity,
    });

  it('stores nothing of what Google answers it afterwards, and whoever goes on finds it at Google', async () => {
    slow({ method: 'CreateEndpoint' });
    const id = await request(portal, deployTo('new'));
    await until(
      'it is sent',
      () => entriesOf({ method: 'CreateEndpoint' }).length > 0,
    );
    await takeAway(id);
    const before = await rowOf(id);
    await until('the first worker has given up', () =>
      portal.logs.some(({ message }) =>
        message.includes(`the claim on deployment ${id} was lost`),
      ),
    );
    expect(writesAtGoogle(portal)).toEqual(['CreateEndpoint']);
    expect(await rowOf(id)).toEqual(before);

    portal.clock.advance(LEASE_IS_OVER_MS);
    const done = await finished(portal, id);
    expect(done.phase).toBe('succeeded');
    expect(done.events.map(({ type }) => type)).toContain('resumed');
    expect(writesAtGoogle(portal)).toEqual(ALL_WRITES);
  });

  it('sends nothing any more, though it was decided before', async () => {
    slow({ service: 'sts' });
    const id = await request(portal, deployTo('new'));
    // One for reading at the request, one for the write.
    await until(
      'the credential is asked for',
      () => entriesOf({ service: 'sts' }).length > 1,
    );
    await takeAway(id);
    portal.clock.advance(11_000);
    await until('the first worker has given up', () =>
      portal.logs.some(({ message }) =>
        message.includes(`the claim on deployment ${id} was lost`),
      ),
    );
    expect(entriesOf({ method: 'CreateEndpoint' })).toEqual([]);

    portal.emulator.scenarios.clear();
    portal.clock.advance(LEASE_IS_OVER_MS);
    expect((await finished(portal, id)).phase).toBe('succeeded');
    expect(writesAtGoogle(portal)).toEqual(ALL_WRITES);
  });

  it('holds no more places than it has, however many ask at the same moment', async () => {
    portal.emulator.scenarios.add({
      match: { method: 'CreateEndpoint' },
      effect: 'slow',
      delayMs: 1_000,
      times: Infinity,
    });
    const ids = await Promise.all(
      Array.from({ length: 24 }, () => request(portal, deployTo('new'))),
    );
    expect(new Set(ids).size).toBe(24);
    const db = await portal.db();
    const held = await until('all places are taken', async () => {
      const rows = await db('deployments').whereNotNull('lease_owner');
      return rows.length >= 16 && rows;
    });
    expect(held).toHaveLength(16);
  });
});

const several = eachDatabase().filter(kind => kind === 'POSTGRES_18');

(several.length > 0 ? describe : describe.skip)('two replicas', () => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin],
      database: 'POSTGRES_18',
      stageDurationMs: 5_000,
    });
  });
  afterEach(() => portal.stop());

  /** Whoever takes a request begins with it. */
  const requestAt = async (replica: Replica, body = deployTo('new')) => {
    const { id } = await replica
      .as('dana')
      .createDeployment(body, randomUUID());
    return id;
  };

  it.each([
    ['before Google has it', 'hang'],
    ['before the answer', 'slow'],
  ] as const)(
    'deploy once when the one that sent the write dies %s and the other takes over',
    async (_, effect) => {
      const replica = await portal.startReplica();
      portal.emulator.scenarios.add({
        match: { method: 'DeployModel' },
        effect,
        delayMs: 300,
      });
      const id = await requestAt(replica, deployTo('live'));
      await until(
        'the model is sent',
        () =>
          portal.emulator.journal.entries({ method: 'DeployModel' }).length > 0,
      );
      await replica.kill();
      const done = await finished(portal, id);
      expect(done.phase).toBe('succeeded');
      expect(done.events.map(({ type }) => type)).toContain('resumed');
      expect(writesAtGoogle(portal)).toEqual(['DeployModel', 'UpdateEndpoint']);
      expect(endpointAtGoogle(portal)!.trafficSplit).toEqual({
        [done.deployedModelId!]: 100,
      });
    },
  );

  it('go on with one another’s work', async () => {
    const replica = await portal.startReplica();
    const ids = await Promise.all(
      Array.from({ length: 4 }, () => requestAt(replica)),
    );
    await Promise.all(
      ids.map(id => waitFor(portal, id, ({ phase }) => phase === 'deploying')),
    );
    await replica.kill();
    for (const id of ids) {
      expect((await finished(portal, id)).phase).toBe('succeeded');
    }
    expect(writesAtGoogle(portal).sort()).toEqual(
      ALL_WRITES.flatMap(method => Array(4).fill(method)).sort(),
    );
  });
});
