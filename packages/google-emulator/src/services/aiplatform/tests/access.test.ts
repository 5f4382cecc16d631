import { ROUTES } from '../../../http/routes';
import {
  Caller,
  CLOUD_PLATFORM,
  DEV,
  TestGoogle,
} from '../../../__testUtils__/TestGoogle';

const DEV_BY_NUMBER = 'projects/100000000001/locations/europe-west4';
const READ = ['viewer', 'approver', 'auditor', 'reconciler'];
const WRITE = ['deployer', 'admin'];

const CALLS: Record<string, [string, string, object?]> = {
  'list models': ['GET', `/v1/${DEV}/models`],
  'get an endpoint': ['GET', `/v1/${DEV}/endpoints/4001`],
  predict: [
    'POST',
    `/v1/${DEV}/endpoints/4001:predict`,
    { instances: [[20, 12, 0.1, 0.1, 0, 2000]] },
  ],
  'upload a model': [
    'POST',
    `/v1/${DEV}/models:upload`,
    { model: { displayName: 'x' } },
  ],
  'create an endpoint': ['POST', `/v1/${DEV}/endpoints`, { displayName: 'x' }],
  'update an endpoint': [
    'PATCH',
    `/v1/${DEV}/endpoints/4001?updateMask=description`,
    { description: 'x' },
  ],
  'list operations': ['GET', `/v1/${DEV}/operations`],
  'create a pool': [
    'POST',
    `/v1/${DEV}/deploymentResourcePools`,
    {
      deploymentResourcePoolId: 'pool',
      deploymentResourcePool: { dedicatedResources: { minReplicaCount: 1 } },
    },
  ],
};

const ALLOWED: Record<string, string[]> = {
  'list models': [...READ, 'predictor', ...WRITE],
  'get an endpoint': [...READ, 'predictor', ...WRITE],
  'list operations': [...READ, 'predictor', ...WRITE],
  predict: ['predictor', ...WRITE],
  'upload a model': WRITE,
  'create an endpoint': WRITE,
  'update an endpoint': WRITE,
  'create a pool': WRITE,
};

