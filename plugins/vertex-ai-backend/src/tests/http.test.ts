import { isDeepStrictEqual } from 'node:util';
import { problemSchema } from '@backstage-vertex/plugin-vertex-ai-common';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { deployTo } from '../deployments/__testUtils__/portalDriver';

const DORA = 'user:default/dora';

/** What Backstage's permission policy refuses, and to whom. */
const refusedByBackstage: [permission: string, ref: string][] = [
  ['vertex-ai.audit.read', 'user:default/amir.approver'],
  ['vertex-ai.deployment.create', DORA],
];

describe.each(eachDatabase())('the API on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      permissions: (...asked) =>
        !refusedByBackstage.some(refused => isDeepStrictEqual(refused, asked)),
    });
  });

  afterAll(() => portal.stop());

  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toMatch(
      /^application\/problem\+json/,
    );
    const problem = problemSchema.parse(await response.json());
    expect(problem.status).toBe(response.status);
    expect(response.headers.get('x-correlation-id')).toBe(
      problem.correlationId,
    );
    return problem;
  };

  it('refuses everything without credentials but the two documents of the issuer', async () => {
    const statuses = await Promise.all(
      [
        '/v1/environments',
        '/v1/audit',
        '/openapi.json',
        '/issuer',
        '/issuer/keys',
        '/issuer/jwks.json',
        '/issuer/.well-known/openid-configuration',
      ].map(async path => (await portal.fetch(path)).status),
    );
    expect(statuses).toEqual([401, 401, 401, 401, 401, 200, 200]);
  });

  it('lets caches keep the keys for less than they are published ahead', async () => {
    const { headers } = await portal.fetch('/issuer/jwks.json');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
  });

  it('publishes a discovery document that names itself', async () => {
    const response = await portal.fetch(
      '/issuer/.well-known/openid-configuration',
    );
    expect(await response.json()).toMatchObject({
      issuer: portal.issuerUrl,
      jwks_uri: `${portal.issuerUrl}/jwks.json`,
      id_token_signing_alg_values_supported: ['ES256'],
    });
  });

  it('gives every request a correlation id of its own', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () =>
        (
          await portal.fetch('/v1/environments', { as: 'dana' })
        ).headers.get('x-correlation-id'),
      ),
    );
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('says which field is wrong and what would be right', async () => {
    const problem = await problemOf(
      await portal.fetch('/v1/audit?limit=0&correlationId=x', { as: 'sofia' }),
    );
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors?.map(({ path }) => path)).toEqual([
      'query.limit',
      'query.correlationId',
    ]);
  });

  it('refuses a cursor that it did not make', async () => {
    const problem = await problemOf(
      await portal.fetch('/v1/audit?cursor=1%27--', { as: 'sofia' }),
    );
    expect(problem).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'query.cursor' }],
    });
  });

  it('asks Backstage’s permission framework before anything else', async () => {
    const problem = await problemOf(
      await portal.fetch('/v1/audit', { as: 'amir' }),
    );
    expect(problem.code).toBe('forbidden');
    expect(problem.detail).toMatch(/vertex-ai\.audit\.read/);
  });

  it('shows the log to nobody without a role for it, whatever the framework says', async () => {
    const everywhere = await problemOf(
      await portal.fetch('/v1/audit', { as: 'dana' }),
    );
    const dev = await problemOf(
      await portal.fetch('/v1/audit?environment=dev', { as: 'dana' }),
    );
    expect([everywhere.code, dev.code]).toEqual([
      'role_missing',
      'role_missing',
    ]);
    expect(dev.detail).toMatch(
      /needs the role auditor or admin .* Ask group:default\/ml-platform\.$/,
    );
  });

  it('shows the log to an auditor', async () => {
    const { items } = await portal.as('sofia').listAudit();
    expect(items.map(({ event }) => event)).toContain('issuer.keyCreated');
    const inDev = await portal.as('sofia').listAudit({ environment: 'dev' });
    expect(inDev.items.map(({ event }) => event)).not.toContain(
      'issuer.keyCreated',
    );
  });

  it('knows services by their subject', async () => {
    const roles = async (subject: string) =>
      (await portal.asService(subject).listEnvironments()).items.map(
        environment => environment.roles,
      );
    expect(await roles('plugin:catalog')).toEqual([
      ['viewer'],
      ['viewer'],
      ['viewer'],
    ]);
    expect(await roles('plugin:scaffolder')).toEqual([[], [], []]);
  });

  it('tells somebody without a role whom to ask', async () => {
    portal.org.addUser('user:default/new.here');
    const [dev] = (await portal.as('user:default/new.here').listEnvironments())
      .items;
    expect(dev.access['deployment.create']).toEqual({
      outcome: 'denied',
      reasons: [
        expect.objectContaining({
          missingRoles: ['deployer', 'admin'],
          grantedBy: ['group:default/ml-platform'],
        }),
      ],
    });
  });

  it('tells somebody whom Backstage refuses what the role alone would not open', async () => {
    portal.org.addUser(DORA, ['group:default/ml-deployers']);
    const accessIn = async (environment: string) =>
      (await portal.as(DORA).listEnvironments()).items.find(
        ({ name }) => name === environment,
      )!.access;
    const byBackstage = expect.objectContaining({
      code: 'permissionMissing',
      permission: 'vertex-ai.deployment.create',
    });
    expect(await accessIn('dev')).toMatchObject({
      'deployment.create': { outcome: 'denied', reasons: [byBackstage] },
      'deployment.undeploy': { outcome: 'allowed', role: 'deployer' },
    });
    portal.org.addUser(DORA, []);
    expect((await accessIn('dev'))['deployment.create']).toMatchObject({
      outcome: 'denied',
      reasons: [expect.objectContaining({ code: 'roleMissing' }), byBackstage],
    });
  });

  it.each<[string, BodyInit, Record<string, string>, number, string]>([
    ['is not JSON', '{', {}, 400, 'invalid_request'],
    [
      'is in an encoding that nobody reads',
      '{}',
      { 'content-encoding': 'zstd' },
      400,
      'invalid_request',
    ],
    [
      'says that it is compressed and is not',
      '{}',
      { 'content-encoding': 'gzip' },
      400,
      'invalid_request',
    ],
    [
      'is in a charset that nobody reads',
      '{}',
      { 'content-type': 'application/json; charset=ebcdic' },
      400,
      'invalid_request',
    ],
    [
      'is too large',
      JSON.stringify('x'.repeat(300_000)),
      {},
      413,
      'payload_too_large',
    ],
  ])(
    'answers a body that %s with a problem, and tells Backstage’s auditor',
    async (_, body, headers, status, code) => {
      const problem = await problemOf(
        await portal.fetch('/v1/deployments/preview', {
          as: 'dana',
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
        }),
      );
      expect(problem).toMatchObject({ status, code });
      expect(portal.logs.map(({ meta }) => meta)).toContainEqual(
        expect.objectContaining({
          eventId: 'preview-deployment',
          status: 'failed',
          meta: { correlationId: problem.correlationId },
        }),
      );
    },
  );

  it.each<[string, string, object | undefined]>([
    ['query.requestedBy', '/v1/deployments?requestedBy=%00', undefined],
    ['query.deploymentId', '/v1/audit?deploymentId=a%00', undefined],
    [
      'body.reason',
      `/v1/deployments/${'0'.repeat(26)}/cancel`,
      { reason: 'because\u0000' },
    ],
    [
      'body.endpoint.displayName',
      '/v1/deployments/preview',
      deployTo('new', {
        endpoint: { kind: 'new', displayName: 'bell\u0007' },
      }),
    ],
    [
      'body.description',
      '/v1/environments/dev/locations/europe-west4/models',
      {
        displayName: 'm',
        artifactUri: 'gs://bucket/m',
        containerImageUri: 'image',
        description: 'escape\u001b',
      },
    ],
  ])('refuses control characters in %s', async (path, url, body) => {
    const problem = await problemOf(
      await portal.fetch(url, {
        as: 'sofia',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': 'of-this-request',
        },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      }),
    );
    expect(problem).toMatchObject({
      code: 'invalid_request',
      errors: [{ path }],
    });
  });

  it('reads no body of somebody who is nobody', async () => {
    const response = await portal.fetch('/v1/deployments/preview', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(response.status).toBe(401);
  });

  it('fails a refusal that cannot be recorded', async () => {
    const db = await portal.db();
    await db.schema.renameTable('audit_entries', 'audit_entries_away');
    const problem = await problemOf(
      await portal.fetch('/v1/audit', { as: 'amir' }),
    );
    await db.schema.renameTable('audit_entries_away', 'audit_entries');
    expect(problem.code).toBe('internal');
  });

  it('reports each request to Backstage’s auditor, refused ones too', async () => {
    await portal.fetch('/v1/audit', { as: 'amir' });
    const events = portal.logs
      .filter(({ meta }) => meta.isAuditEvent)
      .map(({ meta }) => [meta.eventId, meta.status]);
    expect(events).toContainEqual(['list-audit', 'initiated']);
    expect(events).toContainEqual(['list-audit', 'failed']);
    expect(events).toContainEqual(['list-environments', 'succeeded']);
  });

  it('tells the caller nothing of what broke inside, and the log everything', async () => {
    const db = await portal.db();
    await db.schema.renameTable('audit_entries', 'audit_entries_away');
    const problem = await problemOf(
      await portal.fetch('/v1/audit', { as: 'sofia' }),
    );
    await db.schema.renameTable('audit_entries_away', 'audit_entries');
    expect(problem.code).toBe('internal');
    expect(problem.detail).not.toMatch(/audit_entries/);
    expect(
      portal.logs.filter(
        ({ level, message, meta }) =>
          level === 'error' &&
          message.includes('audit_entries') &&
          meta.correlationId === problem.correlationId,
      ),
    ).toHaveLength(1);
  });
});
