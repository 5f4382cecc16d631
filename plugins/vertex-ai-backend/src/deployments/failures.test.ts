import {
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
  request,
  SEEDED,
  undeployNow,
  waitFor,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

const DEPLOYERS = 'group:default/ml-deployers';

describe.each(eachDatabase())('failures on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({ features: [plugin], database });
  });
  afterAll(() => portal.stop());
  beforeEach(() => portal.emulator.journal.clear());
  afterEach(() => {
    portal.emulator.scenarios.clear();
    portal.org.join('dana', DEPLOYERS);
  });

  const seeded = { trafficSplit: { [SEEDED]: 100 }, models: [[SEEDED, '1']] };
  const scenario = (
    method: string,
    rest: Omit<Parameters<Portal['emulator']['scenarios']['add']>[0], 'match'>,
  ) => portal.emulator.scenarios.add({ match: { method }, ...rest });

  it.each([
    'PREPARING_MODEL',
    'STARTING_MODEL_SERVER',
    'FINISHING_UP',
  ] as const)(
    'leaves no endpoint behind when the operation fails at %s, and says Google’s words',
    async stage => {
      scenario('DeployModel', {
        effect: 'failOperationAtStage',
        stage,
        message: 'Model server exited unexpectedly.',
      });
      const done = await carryOut(portal, deployTo('new'));
      expect(done).toMatchObject({
        phase: 'failed',
        problem: {
          code: 'google_failed',
          google: {
            status: 'FAILED_PRECONDITION',
            message: 'Model server exited unexpectedly.',
          },
        },
      });
      expect(endpointAtGoogle(portal, done.endpointId)).toBeUndefined();
      expect(writesAtGoogle(portal)).toEqual([
        'CreateEndpoint',
        'DeployModel',
        'DeleteEndpoint',
      ]);
    },
  );

  it('leaves a live endpoint as it was when the operation fails', async () => {
    scenario('DeployModel', { effect: 'failOperationAtStage' });
    const done = await carryOut(portal, deployTo('live'));
    expect(done.phase).toBe('failed');
    expect(endpointAtGoogle(portal)).toMatchObject(seeded);
    expect(writesAtGoogle(portal)).toEqual(['DeployModel']);
  });

  it('fails with Google’s own refusal, and removes what was made before it', async () => {
    scenario('DeployModel', {
      effect: 'fail',
      status: 'INVALID_ARGUMENT',
      message: 'Invalid image "x" for deployment.',
    });
    const done = await carryOut(portal, deployTo('new'));
    expect(done).toMatchObject({
      phase: 'failed',
      problem: {
        code: 'google_rejected',
        google: { message: 'Invalid image "x" for deployment.' },
      },
    });
    expect(done.message).toContain('Invalid image "x" for deployment.');
    expect(endpointAtGoogle(portal, done.endpointId)).toBeUndefined();
  });

  it('tries again where Google is not available, limits the rate or fails inside, and still deploys once', async () => {
    scenario('DeployModel', {
      effect: 'fail',
      status: 'UNAVAILABLE',
      times: 2,
    });
    scenario('DeployModel', { effect: 'throttle', retryAfterSeconds: 3 });
    scenario('UpdateEndpoint', { effect: 'fail', status: 'INTERNAL' });
    scenario('GetOperation', {
      effect: 'fail',
      status: 'UNAVAILABLE',
      times: 4,
    });
    const done = await carryOut(portal, deployTo('new'));
    expect(done.phase).toBe('succeeded');
    expect(writesAtGoogle(portal)).toEqual([
      'CreateEndpoint',
      'DeployModel',
      'UpdateEndpoint',
    ]);
    expect(done.events.map(({ message }) => message).join('\n')).toContain(
      'Trying again.',
    );
  });

  it('gives up on a serving quota that stays full, in Google’s words', async () => {
    const done = await carryOut(
      portal,
      deployTo('live', {
        machine: {
          machineType: 'a2-highgpu-1g',
          acceleratorType: 'NVIDIA_TESLA_A100',
          acceleratorCount: 1,
        },
      }),
    );
    expect(done).toMatchObject({
      phase: 'failed',
      problem: { code: 'quota_exceeded' },
    });
    expect(done.message).toContain(
      'The following quota metrics exceed quota limits',
    );
    expect(endpointAtGoogle(portal)).toMatchObject(seeded);
  });

  it('gives up soon on what Google refuses to do with the endpoint as it is, when nothing works there', async () => {
    scenario('DeployModel', {
      effect: 'fail',
      status: 'FAILED_PRECONDITION',
      message: 'The model and the endpoint do not fit.',
      times: Infinity,
    });
    const asked = portal.clock.now().getTime();
    const done = await carryOut(portal, deployTo('live'));
    expect(done).toMatchObject({
      phase: 'failed',
      problem: { google: { status: 'FAILED_PRECONDITION' } },
    });
    expect(done.message).toContain('The model and the endpoint do not fit.');
    const tookMs = Date.parse(done.finishedAt!) - asked;
    expect(tookMs).toBeLessThan(5 * 60_000);
    expect(endpointAtGoogle(portal)).toMatchObject(seeded);
  });

  it('stops at the next write when the role is withdrawn, and names what stays', async () => {
    const id = await request(portal, deployTo('new'));
    await waitFor(portal, id, ({ effects }) => effects.length > 0);
    await until('the endpoint is there', () =>
      writesAtGoogle(portal).includes('CreateEndpoint'),
    );
    portal.org.leave('dana', DEPLOYERS);
    const done = await until(
      'the end',
      async () => {
        portal.clock.advance(1_000);
        const deployment = await portal.as('victor').getDeployment(id);
        return deployment.phase === 'failed' && deployment;
      },
      { timeoutMs: 30_000, intervalMs: 50 },
    );
    expect(done).toMatchObject({ problem: { code: 'role_missing' } });
    expect(done.message).toContain(
      `Left at Google, to be removed by hand: endpoint ${done.endpointId}`,
    );
    expect(writesAtGoogle(portal)).toEqual(['CreateEndpoint']);
    const { items } = await portal
      .as('sofia')
      .listAudit({ deploymentId: id, event: 'decision' });
    expect(items.map(({ outcome }) => outcome)).toContain('denied');
  });

  /** Waits until the traffic is being written, and gives the new model a little of it in somebody else's name. */
  async function interfereWith(id: string): Promise<void> {
    await waitFor(portal, id, () =>
      portal.emulator.journal
        .entries({ method: 'UpdateEndpoint' })
        .some(({ status }) => status === 0),
    );
    const endpoint = portal.emulator.state.endpoints.get(
      'projects/100000000001/locations/europe-west4/endpoints/4001',
    )!;
    const [, theNew] = endpoint.deployedModels;
    endpoint.etag = 'changed-by-somebody';
    endpoint.trafficSplit = { [SEEDED]: 90, [theNew.id]: 10 };
  }

  it('follows its own redistribution when somebody changes the traffic in between', async () => {
    scenario('UpdateEndpoint', { effect: 'slow', delayMs: 500 });
    const id = await request(portal, deployTo('live', { trafficPercent: 40 }));
    await interfereWith(id);
    const done = await finished(portal, id);
    const deployedModelId = done.deployedModelId!;
    expect(done.phase).toBe('succeeded');
    expect(endpointAtGoogle(portal)!.trafficSplit).toEqual({
      [SEEDED]: 60,
      [deployedModelId]: 40,
    });
    expect(
      done.events.filter(({ type }) => type === 'effectFailed'),
    ).toMatchObject([
      { detail: { kind: 'setTraffic', code: 'etag_mismatch' } },
    ]);
    await carryOut(portal, undeployNow(portal, deployedModelId));
    expect(endpointAtGoogle(portal)).toMatchObject(seeded);
  });

  it('undeploys nothing when somebody changes the endpoint in between', async () => {
    const { deployedModelId } = await carryOut(
      portal,
      deployTo('live', { trafficPercent: 40 }),
    );
    portal.emulator.journal.clear();
    scenario('UpdateEndpoint', { effect: 'slow', delayMs: 500 });
    const id = await request(portal, undeployNow(portal, SEEDED));
    await interfereWith(id);
    const done = await finished(portal, id);
    expect(done.problem?.code).toBe('etag_mismatch');
    expect(endpointAtGoogle(portal)!.models).toHaveLength(2);
    expect(writesAtGoogle(portal)).toEqual([]);
    await carryOut(portal, undeployNow(portal, deployedModelId!));
  });

  it('gives up after the configured time, and stops the operation', async () => {
    scenario('GetOperation', {
      effect: 'fail',
      status: 'UNAVAILABLE',
      times: 9e9,
    });
    const id = await request(portal, deployTo('new'));
    await waitFor(portal, id, ({ message }) =>
      message.includes('Trying again'),
    );
    portal.clock.advance(2 * 60 * 60_000);
    await waitFor(portal, id, ({ phase }) => phase === 'rollingBack');
    portal.emulator.scenarios.clear();
    const done = await finished(portal, id);
    expect(done.message).toContain('Not finished after 120 minutes.');
    expect(endpointAtGoogle(portal, done.endpointId)).toBeUndefined();
  });
});
