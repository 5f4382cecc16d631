import { createLocalJWKSet, jwtVerify } from 'jose';
import { EmulatorClock } from '../../core/EmulatorClock';
import {
  Caller,
  CLOUD_PLATFORM,
  TestGoogle,
} from '../../__testUtils__/TestGoogle';

const STAGING = 'projects/ml-staging/locations/europe-west4';
const DEPLOYER = 'vertex-deployer@ml-staging.iam.gserviceaccount.com';
const READER = 'vertex-reader@ml-staging.iam.gserviceaccount.com';
const path = (account: string, verb: string) =>
  `/v1/projects/-/serviceAccounts/${account}:${verb}`;

describe('IAM Credentials', () => {
  let google: TestGoogle;
  let deployer: Caller;

  beforeEach(async () => {
    google = await TestGoogle.start({ clock: new EmulatorClock() });
    google.emulator.clock.set(new Date('2026-03-01T12:00:00Z'));
    deployer = await google.as('staging:deployer');
  });
  afterEach(() => google.stop());

  const generate = (body: object, account = DEPLOYER) =>
    deployer.post(path(account, 'generateAccessToken'), {
      scope: [CLOUD_PLATFORM],
      ...body,
    });

  it('gives a token of the account that may do what the account may, and names who is behind it', async () => {
    const { status, body } = await generate({ lifetime: '600s' });
    expect(status).toBe(200);
    expect(body.expireTime).toBe('2026-03-01T12:10:00Z');
    const account = new Caller(google.emulator.url, body.accessToken);
    expect((await account.get(`/v1/${STAGING}/models`)).status).toBe(200);
    const [entry] = google.emulator.journal.entries({ method: 'ListModels' });
    expect(entry.principal).toBe(DEPLOYER);
    expect(entry.delegation).toEqual([
      expect.stringMatching(
        /^principal:.*\/subject\/user:default\/dana.deployer$/,
      ),
    ]);
  });

  it('does not let the federated principal past the account', async () => {
    expect((await deployer.get(`/v1/${STAGING}/models`)).status).toBe(200);
    google.emulator.state.project('ml-staging')!.bindings = [];
    expect((await deployer.get(`/v1/${STAGING}/models`)).status).toBe(403);
  });

  it.each([
    ['1s', 200, ''],
    ['3600s', 200, ''],
    [undefined, 200, ''],
    ['0s', 400, 'Lifetime of access token must be larger then zero.'],
    [
      '3601s',
      400,
      'can not have lifetimes of more than 1 hour. Use the Org Policy Constraint constraints/iam.allowServiceAccountCredentialLifetimeExtension to allow up to 12 hours.',
    ],
    ['-5s', 400, 'Lifetime of access token must be larger then zero.'],
    [
      'soon',
      400,
      "Invalid value at 'lifetime' (type.googleapis.com/google.protobuf.Duration), Field 'lifetime', Illegal duration format; duration must end with 's'",
    ],
    [
      'as',
      400,
      "Field 'lifetime', Invalid duration format, failed to parse seconds",
    ],
    [
      600,
      400,
      "Field 'lifetime', Invalid data type for duration, value is 600",
    ],
  ])('answers lifetime %s with %i', async (lifetime, status, text) => {
    const answer = await generate(lifetime ? { lifetime } : {});
    expect(answer.status).toBe(status);
    expect(answer.body.error?.message ?? '').toContain(text);
  });

  it('allows 12 hours where the organisation does', async () => {
    google.emulator.state.iam.serviceAccounts[0].extendedLifetime = true;
    expect((await generate({ lifetime: '43200s' })).status).toBe(200);
    expect((await generate({ lifetime: '43201s' })).status).toBe(400);
  });

  it('takes an empty scope for cloud-platform', async () => {
    const { body } = await generate({ scope: [''] });
    const caller = new Caller(google.emulator.url, body.accessToken);
    expect((await caller.get(`/v1/${STAGING}/models`)).status).toBe(200);
  });

  it.each([[[]], [['https://www.googleapis.com/auth/Bogus Scope']]])(
    'refuses the scopes %j',
    async scope => {
      expect((await generate({ scope })).status).toBe(400);
    },
  );

  it.each([
    ['an account that the principal may not impersonate', READER],
    [
      'an account that does not exist',
      'nobody@ml-staging.iam.gserviceaccount.com',
    ],
  ])('refuses %s with the same words', async (_, account) => {
    const { status, body } = await generate({}, account);
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      status: 'PERMISSION_DENIED',
      message:
        "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
    });
    expect(body.error.details[0]).toMatchObject({
      reason: 'IAM_PERMISSION_DENIED',
      metadata: { permission: 'iam.serviceAccounts.getAccessToken' },
    });
  });

  it('refuses a project in the place of the hyphen', async () => {
    const { status } = await deployer.post(
      `/v1/projects/ml-staging/serviceAccounts/${DEPLOYER}:generateAccessToken`,
      { scope: [CLOUD_PLATFORM] },
    );
    expect(status).toBe(404);
  });

  it('ends tokens of an account that is disabled', async () => {
    const { body } = await generate({});
    google.emulator.state.iam.serviceAccounts[0].disabled = true;
    const account = new Caller(google.emulator.url, body.accessToken);
    expect((await account.get(`/v1/${STAGING}/models`)).status).toBe(401);
    expect((await generate({})).status).toBe(403);
  });

  it('stops new tokens when the binding is removed, while those that are out live on', async () => {
    const { body } = await generate({});
    google.emulator.state.iam.serviceAccounts[0].bindings = [];
    expect((await generate({})).status).toBe(403);
    const account = new Caller(google.emulator.url, body.accessToken);
    expect((await account.get(`/v1/${STAGING}/models`)).status).toBe(200);
  });

  it('follows a chain of delegates, each with its own grant', async () => {
    const target = 'target@ml-staging.iam.gserviceaccount.com';
    const { serviceAccounts } = google.emulator.state.iam;
    serviceAccounts.push({
      email: target,
      uniqueId: '100000000000000000077',
      project: 'ml-staging',
      bindings: [
        {
          role: 'roles/iam.serviceAccountTokenCreator',
          members: [`serviceAccount:${DEPLOYER}`],
        },
      ],
    });
    const delegates = [`projects/-/serviceAccounts/${DEPLOYER}`];
    expect((await generate({ delegates }, target)).status).toBe(403);
    serviceAccounts[0].bindings.push({
      role: 'roles/iam.serviceAccountTokenCreator',
      members: [...serviceAccounts[0].bindings[0].members],
    });
    const { status, body } = await generate({ delegates }, target);
    expect(status).toBe(200);
    await new Caller(google.emulator.url, body.accessToken).get(
      `/v1/${STAGING}/models`,
    );
    const [entry] = google.emulator.journal.entries({ method: 'ListModels' });
    expect(entry.principal).toBe(target);
    expect(entry.delegation?.[0]).toBe(DEPLOYER);
    expect(entry.delegation?.[1]).toContain(
      '/subject/user:default/dana.deployer',
    );
  });

  it('signs ID tokens that verify against the published keys', async () => {
    const { body } = await deployer.post(path(DEPLOYER, 'generateIdToken'), {
      audience: 'https://service.example.com',
      includeEmail: true,
    });
    const certs = await new Caller(google.emulator.url, undefined).get(
      '/oauth2/v3/certs',
    );
    const { payload } = await jwtVerify(
      body.token,
      createLocalJWKSet(certs.body),
      {
        issuer: 'https://accounts.google.com',
        audience: 'https://service.example.com',
        currentDate: google.emulator.clock.now(),
      },
    );
    expect(payload.email).toBe(DEPLOYER);
  });

  it('signs JWTs only for those who may, and at most 12 hours ahead', async () => {
    const now = google.emulator.clock.now().getTime() / 1000;
    const sign = (payload: unknown) =>
      deployer.post(path(DEPLOYER, 'signJwt'), {
        payload: JSON.stringify(payload),
      });
    expect((await sign({ exp: now + 60 })).status).toBe(403);
    const account = google.emulator.state.iam.serviceAccounts[0];
    account.bindings.push({
      role: 'roles/iam.serviceAccountTokenCreator',
      members: account.bindings[0].members,
    });
    const { status, body } = await sign({ sub: 'x', exp: now + 60 });
    expect(status).toBe(200);
    const certs = await deployer.get('/oauth2/v3/certs');
    const { payload, protectedHeader } = await jwtVerify(
      body.signedJwt,
      createLocalJWKSet(certs.body),
      { currentDate: google.emulator.clock.now() },
    );
    expect(payload.sub).toBe('x');
    expect(protectedHeader.kid).toBe(body.keyId);
    expect((await sign({ exp: now + 43_201 })).status).toBe(400);
    expect((await sign('text')).status).toBe(400);
    const blob = await deployer.post(path(DEPLOYER, 'signBlob'), {
      payload: Buffer.from('bytes').toString('base64'),
    });
    expect(Buffer.from(blob.body.signedBlob, 'base64')).toHaveLength(256);
  });
});
