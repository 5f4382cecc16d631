import { randomUUID } from 'node:crypto';
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
  LIVE,
  request,
  SEEDED,
  setTraffic,
  undeploy,
  undeployNow,
  waitFor,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

const problem = (code: string) => ({ problem: { code } });

describe.each(eachDatabase())('deployments on %s', database => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({ features: [plugin], database });
  });
  afterEach(() => portal.stop());

  it('deploys the default version to an existing endpoint and gives it its share', async () => {
    const done = await carryOut(
      portal,
      deployTo('live', { trafficPercent: 40, reason: 'try it' }),
    );
    expect(done).toMatchObject({
      phase: 'succeeded',
      modelId: '7001',
      modelVersionId: '2',
      modelDisplayName: 'fraud-score',
      endpointDisplayName: 'fraud-live',
      requestedBy: 'user:default/dana.deployer',
      role: 'deployer',
      request: { model: { id: '7001', version: '2' }, reason: 'try it' },
    });
    expect(endpointAtGoogle(portal)).toMatchObject({
      trafficSplit: { [SEEDED]: 60, [done.deployedModelId!]: 40 },
      models: [
        [SEEDED, '1'],
        [done.deployedModelId, '2'],
      ],
    });
    expect(writesAtGoogle(portal)).toEqual(['DeployModel', 'UpdateEndpoint']);
    expect(done.effects).toMatchObject([
      { kind: 'deployModel', status: 'done' },
      { kind: 'setTraffic', status: 'done' },
    ]);
    expect(done.handshakes).toMatchObject([
      { outcome: 'passed', action: 'deployment.create' },
    ]);
  });

  it('asks Google for the machine, accelerator, replicas and service account that were asked for', async () => {
    const done = await carryOut(
      portal,
      deployTo('new', {
        machine: {
          machineType: 'n1-standard-4',
          acceleratorType: 'NVIDIA_TESLA_T4',
          acceleratorCount: 1,
        },
        replicas: { min: 1, max: 3 },
        serviceAccount: 'model-server@ml-dev.iam.gserviceaccount.com',
      }),
    );
    const endpoint = [...portal.emulator.state.endpoints.values()].find(
      ({ name }) => name.endsWith(`/${done.endpointId}`),
    );
    expect(endpoint?.deployedModels[0].spec).toMatchObject({
      dedicatedResources: {
        machineSpec: {
          machineType: 'n1-standard-4',
          acceleratorType: 'NVIDIA_TESLA_T4',
          acceleratorCount: 1,
        },
        minReplicaCount: 1,
        maxReplicaCount: 3,
      },
      serviceAccount: 'model-server@ml-dev.iam.gserviceaccount.com',
    });
  });

  it('tells Backstage’s auditor every decision, hop and write', async () => {
    const { correlationId } = await carryOut(portal, deployTo('live'));
    const { items } = await portal.as('sofia').listAudit({ correlationId });
    const told = () =>
      portal.logs.flatMap(({ meta }) => {
        const { index, actor } = (meta.meta ?? {}) as Record<string, unknown>;
        return meta.isAuditEvent && meta.status === 'succeeded' && index
          ? [{ index, actor, eventId: meta.eventId }]
          : [];
      });
    await until('everything is told', () => told().length >= items.length);
    for (const { index, actor, event } of items) {
      expect(told()).toContainEqual({
        index,
        actor,
        eventId: event.replaceAll('.', '-'),
      });
    }
    expect(new Set(items.map(({ event }) => event))).toEqual(
      new Set([
        'decision',
        'deployment.requested',
        'deployment.phase',
        'effect.intended',
        'effect.finished',
        'handshake.hop',
      ]),
    );
  });

  it('creates an endpoint under the id of the deployment, labelled with it', async () => {
    const done = await carryOut(portal, deployTo('new'));
    expect(done).toMatchObject({
      phase: 'succeeded',
      endpointId: `bv-${done.id}`,
    });
    expect(endpointAtGoogle(portal, done.endpointId)).toMatchObject({
      trafficSplit: { [done.deployedModelId!]: 100 },
    });
    const live = await portal
      .as('dana')
      .getEndpoint({ ...LIVE, endpoint: done.endpointId! });
    expect(live.labels).toEqual({
      team: 'fraud',
      'backstage-deployment': done.id,
    });
  });

  it('makes every write as the person who asked, with the deployment and the intent as its reason', async () => {
    const done = await carryOut(portal, deployTo('new'));
    const writes = portal.emulator.journal
      .entries({ service: 'aiplatform' })
      .filter(({ httpMethod }) => httpMethod !== 'GET');
    expect(writes.map(({ method }) => method)).toEqual([
      'CreateEndpoint',
      'DeployModel',
      'UpdateEndpoint',
    ]);
    for (const { principal, headers } of writes) {
      expect(principal).toContain('/subject/user:default/dana.deployer');
      expect(headers['x-goog-request-reason']).toBe(
        `backstage-vertex correlation=${done.correlationId} deployment=${done.id} intent=${done.intentDigest}`,
      );
    }
    const polls = portal.emulator.journal.entries({ method: 'GetOperation' });
    expect(polls.length).toBeGreaterThan(0);
    for (const { principal } of polls) {
      expect(principal).toContain('/subject/service:vertex-ai/reconciler');
    }
  });

  it('undeploys a model after its traffic went to the rest', async () => {
    const deployed = await carryOut(
      portal,
      deployTo('live', { trafficPercent: 40 }),
    );
    const done = await carryOut(portal, undeployNow(portal, SEEDED));
    expect(done).toMatchObject({
      phase: 'succeeded',
      modelId: '7001',
      modelVersionId: '1',
    });
    expect(endpointAtGoogle(portal)).toMatchObject({
      trafficSplit: { [deployed.deployedModelId!]: 100 },
      models: [[deployed.deployedModelId, '2']],
    });
  });

  it('undeploys the last model of an endpoint', async () => {
    await carryOut(portal, undeployNow(portal, SEEDED));
    expect(endpointAtGoogle(portal)).toMatchObject({
      trafficSplit: {},
      models: [],
    });
  });

  it('sets the traffic under the etag that the person saw', async () => {
    const deployed = await carryOut(
      portal,
      deployTo('live', { trafficPercent: 0 }),
    );
    const split = { [SEEDED]: 25, [deployed.deployedModelId!]: 75 };
    const { etag } = await portal.as('dana').getEndpoint(LIVE);
    const done = await carryOut(portal, setTraffic(split, etag));
    expect(done.phase).toBe('succeeded');
    expect(endpointAtGoogle(portal)!.trafficSplit).toEqual(split);
  });

  it('refuses at once what is out of date, not there, or does not add up', async () => {
    const dana = portal.as('dana');
    const ask = (body: Parameters<typeof dana.createDeployment>[0]) =>
      dana.createDeployment(body, randomUUID());
    await expect(
      ask(setTraffic({ [SEEDED]: 100 }, 'older')),
    ).rejects.toMatchObject(problem('etag_mismatch'));
    await expect(ask(undeploy(SEEDED, 'older'))).rejects.toMatchObject(
      problem('etag_mismatch'),
    );
    await expect(ask(undeployNow(portal, '77'))).rejects.toMatchObject(
      problem('not_found'),
    );
    await expect(
      ask(deployTo('live', { model: { id: '7999' } })),
    ).rejects.toMatchObject(problem('not_found'));
    await expect(
      ask(deployTo('live', { model: { id: '7001', version: 'nope' } })),
    ).rejects.toMatchObject(problem('not_found'));
    await expect(
      ask(deployTo('live', { endpoint: { kind: 'existing', id: '4999' } })),
    ).rejects.toMatchObject(problem('not_found'));
    await expect(
      ask(deployTo('new', { trafficPercent: 50 })),
    ).rejects.toMatchObject(problem('invalid_request'));
    expect((await dana.listDeployments()).items).toEqual([]);
    expect(writesAtGoogle(portal)).toEqual([]);
  });

  it('fails a traffic split when somebody changes the endpoint before it is written', async () => {
    const { deployedModelId } = await carryOut(
      portal,
      deployTo('live', { trafficPercent: 0 }),
    );
    const { etag } = await portal.as('dana').getEndpoint(LIVE);
    portal.emulator.scenarios.add({
      match: { method: 'UpdateEndpoint' },
      effect: 'slow',
      delayMs: 300,
    });
    const id = await request(
      portal,
      setTraffic({ [SEEDED]: 1, [deployedModelId!]: 99 }, etag),
    );
    await until('the write is under way', () =>
      portal.emulator.journal
        .entries({ method: 'UpdateEndpoint' })
        .some(({ status }) => status === 0),
    );
    portal.emulator.state.endpoints.get(
      'projects/100000000001/locations/europe-west4/endpoints/4001',
    )!.etag = 'changed-by-somebody';
    const done = await finished(portal, id);
    expect(done).toMatchObject({
      phase: 'failed',
      problem: { code: 'etag_mismatch' },
    });
    expect(endpointAtGoogle(portal)!.trafficSplit).toEqual({ [SEEDED]: 100 });
  });

  it('follows an operation for longer than the assertion, the token and 45 minutes live', async () => {
    await portal.stop();
    portal = await startPortal({
      features: [plugin],
      database,
      stageDurationMs: 8 * 60_000,
    });
    const id = await request(portal, deployTo('live'));
    await waitFor(portal, id, ({ stage }) => stage !== undefined);
    const stages = new Set<string>();
    const done = await until(
      'the end',
      async () => {
        portal.clock.advance(60_000);
        const deployment = await portal.as('dana').getDeployment(id);
        stages.add(deployment.stage ?? '');
        return deployment.phase === 'succeeded' && deployment;
      },
      { timeoutMs: 60_000, intervalMs: 60 },
    );
    const lastedMs = Date.parse(done.finishedAt!) - Date.parse(done.createdAt);
    expect(lastedMs).toBeGreaterThan(45 * 60_000);
    expect([...stages]).toEqual(
      expect.arrayContaining(['PREPARING_MODEL', 'STARTING_MODEL_SERVER']),
    );
    expect(
      done.events.filter(({ type }) => type === 'stageChanged').length,
    ).toBeGreaterThan(3);
  });
});
