import { randomUUID } from 'node:crypto';
import { LABEL_DEPLOYMENT } from '@backstage-vertex/plugin-vertex-ai-common';
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
  undeployNow,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

const NOT_DEPLOYABLE = '7009';
const problem = (code: string) => ({ problem: { code } });

describe.each(eachDatabase())('requests on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      seed: ({ models }) =>
        models.push({
          id: NOT_DEPLOYABLE,
          project: 'ml-dev',
          location: LIVE.location,
          displayName: 'without-a-container',
          versions: [{ aliases: ['default'] }],
        }),
    });
  });
  afterAll(() => portal.stop());

  it('makes one deployment of many requests with one key, and refuses another body under it', async () => {
    const dana = portal.as('dana');
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        dana.createDeployment(deployTo('new'), key),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    await expect(
      dana.createDeployment(deployTo('new', { trafficPercent: 0 }), key),
    ).rejects.toMatchObject(problem('idempotency_key_reused'));
    const done = await finished(portal, answers[0].id);
    expect(done.phase).toBe('succeeded');
    expect(await dana.createDeployment(deployTo('new'), key)).toMatchObject({
      id: answers[0].id,
      phase: 'succeeded',
    });
    expect(
      writesAtGoogle(portal).filter(method => method === 'CreateEndpoint'),
    ).toHaveLength(1);
  });

  it('refuses a model that the preview calls not deployable, and asks Google for nothing', async () => {
    portal.emulator.journal.clear();
    const body = deployTo('new', { model: { id: NOT_DEPLOYABLE } });
    const { checks } = await portal.as('dana').previewDeployment(body);
    const { outcome, message } = checks.find(({ id }) => id === 'deployable')!;
    expect(outcome).toBe('fail');
    await expect(request(portal, body)).rejects.toMatchObject({
      problem: {
        code: 'invalid_request',
        detail: expect.stringContaining(message),
      },
    });
    expect(writesAtGoogle(portal)).toEqual([]);
  });

  it('refuses more labels on a new endpoint than leave room for ours', async () => {
    const withLabels = (count: number) =>
      deployTo('new', {
        endpoint: {
          kind: 'new',
          displayName: 'labelled',
          labels: Object.fromEntries(
            Array.from({ length: count }, (_, i) => [`label-${i}`, 'x']),
          ),
        },
      });
    await expect(request(portal, withLabels(64))).rejects.toThrow(
      /at most 63 labels/,
    );
    const id = await request(portal, withLabels(63));
    expect((await finished(portal, id)).phase).toBe('succeeded');
  });

  it('gives a new endpoint its labels at Google, beside the one of ours, which nobody else may set', async () => {
    const withLabels = (labels: Record<string, string>) =>
      deployTo('new', {
        endpoint: { kind: 'new', displayName: 'labelled', labels },
      });
    const { id, endpointId } = await carryOut(
      portal,
      withLabels({ team: 'fraud', tier: '' }),
    );
    const { labels } = await portal
      .as('dana')
      .getEndpoint({ ...LIVE, endpoint: endpointId! });
    expect(labels).toEqual({
      team: 'fraud',
      tier: '',
      [LABEL_DEPLOYMENT]: id,
    });
    await expect(
      request(portal, withLabels({ [LABEL_DEPLOYMENT]: 'another' })),
    ).rejects.toThrow(/the portal's own/);
  });

  it('wants an idempotency key', async () => {
    const response = await portal.fetch('/v1/deployments', {
      method: 'POST',
      as: 'dana',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deployTo('new')),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'idempotency_key_missing',
    });
  });

  it('carries out requests for one endpoint one after the other, in their order', async () => {
    portal.emulator.journal.clear();
    const ids = [];
    for (let i = 0; i < 3; i++) {
      ids.push(await request(portal, deployTo('live', { trafficPercent: 20 })));
    }
    for (const id of ids) {
      expect((await finished(portal, id)).phase).toBe('succeeded');
    }
    expect(writesAtGoogle(portal)).toEqual([
      'DeployModel',
      'UpdateEndpoint',
      'DeployModel',
      'UpdateEndpoint',
      'DeployModel',
      'UpdateEndpoint',
    ]);
    const rows = await Promise.all(
      ids.map(id => portal.as('dana').getDeployment(id)),
    );
    const finishedAt = rows.map(row => Date.parse(row.finishedAt!));
    expect([...finishedAt].sort((a, b) => a - b)).toEqual(finishedAt);
    const { trafficSplit } = endpointAtGoogle(portal)!;
    expect(trafficSplit[rows[2].deployedModelId!]).toBe(20);
    expect(trafficSplit[SEEDED]).toBe(51);
  });

  it('refuses a person without the role and says whom to ask, before anything is read at Google', async () => {
    portal.emulator.journal.clear();
    const victor = portal.as('victor');
    await expect(
      victor.createDeployment(deployTo('live'), randomUUID()),
    ).rejects.toMatchObject({
      problem: {
        code: 'role_missing',
        detail: expect.stringContaining('Ask group:default/ml-platform'),
      },
    });
    expect(
      portal.emulator.journal
        .entries({ service: 'sts' })
        .filter(({ body }) => JSON.stringify(body).includes('victor')),
    ).toEqual([]);
  });

  it('refuses what production wants more for, until it can be collected', async () => {
    await expect(
      portal
        .as('dana')
        .createDeployment(
          deployTo('new', { environment: 'prod' }),
          randomUUID(),
        ),
    ).rejects.toMatchObject(problem('requirement_unmet'));
    const preview = await portal
      .as('dana')
      .previewDeployment(deployTo('new', { environment: 'prod' }));
    expect(preview.decision).toMatchObject({
      outcome: 'needs',
      requirements: [{ kind: 'stepUp' }, { kind: 'approvals', count: 1 }],
    });
  });

  it('deploys in staging as the service account, with the person behind it', async () => {
    portal.emulator.journal.clear();
    const id = await request(
      portal,
      deployTo('new', { environment: 'staging' }),
    );
    expect((await finished(portal, id)).phase).toBe('succeeded');
    const [write] = portal.emulator.journal.entries({ method: 'DeployModel' });
    expect(write).toMatchObject({
      principal: 'vertex-deployer@ml-staging.iam.gserviceaccount.com',
      delegation: [expect.stringContaining('user:default/dana.deployer')],
    });
  });

  it('lists the history newest first, page by page, in the environments of the caller only', async () => {
    const victor = portal.as('victor');
    const all = await victor.listDeployments({ limit: 200 });
    expect(all.items.length).toBeGreaterThan(3);
    const ids = all.items.map(({ id }) => id);
    expect([...ids].sort().reverse()).toEqual(ids);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await victor.listDeployments({ limit: 2, cursor });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(ids);
    const staging = await victor.listDeployments({ environment: 'staging' });
    expect(staging.items.map(({ environment }) => environment)).toEqual([
      'staging',
    ]);
    expect(
      (await victor.listDeployments({ endpointId: LIVE.endpoint })).items,
    ).toHaveLength(3);
    portal.org.addUser('user:default/stranger');
    expect(
      (await portal.as('user:default/stranger').listDeployments()).items,
    ).toEqual([]);
    await expect(
      portal.as('user:default/stranger').getDeployment(ids[0]),
    ).rejects.toMatchObject(problem('role_missing'));
    await expect(
      victor.listDeployments({ cursor: "1' or 1=1" }),
    ).rejects.toMatchObject(problem('invalid_request'));
  });

  it('leaves an entry in the log for the request, every phase and every write', async () => {
    const id = await request(portal, deployTo('new'));
    const done = await finished(portal, id);
    const { items } = await portal
      .as('sofia')
      .listAudit({ deploymentId: id, limit: 200 });
    const events = items.map(({ event }) => event).reverse();
    expect(events[0]).toBe('deployment.requested');
    for (const kind of ['createEndpoint', 'deployModel', 'setTraffic']) {
      const of = (event: string) =>
        items.filter(item => item.event === event && item.detail.kind === kind);
      expect(of('effect.intended')).toHaveLength(1);
      expect(of('effect.finished')).toHaveLength(1);
    }
    expect(items.find(item => item.event === 'deployment.phase')).toMatchObject(
      { detail: { to: 'succeeded' }, actor: done.requestedBy },
    );
    expect(items.every(item => item.correlationId === done.correlationId)).toBe(
      true,
    );
  });

  describe('preview', () => {
    const checks = (preview: { checks: { id: string; outcome: string }[] }) =>
      Object.fromEntries(
        preview.checks.map(({ id, outcome }) => [id, outcome]),
      );

    it('says what would happen, with the digest that the deployment then has', async () => {
      const body = deployTo('new', { reason: 'preview first' });
      const preview = await portal.as('dana').previewDeployment(body);
      expect(preview.decision).toEqual({
        outcome: 'allowed',
        role: 'deployer',
        rule: 'deployer',
      });
      expect(checks(preview)).toEqual({
        model: 'pass',
        deployable: 'pass',
        endpoint: 'pass',
        traffic: 'pass',
        machine: 'pass',
        permissions: 'pass',
      });
      expect(preview.request).toMatchObject({
        model: { id: '7001', version: '2' },
      });
      expect(preview.before).toBeUndefined();
      expect(preview.after).toEqual({
        trafficSplit: { new: 100 },
        deployedModels: [
          { id: 'new', label: 'fraud-score version 2', trafficPercent: 100 },
        ],
      });
      expect(preview.changes).toContainEqual({
        field: 'labels',
        subject: 'fraud-next',
        after: 'team=fraud',
      });
      expect(preview.gcloud).toEqual([
        expect.stringContaining('gcloud ai endpoints create'),
        expect.stringContaining('--traffic-split=0=100'),
      ]);
      const { intentDigest } = await portal
        .as('dana')
        .createDeployment(body, randomUUID());
      expect(intentDigest).toBe(preview.intentDigest);
    });

    it('shows an alias as the version that it stands for, and the traffic before and after', async () => {
      const { deployedModels } = await portal.as('dana').getEndpoint(LIVE);
      const preview = await portal.as('dana').previewDeployment(
        deployTo('live', {
          model: { id: '7001', version: 'champion' },
          trafficPercent: 50,
        }),
      );
      expect(preview.request).toMatchObject({ model: { version: '1' } });
      expect(preview.before!.deployedModels).toHaveLength(
        deployedModels.length,
      );
      const { trafficSplit } = preview.after!;
      expect(trafficSplit.new).toBe(50);
      expect(Object.values(trafficSplit).reduce((a, b) => a + b)).toBe(100);
    });

    it('fails the checks that speak against it instead of failing itself', async () => {
      const preview = await portal.as('dana').previewDeployment(
        deployTo('live', {
          model: { id: '7999' },
          endpoint: { kind: 'existing', id: '4999' },
          machine: { machineType: 'quantum-1' },
        }),
      );
      expect(checks(preview)).toMatchObject({
        model: 'fail',
        deployable: 'unknown',
        endpoint: 'fail',
        traffic: 'unknown',
        machine: 'unknown',
        permissions: 'pass',
      });
      expect(preview).not.toHaveProperty('after');
      expect(preview.changes).toEqual([]);
      const stale = await portal
        .as('dana')
        .previewDeployment(setTraffic({ [SEEDED]: 100 }, 'older'));
      expect(checks(stale)).toMatchObject({ traffic: 'fail' });
    });

    it('is unsure of permissions where Google does not answer', async () => {
      portal.emulator.scenarios.add({
        match: { service: 'cloudresourcemanager' },
        effect: 'fail',
        times: -1,
      });
      const preview = await portal
        .as('dana')
        .previewDeployment(undeployNow(portal, SEEDED));
      portal.emulator.scenarios.clear();
      expect(checks(preview)).toMatchObject({ permissions: 'unknown' });
    });

    it('gives a refused person the decision, and asks Google nothing', async () => {
      portal.emulator.journal.clear();
      const preview = await portal
        .as('victor')
        .previewDeployment(deployTo('live'));
      expect(preview.decision).toMatchObject({
        outcome: 'denied',
        reasons: [{ code: 'roleMissing', missingRoles: ['deployer', 'admin'] }],
      });
      expect(checks(preview)).toMatchObject({
        model: 'unknown',
        deployable: 'unknown',
        endpoint: 'unknown',
        traffic: 'unknown',
        permissions: 'unknown',
      });
      expect(
        portal.emulator.journal
          .entries()
          .filter(({ principal }) => principal?.includes('victor')),
      ).toEqual([]);
    });

    it('writes nothing', async () => {
      const before = endpointAtGoogle(portal);
      const { items } = await portal.as('dana').listDeployments();
      portal.emulator.journal.clear();
      await portal.as('dana').previewDeployment(undeployNow(portal, SEEDED));
      expect(writesAtGoogle(portal)).toEqual([]);
      expect(endpointAtGoogle(portal)).toEqual(before);
      expect((await portal.as('dana').listDeployments()).items).toHaveLength(
        items.length,
      );
    });
  });

  it('lets no token out into the database, the log or an answer', async () => {
    expect(portal.tokens.size).toBeGreaterThan(5);
    expect(await portal.findTokens()).toEqual([]);
  });
});

