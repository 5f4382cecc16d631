import {
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import plugin from '..';
import {
  deployTo,
  endpointAtGoogle,
  finished,
  LIVE,
  request,
  SEEDED,
  setTraffic,
  undeployNow,
  waitFor,
} from './__testUtils__/portalDriver';

const problem = (code: string) => ({ problem: { code } });

describe.each(eachDatabase())('cancelling on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      stageDurationMs: 5_000,
    });
  });
  afterAll(() => portal.stop());
  afterEach(() => portal.emulator.scenarios.clear());

  const cancel = (id: string) =>
    portal.as('dana').cancelDeployment(id, { reason: 'changed my mind' });
  /** Waits, without letting the clock run, until Google has a write of this method before it. */
  const underWay = (method: string) =>
    until(`${method} is under way`, () =>
      portal.emulator.journal
        .entries({ method })
        .some(({ status }) => status === 0),
    );
  const hold = (method: string) =>
    portal.emulator.scenarios.add({
      match: { method },
      effect: 'slow',
      delayMs: 400,
    });
  const seeded = { trafficSplit: { [SEEDED]: 100 }, models: [[SEEDED, '1']] };

  it('ends a deployment that waits for its endpoint before it has touched anything', async () => {
    const first = await request(portal, deployTo('live'));
    const second = await request(portal, deployTo('live'));
    await waitFor(portal, second, ({ message }) =>
      message.includes(`Waits for deployment ${first}`),
    );
    await cancel(second);
    const done = await finished(portal, second);
    expect(done).toMatchObject({ phase: 'cancelled', effects: [] });
    await cancel(first);
    expect((await finished(portal, first)).phase).toBe('cancelled');
    expect(endpointAtGoogle(portal)).toMatchObject(seeded);
  });

  it('removes the endpoint that was being created', async () => {
    const id = await request(portal, deployTo('new'));
    await waitFor(portal, id, ({ effects }) =>
      effects.some(
        ({ kind, status }) => kind === 'createEndpoint' && status === 'running',
      ),
    );
    await cancel(id);
    const done = await finished(portal, id);
    expect(done.phase).toBe('cancelled');
    expect(done.message).toContain('taken back');
    expect(endpointAtGoogle(portal, done.endpointId)).toBeUndefined();
    expect(done.events.map(({ type }) => type)).toContain('cancelRequested');
  });

  it('stops the operation at Google and removes what it may have brought', async () => {
    const id = await request(portal, deployTo('new'));
    await waitFor(portal, id, ({ stage }) => stage === 'PREPARING_MODEL');
    await cancel(id);
    const done = await finished(portal, id);
    expect(done.phase).toBe('cancelled');
    expect(endpointAtGoogle(portal, done.endpointId)).toBeUndefined();
    expect(
      portal.emulator.journal.entries({ method: 'CancelOperation' }).at(-1),
    ).toMatchObject({
      status: 200,
      principal: expect.stringContaining('/subject/user:default/dana.deployer'),
    });
  });

  it('restores the traffic and undeploys when the traffic was just written', async () => {
    hold('UpdateEndpoint');
    const id = await request(portal, deployTo('live', { trafficPercent: 30 }));
    await waitFor(portal, id, ({ phase }) => phase === 'rollingOut');
    await underWay('UpdateEndpoint');
    await cancel(id);
    const done = await finished(portal, id);
    expect(done.phase).toBe('cancelled');
    expect(done.effects.map(({ kind, status }) => [kind, status])).toEqual([
      ['deployModel', 'done'],
      ['setTraffic', 'done'],
      ['restoreTraffic', 'done'],
      ['undeployModel', 'done'],
    ]);
    expect(endpointAtGoogle(portal)).toMatchObject(seeded);
  });

  it('takes a traffic split back that was just written', async () => {
    const deployed = await finished(
      portal,
      await request(portal, deployTo('live', { trafficPercent: 0 })),
    );
    hold('UpdateEndpoint');
    const { etag } = await portal.as('dana').getEndpoint(LIVE);
    const id = await request(
      portal,
      setTraffic({ [deployed.deployedModelId!]: 100 }, etag),
    );
    await underWay('UpdateEndpoint');
    await cancel(id);
    const done = await finished(portal, id);
    expect(done.phase).toBe('cancelled');
    expect(endpointAtGoogle(portal)!.trafficSplit).toEqual({ [SEEDED]: 100 });

    const removal = await request(
      portal,
      undeployNow(portal, deployed.deployedModelId!),
    );
    await waitFor(portal, removal, ({ effects }) => effects.length > 0);
    await expect(cancel(removal)).rejects.toMatchObject(problem('conflict'));
    expect((await finished(portal, removal)).phase).toBe('succeeded');
    await expect(cancel(removal)).rejects.toMatchObject(problem('conflict'));
  });

  it('refuses a second cancellation while the first is taking things back', async () => {
    const id = await request(portal, deployTo('new'));
    await waitFor(portal, id, ({ stage }) => stage === 'PREPARING_MODEL');
    await cancel(id);
    await waitFor(portal, id, ({ phase }) => phase === 'rollingBack');
    expect(await cancel(id)).toMatchObject({ cancelRequested: true });
    expect((await finished(portal, id)).phase).toBe('cancelled');
  });

  it('is refused to those whose roles do not cover it, and is anonymous to nobody', async () => {
    const id = await request(portal, deployTo('new'));
    await expect(
      portal.as('victor').cancelDeployment(id),
    ).rejects.toMatchObject(problem('role_missing'));
    await expect(
      portal.as('dana').cancelDeployment('0'.repeat(26)),
    ).rejects.toMatchObject(problem('not_found'));
    await cancel(id);
    const done = await finished(portal, id);
    expect(
      done.events.find(({ type }) => type === 'cancelRequested')?.message,
    ).toBe('user:default/dana.deployer asks to cancel: changed my mind');
  });
});