describe('access to Vertex AI', () => {
  let google: TestGoogle;
  beforeEach(async () => {
    google = await TestGoogle.start();
  });
  afterEach(() => google.stop());

  describe.each([...READ, 'predictor', ...WRITE])('a %s', role => {
    it.each(Object.keys(CALLS))('may %s only by its bindings', async name => {
      const caller = await google.as(`dev:${role}`);
      const [method, path, body] = CALLS[name];
      const { status } = await caller.call(method, path, {
        body: body as never,
      });
      expect(status).toBe(ALLOWED[name].includes(role) ? 200 : 403);
    });
  });

  const guarded = ROUTES.filter(
    route =>
      route.service === 'aiplatform' && route.method !== 'TestIamPermissions',
  ).flatMap(({ http, paths, method }) =>
    paths.map(path => [method, http, path] as const),
  );

  it.each(guarded)(
    'refuses %s (%s %s) to whoever has no role',
    async (_, http, template) => {
      const path = template
        .replace(/\{\w+=(.*)\}/, '$1')
        .replace('*', 'ml-dev')
        .replaceAll('*', 'x');
      const caller = await google.as('dev:nobody');
      const { status, body } = await caller.call(http, path, {
        body: http === 'GET' ? undefined : {},
      });
      expect(status).toBe(403);
      expect(body.error.details[0].reason).toBe('IAM_PERMISSION_DENIED');
    },
  );

  it('gives a role in one environment nothing in another', async () => {
    const caller = await google.as('dev:admin');
    const { status, body } = await caller.get(
      '/v1/projects/ml-prod/locations/europe-west4/endpoints',
    );
    expect(status).toBe(403);
    expect(body.error).toEqual({
      code: 403,
      status: 'PERMISSION_DENIED',
      message:
        "Permission 'aiplatform.endpoints.list' denied on resource '//aiplatform.googleapis.com/projects/ml-prod/locations/europe-west4' (or it may not exist).",
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'IAM_PERMISSION_DENIED',
          domain: 'aiplatform.googleapis.com',
          metadata: {
            permission: 'aiplatform.endpoints.list',
            resource: 'projects/ml-prod/locations/europe-west4',
          },
        },
      ],
    });
  });

  it('refuses an unknown project as it refuses a forbidden one', async () => {
    const caller = await google.as('dev:admin');
    const { status } = await caller.get(
      '/v1/projects/no-such/locations/europe-west4/endpoints',
    );
    expect(status).toBe(403);
  });

  it('takes the project by id and by number, and answers with the number', async () => {
    const caller = await google.as('dev:viewer');
    const byId = await caller.get(`/v1/${DEV}/endpoints/4001`);
    const byNumber = await caller.get(`/v1/${DEV_BY_NUMBER}/endpoints/4001`);
    expect(byId.body).toEqual(byNumber.body);
    expect(byId.body.name).toBe(`${DEV_BY_NUMBER}/endpoints/4001`);
  });

  it('knows groups and single subjects as members', async () => {
    const pool =
      'iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage';
    const prod = google.emulator.state.project('ml-prod')!;
    const before = prod.bindings;
    const path = '/v1/projects/ml-prod/locations/europe-west4/models';
    for (const member of [
      `principal://${pool}/subject/user:default/dana.deployer`,
      `principalSet://${pool}/group/group:default/ml-deployers`,
      `principalSet://${pool}/attribute.environment/dev`,
      `principalSet://${pool}/*`,
    ]) {
      prod.bindings = [
        { role: 'organizations/1/roles/vertexReader', members: [member] },
      ];
      const caller = await google.as('dev:viewer');
      expect((await caller.get(path)).status).toBe(200);
    }
    prod.bindings = before;
    expect((await (await google.as('dev:viewer')).get(path)).status).toBe(403);
  });

  it.each([
    ['roles/aiplatform.viewer', [200, 403]],
    ['roles/aiplatform.user', [200, 200]],
  ])('knows the predefined role %s', async (role, expected) => {
    google.emulator.state.project('ml-dev')!.bindings = [
      {
        role,
        members: [
          'principalSet://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/*',
        ],
      },
    ];
    const caller = await google.as('dev:viewer');
    const answers = [
      await caller.get(`/v1/${DEV}/endpoints/4001`),
      await caller.post(`/v1/${DEV}/endpoints`, { displayName: 'x' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(expected);
    const held = await caller.post('/v3/projects/ml-dev:testIamPermissions', {
      permissions: ['iam.serviceAccounts.actAs'],
    });
    expect(held.body).toEqual({});
  });

  it.each([
    [
      'no token',
      undefined,
      'CREDENTIALS_MISSING',
      'Request is missing required',
    ],
    [
      'a token nobody gave out',
      'ya29.made-up',
      'ACCESS_TOKEN_TYPE_UNSUPPORTED',
      'Request had invalid',
    ],
  ])('answers %s with 401', async (_, token, reason, text) => {
    const { status, body } = await new Caller(google.emulator.url, token).get(
      `/v1/${DEV}/models`,
    );
    expect(status).toBe(401);
    expect(body.error.status).toBe('UNAUTHENTICATED');
    expect(body.error.message).toContain(text);
    expect(body.error.details[0].reason).toBe(reason);
  });

  it('needs the cloud-platform scope', async () => {
    const assertion = await google.issuer.sign(google.claims('dev:viewer'));
    const { body } = await google.exchange(assertion, {
      scope: 'https://www.googleapis.com/auth/devstorage.read_only',
    });
    const answer = await new Caller(google.emulator.url, body.access_token).get(
      `/v1/${DEV}/models`,
    );
    expect(answer.status).toBe(403);
    expect(answer.body.error.details[0].reason).toBe(
      'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    );
    expect(CLOUD_PLATFORM).toContain('cloud-platform');
  });

  it('needs a permission on the project named for quota', async () => {
    const caller = await google.as('dev:viewer');
    const { status, body } = await caller.call('GET', `/v1/${DEV}/models`, {
      headers: { 'x-goog-user-project': 'ml-dev' },
    });
    expect(status).toBe(403);
    expect(body.error.details[0].reason).toBe('USER_PROJECT_DENIED');
  });

  it('answers testIamPermissions with what the caller has, and nothing for what is missing', async () => {
    const permissions = [
      'aiplatform.endpoints.get',
      'aiplatform.endpoints.deploy',
    ];
    const viewer = await google.as('dev:viewer');
    const ask = (path: string) =>
      viewer.post(`${path}:testIamPermissions`, { permissions });
    const held = { permissions: ['aiplatform.endpoints.get'] };
    expect((await ask('/v3/projects/ml-dev')).body).toEqual(held);
    expect((await ask('/v3/projects/ml-prod')).body).toEqual({});
    expect((await ask(`/v1beta1/${DEV}/endpoints/4001`)).body).toEqual(held);
    expect((await ask(`/v1beta1/${DEV}/endpoints/1`)).body).toEqual({});
    expect((await ask(`/v1/${DEV}/models/7001`)).body).toEqual(held);
    // v1 has no such method on endpoints.
    expect((await ask(`/v1/${DEV}/endpoints/4001`)).status).toBe(404);
  });
});
