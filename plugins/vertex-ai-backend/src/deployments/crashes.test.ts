import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  DatabaseKind,
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import plugin from '..';
import {
  carryOut,
  deployTo,
  endpointAtGoogle,
  finished,
  LIVE,
  request,
  SEEDED,
  setTraffic,
  undeployNow,
  waitFor,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

const LIVE_NAME = 'projects/100000000001/locations/europe-west4/endpoints/4001';

/** When the backend dies, seen from a write that it has sent to Google. */
type Moment =
  /** Google never gets the write. */
  | 'before Google has it'
  /** Google does it, and nobody hears the answer. */
  | 'before the answer'
  /** The answer has left Google a moment ago. */
  | 'after the answer';

const moments: Moment[] = [
  'before Google has it',
  'before the answer',
  'after the answer',
];

const cases = eachDatabase().flatMap(database =>
  moments.map(moment => [moment, database] as [Moment, DatabaseKind]),
);

describe.each(cases)('a backend that dies %s, on %s', (moment, database) => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({ features: [plugin], database });
  });
  afterEach(() => portal.stop());

  const entriesOf = (method: string) =>
    portal.emulator.journal.entries({ method });

  /** Makes the next write of each method the last thing that a backend does. The result waits for them in turn, each time starting another backend. */
  function dieAt(...methods: string[]): () => Promise<void> {
    const deaths = methods.map(prepare);
    return async () => {
      for (const die of deaths) {
        await die();
      }
    };
  }

  function prepare(method: string): () => Promise<void> {
    const known = entriesOf(method).length;
    if (moment !== 'after the answer') {
      portal.emulator.scenarios.add({
        match: { method },
        effect: moment === 'before Google has it' ? 'hang' : 'slow',
        delayMs: 200,
      });
    }
    const next = () => entriesOf(method)[known];
    return async () => {
      await until(`Google sees ${method}`, () => {
        portal.clock.advance(500);
        return moment === 'after the answer'
          ? next()?.status === 200
          : next() !== undefined;
      });
      await portal.kill();
      if (moment === 'before the answer') {
        await until(`Google has done ${method}`, () => next().status === 200);
      }
      await portal.restart();
    };
  }

  it('deploys to a new endpoint as if nothing had happened', async () => {
    const die = dieAt('CreateEndpoint', 'DeployModel', 'UpdateEndpoint');
    const id = await request(portal, deployTo('new'));
    await die();
    const done = await finished(portal, id);
    expect(done.phase).toBe('succeeded');
    expect(endpointAtGoogle(portal, done.endpointId)).toMatchObject({
      trafficSplit: { [done.deployedModelId!]: 100 },
      models: [[done.deployedModelId, '2']],
    });
    expect(writesAtGoogle(portal)).toEqual([
      'CreateEndpoint',
      'DeployModel',
      'UpdateEndpoint',
    ]);
  });

  it('takes everything back as if nothing had happened', async () => {
    portal.emulator.scenarios.add({
      match: { method: 'UpdateEndpoint' },
      effect: 'slow',
      delayMs: 300,
    });
    const id = await request(portal, deployTo('new'));
    await waitFor(portal, id, () => entriesOf('UpdateEndpoint').length === 1);
    // The verifying read is held up, so that the cancellation comes when all is done.
    portal.emulator.scenarios.add({
      match: { method: 'GetEndpoint' },
      effect: 'slow',
      delayMs: 300,
    });
    await until('the traffic is set', () =>
      writesAtGoogle(portal).includes('UpdateEndpoint'),
    );
    await portal.as('dana').cancelDeployment(id);

    await dieAt('UpdateEndpoint', 'UndeployModel', 'DeleteEndpoint')();
    const done = await finished(portal, id);
    expect(done.phase).toBe('cancelled');
    expect(done.message).not.toContain('Left at Google');
    expect(endpointAtGoogle(portal, done.endpointId)).toBeUndefined();
    expect(writesAtGoogle(portal)).toEqual([
      'CreateEndpoint',
      'DeployModel',
      'UpdateEndpoint',
      'UpdateEndpoint',
      'UndeployModel',
      'DeleteEndpoint',
    ]);
  });

  it('undeploys and sets traffic as if nothing had happened', async () => {
    const { deployedModelId } = await carryOut(
      portal,
      deployTo('live', { trafficPercent: 50 }),
    );
    const { etag } = await portal.as('dana').getEndpoint(LIVE);
    let die = dieAt('UpdateEndpoint');
    const first = await request(
      portal,
      setTraffic({ [SEEDED]: 90, [deployedModelId!]: 10 }, etag),
    );
    await die();
    expect((await finished(portal, first)).phase).toBe('succeeded');
    expect(endpointAtGoogle(portal)!.trafficSplit).toEqual({
      [SEEDED]: 90,
      [deployedModelId!]: 10,
    });

    die = dieAt('UpdateEndpoint', 'UndeployModel');
    const second = await request(portal, undeployNow(portal, SEEDED));
    await die();
    expect((await finished(portal, second)).phase).toBe('succeeded');
    expect(endpointAtGoogle(portal)).toMatchObject({
      trafficSplit: { [deployedModelId!]: 100 },
      models: [[deployedModelId, '2']],
    });
    expect(writesAtGoogle(portal)).toEqual([
      'DeployModel',
      'UpdateEndpoint',
      'UpdateEndpoint',
      'UpdateEndpoint',
      'UndeployModel',
    ]);
  });
});

