import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@backstage-vertex/google-emulator';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import {
  carryOut,
  deployTo,
  LIVE,
  request,
  setTraffic,
  undeployNow,
  waitFor,
} from '../deployments/__testUtils__/portalDriver';

const MODEL = {
  environment: 'dev',
  location: 'europe-west4',
  model: '7001',
};
const WRITES = [
  'CancelOperation',
  'CreateEndpoint',
  'DeleteEndpoint',
  'DeployModel',
  'MergeVersionAliases',
  'Predict',
  'UndeployModel',
  'UpdateEndpoint',
  'UploadModel',
];
const READS = [
  'GetEndpoint',
  'GetModel',
  'GetOperation',
  'ListEndpoints',
  'ListModelVersions',
  'ListModels',
  'ListOperations',
  'TestIamPermissions',
];

/** Who called, as Google logs it: the principal itself, or who stands behind the service account. */
function behind({ principal = '', delegation = [] }: JournalEntry): string {
  return principal.startsWith('principal://')
    ? principal.split('/subject/')[1]
    : `${delegation[0]?.split('/subject/')[1]} by ${principal}`;
}

describe.each(eachDatabase())('every call to Google, on %s', database => {
  let portal: Portal;
  let calls: JournalEntry[];

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      stageDurationMs: 2_000,
    });
    const dana = portal.as('dana');
    await dana.listModels();
    await dana.getModel(MODEL);
    await dana.changeAliases(MODEL, { versionId: '1', add: ['stable'] });
    await dana.uploadModel(
      MODEL,
      {
        displayName: 'uploaded',
        artifactUri: 'gs://backstage-vertex-demo/fraud-score/1',
        containerImageUri:
          'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
      },
      { idempotencyKey: randomUUID() },
    );
    await dana.previewDeployment(deployTo('live'));
    const { deployedModelId } = await carryOut(portal, deployTo('live'));
    await dana.predict(LIVE, { instances: [[20, 12, 0.05, 0.05, 0, 2000]] });
    const { etag } = await dana.getEndpoint(LIVE);
    await carryOut(portal, setTraffic({ '9001': 100 }, etag));
    await carryOut(portal, undeployNow(portal, deployedModelId!));
    await carryOut(portal, deployTo('new', { environment: 'staging' }));
    const cancelled = await request(portal, deployTo('new'));
    await waitFor(portal, cancelled, ({ effects }) =>
      effects.some(
        ({ kind, status }) => kind === 'deployModel' && status === 'running',
      ),
    );
    await dana.cancelDeployment(cancelled, {});
    await waitFor(portal, cancelled, ({ phase }) => phase === 'cancelled');
    await failInEveryWay();
    calls = portal.emulator.journal
      .entries()
      .filter(({ service }) =>
        ['aiplatform', 'cloudresourcemanager'].includes(service),
      );
  });

  /** A lost answer, which is looked up; a failed operation, which is taken back; credentials that are refused at Google and before. */
  async function failInEveryWay() {
    const dana = portal.as('dana');
    const scenario = (
      method: string,
      effect: 'loseAnswer' | 'failOperationAtStage' | 'expireToken' | 'fail',
    ) =>
      portal.emulator.scenarios.add({
        match: { method },
        effect,
        ...(effect === 'fail' && { status: 'PERMISSION_DENIED' }),
      });
    scenario('DeployModel', 'loseAnswer');
    expect((await carryOut(portal, deployTo('live'))).phase).toBe('succeeded');
    scenario('DeployModel', 'failOperationAtStage');
    expect((await carryOut(portal, deployTo('new'))).phase).toBe('failed');
    scenario('Predict', 'expireToken');
    await expect(
      dana.predict(LIVE, { instances: [[20, 12, 0.05, 0.05, 0, 2000]] }),
    ).rejects.toMatchObject({ problem: { code: 'google_failed' } });
    scenario('ExchangeToken', 'fail');
    await expect(
      dana.predict(LIVE, { instances: [[20, 12, 0.05, 0.05, 0, 2000]] }),
    ).rejects.toMatchObject({ problem: { code: 'handshake_failed' } });
    scenario('GenerateAccessToken', 'fail');
    await expect(
      dana.uploadModel(
        { ...MODEL, environment: 'staging' },
        {
          displayName: 'refused',
          artifactUri: 'gs://backstage-vertex-demo/fraud-score/1',
          containerImageUri: 'image',
        },
        { idempotencyKey: randomUUID() },
      ),
    ).rejects.toMatchObject({ problem: { code: 'handshake_failed' } });
  }

  afterAll(() => portal.stop());

  it('is among these, and each of these was made', () => {
    expect([...new Set(calls.map(({ method }) => method))].sort()).toEqual(
      [...WRITES, ...READS].sort(),
    );
  });

  it('says why, and under which trace', () => {
    for (const { method, headers } of calls) {
      const reason = headers['x-goog-request-reason'] ?? `none at ${method}`;
      expect(reason).toMatch(/^backstage-vertex correlation=[0-9a-f]{32}\b/);
      const [, correlationId] = reason.match(/correlation=(\w+)/)!;
      expect(headers.traceparent).toMatch(
        new RegExp(`^00-${correlationId}-[0-9a-f]{16}-0[01]$`),
      );
    }
  });

  /** All but the one whose token had expired, of which Google does not know whose it is. */
  const known = () => calls.filter(({ status }) => status !== 401);

  it('carries a credential that Google knows, but where a test has let it expire', () => {
    expect(calls.length - known().length).toBe(1);
  });

  it('is made as the person who asked where it changes something, and as nobody else', () => {
    const writers = new Set(
      known()
        .filter(({ method }) => WRITES.includes(method))
        .map(behind),
    );
    expect([...writers].sort()).toEqual([
      'user:default/dana.deployer',
      'user:default/dana.deployer by vertex-deployer@ml-staging.iam.gserviceaccount.com',
    ]);
  });

  it('is made as that person or as the reader of this portal where it reads', () => {
    const readers = new Set(
      known()
        .filter(({ method }) => READS.includes(method))
        .map(behind),
    );
    expect([...readers].sort()).toEqual([
      'service:vertex-ai/reconciler',
      'service:vertex-ai/reconciler by vertex-reader@ml-staging.iam.gserviceaccount.com',
      'user:default/dana.deployer',
      'user:default/dana.deployer by vertex-deployer@ml-staging.iam.gserviceaccount.com',
    ]);
  });

  it('leaves no token anywhere, however it ends', async () => {
    expect(portal.tokens.size).toBeGreaterThan(10);
    expect(await portal.findTokens()).toEqual([]);
  });
});
