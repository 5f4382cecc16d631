import { randomUUID } from 'node:crypto';
import { Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { deployTo, LIVE } from '../deployments/__testUtils__/portalDriver';

const highValue = {
  name: 'high-value',
  match: { namePattern: 'fraud-*' },
  access: {
    deployer: { groups: ['group:default/ml-risk'] },
    predictor: { groups: ['group:default/ml-risk'] },
    viewer: { groups: ['group:default/ml-risk'] },
  },
};
const guardrail = {
  name: 'few',
  actions: ['deployment.create'],
  expression: 'request.replicas.max <= 2',
  message: 'Two replicas at most.',
};

describe('access', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      configure: ({ vertexAi: { environments } }) => {
        environments.dev.guardrails = [guardrail];
        environments.staging.models = [highValue];
      },
    });
  });
  afterAll(() => portal.stop());

  const refused = (code: string) => ({ problem: { code } });

  it('is shown to who audits the environment, and to nobody else', async () => {
    const { items } = await portal.as('sofia').listAccess({
      environment: 'prod',
      action: 'deployment.create',
    });
    expect(items).toEqual([
      {
        environment: 'prod',
        role: 'deployer',
        rule: 'deployer',
        member: 'user:default/dana.deployer',
        kind: 'user',
        group: 'group:default/ml-deployers',
        state: 'granted',
      },
    ]);
    await expect(portal.as('dana').listAccess()).rejects.toMatchObject(
      refused('role_missing'),
    );
  });

  it('is explained to everybody about oneself, and about others to who audits', async () => {
    const about = {
      action: 'deployment.create',
      environment: 'dev',
      request: deployTo('live', { replicas: { min: 1, max: 3 } }),
    } as const;
    const own = await portal.as('dana').simulateAccess(about);
    expect(own).toMatchObject({
      permission: { granted: true },
      explanation: {
        decision: { outcome: 'denied', reasons: [{ guardrail: 'few' }] },
        roles: [{ role: 'deployer', held: true, rules: [{ matched: true }] }],
        guardrails: [{ guardrail: 'few', outcome: 'violated' }],
      },
    });
    expect(own.explanation.guardrails[0].expression).toBeUndefined();
    const actor = 'user:default/dana.deployer';
    const other = await portal.as('sofia').simulateAccess({ ...about, actor });
    expect(other.explanation.decision).toEqual(own.explanation.decision);
    expect(other.explanation.guardrails[0].expression).toBe(
      guardrail.expression,
    );
    expect(other.permission.granted).toBeUndefined();
    await expect(
      portal.as('victor').simulateAccess({ ...about, actor }),
    ).rejects.toMatchObject(refused('role_missing'));
  });

  it('is simulated without minting anything', async () => {
    portal.emulator.journal.clear();
    await portal.as('sofia').simulateAccess({
      actor: 'user:default/dana.deployer',
      action: 'deployment.create',
      environment: 'staging',
      request: deployTo('new', { environment: 'staging' }),
    });
    expect(portal.emulator.journal.entries()).toEqual([]);
  });

  it('takes claims to try out and grants nothing by them', async () => {
    await expect(
      portal.as('sofia').simulateAccess({
        actor: 'user:default/nobody',
        action: 'model.read',
        environment: 'dev',
        claims: { department: 'fraud' },
      }),
    ).rejects.toMatchObject(refused('not_found'));
    await expect(
      portal.as('sofia').simulateAccess({
        action: 'traffic.set',
        environment: 'dev',
        request: deployTo('new'),
      }),
    ).rejects.toMatchObject(refused('invalid_request'));
  });

  describe('to a model that a rule is about', () => {
    const staged = { ...LIVE, environment: 'staging' };

    it('is refused in preview and request, and given to the group that the rule names', async () => {
      const body = deployTo('new', { environment: 'staging' });
      const dana = portal.as('dana');
      const reasons = [{ code: 'modelRule', modelRule: 'high-value' }];
      expect((await dana.previewDeployment(body)).decision).toMatchObject({
        outcome: 'denied',
        reasons,
      });
      await expect(
        dana.createDeployment(body, randomUUID()),
      ).rejects.toMatchObject(refused('role_missing'));
      portal.org.join('dana', 'group:default/ml-risk');
      expect((await dana.previewDeployment(body)).decision).toMatchObject({
        outcome: 'allowed',
        modelRules: ['high-value/deployer'],
      });
      portal.org.leave('dana', 'group:default/ml-risk');
    });

    it('is refused for a version and a look-alike of it too', async () => {
      const upload = (displayName: string) =>
        portal.as('dana').uploadModel(
          { environment: staged.environment, location: staged.location },
          {
            displayName,
            artifactUri: 'gs://our-models/m',
            containerImageUri:
              'europe-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15',
          },
          { idempotencyKey: randomUUID() },
        );
      await expect(upload('fraud-score')).rejects.toMatchObject(
        refused('role_missing'),
      );
      await expect(upload('frаud-score')).rejects.toMatchObject(
        refused('role_missing'),
      );
      expect(await upload('churn')).toBeDefined();
    });
  });

  it('says in the preview of a model that cannot be read that guardrails were not asked', async () => {
    const { decision } = await portal
      .as('dana')
      .previewDeployment(deployTo('new', { model: { id: '999999' } }));
    expect(decision).toMatchObject({
      outcome: 'allowed',
      unasked: expect.stringContaining('could not be read'),
    });
  });
});