describe.each(eachDatabase())(
  'an operation that nobody remembers, on %s',
  database => {
    it('is found behind more than a page of newer ones', async () => {
      const portal = await startPortal({
        features: [plugin],
        database,
        stageDurationMs: 20_000,
      });
      try {
        portal.emulator.scenarios.add({
          match: { method: 'DeployModel' },
          effect: 'slow',
          delayMs: 200,
        });
        const id = await request(portal, deployTo('live'));
        const operations = () => [...portal.emulator.state.operations.values()];
        await until(
          'it is sent',
          () =>
            portal.emulator.journal.entries({ method: 'DeployModel' }).length >
            0,
        );
        await portal.kill();
        const ours = await until('Google has it', () => operations()[0]);
        for (let i = 1; i <= 120; i++) {
          const name = ours.name.replace(/[0-9]+$/, `77${i}`);
          portal.emulator.state.operations.set(name, {
            ...ours,
            name,
            kind: 'UpdateEndpointLongRunning',
            startedAtMs: ours.startedAtMs + i,
            outcome: { response: {} },
          });
        }
        await portal.restart();
        const done = await finished(portal, id);
        expect(done.phase).toBe('succeeded');
        expect(writesAtGoogle(portal)).toEqual([
          'DeployModel',
          'UpdateEndpoint',
        ]);
        expect(
          portal.emulator.journal.entries({ method: 'DeployModel' }),
        ).toHaveLength(1);
      } finally {
        await portal.stop();
      }
    });

    it('is not taken for ours for good when it undeploys somebody else’s model', async () => {
      const portal = await startPortal({ features: [plugin], database });
      try {
        const { deployedModelId } = await carryOut(
          portal,
          deployTo('live', { trafficPercent: 0 }),
        );
        portal.emulator.scenarios.add({
          match: { method: 'UndeployModel' },
          effect: 'hang',
        });
        const entriesOf = (method: string) =>
          portal.emulator.journal.entries({ method });
        const id = await request(portal, undeployNow(portal, deployedModelId!));
        await until('it is sent', () => entriesOf('UndeployModel').length > 0);
        await portal.kill();
        const { operations } = portal.emulator.state;
        const [known] = operations.values();
        const theirs: typeof known = {
          ...known,
          name: `${LIVE_NAME}/operations/666`,
          kind: 'UndeployModel',
          createTime: portal.clock.now().toISOString(),
          startedAtMs: portal.clock.now().getTime(),
          outcome: undefined,
        };
        operations.set(theirs.name, theirs);
        await portal.restart();
        await waitFor(portal, id, ({ effects }) =>
          effects.some(({ operation }) => operation === theirs.name),
        );
        theirs.outcome = { response: {} };
        expect((await finished(portal, id)).phase).toBe('succeeded');
        expect(endpointAtGoogle(portal)!.models).toEqual([[SEEDED, '1']]);
        expect(writesAtGoogle(portal)).toEqual([
          'DeployModel',
          'UndeployModel',
        ]);
      } finally {
        await portal.stop();
      }
    });
  },
);

describe.each(eachDatabase())(
  'a backend that dies all the time, on %s',
  database => {
    it('still deploys once', async () => {
      const portal = await startPortal({ features: [plugin], database });
      try {
        const id = await request(portal, deployTo('new'));
        let deaths = 0;
        let seen = portal.emulator.journal.entries().length;
        const isOver = async () => {
          const deployment = await portal.as('dana').getDeployment(id);
          return isFinal(deployment.phase) && deployment;
        };
        const done = await until(
          'the end',
          async () => {
            portal.clock.advance(1_000);
            const requests = portal.emulator.journal.entries().length;
            // After every request that reaches Google, of whatever kind.
            if (requests > seen && deaths < 12) {
              deaths += 1;
              await portal.restart();
              seen = portal.emulator.journal.entries().length;
            }
            return isOver();
          },
          { timeoutMs: 90_000, intervalMs: 5 },
        );
        expect(deaths).toBeGreaterThan(5);
        expect(done.phase).toBe('succeeded');
        expect(writesAtGoogle(portal)).toEqual([
          'CreateEndpoint',
          'DeployModel',
          'UpdateEndpoint',
        ]);
        const events = done.events.map(({ sequence }) => sequence);
        expect(events).toEqual(events.map((_, index) => index + 1));
        expect(await portal.findTokens()).toEqual([]);
      } finally {
        await portal.stop();
      }
    });
  },
);