const postgres = eachDatabase().filter(kind => kind === 'POSTGRES_18');

(postgres.length > 0 ? describe : describe.skip)('several replicas', () => {
  it('share the work, and each write happens once', async () => {
    const portal = await startPortal({
      features: [plugin],
      database: 'POSTGRES_18',
    });
    try {
      const replicas = [
        portal,
        await portal.startReplica(),
        await portal.startReplica(),
      ];
      const ids = await Promise.all(
        Array.from({ length: 9 }, async (_, i) => {
          const { id } = await replicas[i % 3]
            .as('dana')
            .createDeployment(
              i < 4
                ? deployTo('live', { trafficPercent: 10 })
                : deployTo('new'),
              randomUUID(),
            );
          return id;
        }),
      );
      await until(
        'all have ended',
        async () => {
          portal.clock.advance(500);
          const { items } = await portal.as('dana').listDeployments();
          return items.every(({ finishedAt }) => finishedAt);
        },
        { timeoutMs: 60_000, intervalMs: 100 },
      );
      const { items } = await portal.as('dana').listDeployments();
      expect(items.map(({ phase }) => phase)).toEqual(
        Array(ids.length).fill('succeeded'),
      );
      const writes = writesAtGoogle(portal);
      const count = (method: string) =>
        writes.filter(write => write === method).length;
      expect(count('DeployModel')).toBe(9);
      expect(count('CreateEndpoint')).toBe(5);
      expect(count('UpdateEndpoint')).toBe(9);
      expect(endpointAtGoogle(portal)!.models).toHaveLength(5);
    } finally {
      await portal.stop();
    }
  });
});
