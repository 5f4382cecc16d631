import { EmulatorSeed } from '@backstage-vertex/google-emulator';
import {
  auditReadPermission,
  Diagnosis,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';

type World = Portal['emulator']['state']['iam'];
type Provider =
  EmulatorSeed['workloadIdentityPools'][number]['providers'][number];

const PRINCIPAL =
  'principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/subject/user:default/dana.deployer';

/** A mistake at Google, the hop or check that it shows at, Google's words, and the command or key that repairs it. */
interface Mistake {
  environment?: string;
  make(world: World): void;
  hop: string;
  code: string;
  words: string;
  repair: string;
}

const atProvider = (change: (provider: Provider) => void) => (world: World) =>
  change(world.workloadIdentityPools[0].providers[0]);

const mistakes: Record<string, Mistake> = {
  'a provider with another issuer': {
    make: atProvider(it => {
      it.issuer = 'https://other.example.com';
    }),
    hop: 'sts',
    code: 'invalid_grant',
    words: 'does not match the expected one in config',
    repair: '--issuer-uri=http://127.0.0.1',
  },
  'a provider whose issuer ends in a slash': {
    make: atProvider(it => {
      it.issuer += '/';
    }),
    hop: 'sts',
    code: 'invalid_grant',
    words: '/issuer/',
    repair: '--issuer-uri=http://127.0.0.1',
  },
  'a provider with the key of another portal': {
    make: atProvider(it => {
      it.jwks = { keys: [{ kty: 'EC', crv: 'P-256', kid: 'another' }] };
    }),
    hop: 'sts',
    code: 'invalid_grant',
    words: "Error connecting to the given credential's issuer.",
    repair: 'curl -o jwks.json',
  },
  'a pool that was deleted': {
    make: world => {
      world.workloadIdentityPools = [];
    },
    hop: 'sts',
    code: 'invalid_target',
    words: 'disabled or deleted',
    repair: 'workload-identity-pools providers describe portal',
  },
  'a condition that another mapping made false': {
    make: atProvider(it => {
      it.attributeCondition = "assertion.role == 'superuser'";
    }),
    hop: 'sts',
    code: 'unauthorized_client',
    words: 'rejected by the attribute condition',
    repair: '--attribute-condition=',
  },
  'an account that is disabled': {
    environment: 'staging',
    make: world => {
      world.serviceAccounts.forEach(account => {
        account.disabled = true;
      });
    },
    hop: 'impersonation',
    code: 'PERMISSION_DENIED',
    words: "Permission 'iam.serviceAccounts.getAccessToken' denied",
    repair: 'iam.workloadIdentityUser',
  },
  'a provider that allows other audiences': {
    make: atProvider(it => {
      it.allowedAudiences = ['https://other.example.com'];
    }),
    hop: 'sts',
    code: 'invalid_grant',
    words: 'does not match the expected audience',
    repair: '--allowed-audiences=//iam.googleapis.com/',
  },
  'a provider with an empty upload of keys': {
    make: atProvider(it => {
      it.jwks = { keys: [] };
    }),
    hop: 'sts',
    code: 'invalid_grant',
    words: "Error connecting to the given credential's issuer.",
    repair: '--jwk-json-path=jwks.json',
  },
  'a provider whose condition is false': {
    make: atProvider(it => {
      it.attributeCondition = "assertion.environment == 'prod'";
    }),
    hop: 'sts',
    code: 'unauthorized_client',
    words: 'rejected by the attribute condition',
    repair: '--attribute-condition=',
  },
  'a provider that maps too much to the subject': {
    make: atProvider(it => {
      it.attributeMapping = {
        ...it.attributeMapping,
        'google.subject': `assertion.sub + "${'x'.repeat(127)}"`,
      };
    }),
    hop: 'sts',
    code: 'invalid_request',
    words: 'exceeds the 127 bytes limit',
    repair: 'google.subject=assertion.sub',
  },
  'a disabled provider': {
    make: atProvider(it => {
      it.disabled = true;
    }),
    hop: 'sts',
    code: 'invalid_target',
    words: 'disabled or deleted',
    repair: 'workload-identity-pools providers describe portal',
  },
  'a pool without providers': {
    make: world => {
      world.workloadIdentityPools[0].providers = [];
    },
    hop: 'sts',
    code: 'invalid_target',
    words: 'disabled or deleted',
    repair: 'workload-identity-pools providers describe portal',
  },
  'a disabled pool': {
    make: world => {
      world.workloadIdentityPools[0].disabled = true;
    },
    hop: 'sts',
    code: 'invalid_target',
    words: 'disabled or deleted',
    repair: 'workload-identity-pools providers describe portal',
  },
  'an account that lets nobody in': {
    environment: 'staging',
    make: world => {
      world.serviceAccounts.forEach(account => {
        account.bindings = [];
      });
    },
    hop: 'impersonation',
    code: 'PERMISSION_DENIED',
    words: "Permission 'iam.serviceAccounts.getAccessToken' denied",
    repair:
      'add-iam-policy-binding vertex-deployer@ml-staging.iam.gserviceaccount.com --role=roles/iam.workloadIdentityUser',
  },
  'an account that is not there': {
    environment: 'staging',
    make: world => {
      world.serviceAccounts = [];
    },
    hop: 'impersonation',
    code: 'PERMISSION_DENIED',
    words: 'or it may not exist',
    repair: 'iam.workloadIdentityUser',
  },
};

/** Nothing that keeps a person out, but something that is wrong around the way. */
interface Flaw {
  environment?: string;
  make(portal: Portal): void;
  check: string;
  outcome: 'fail' | 'unknown';
  words: string;
  repair: string;
}

const projectOf = (portal: Portal, id: string) =>
  portal.emulator.state.iam.projects.find(project => project.id === id)!;

const flaws: Record<string, Flaw> = {
  'an environment whose project logs no data access': {
    make: portal => {
      projectOf(portal, 'ml-dev').auditConfigs = [];
    },
    check: 'auditLogs',
    outcome: 'fail',
    words:
      'ml-dev does not log ADMIN_READ, DATA_READ, DATA_WRITE of aiplatform.googleapis.com.',
    repair: 'deploy/gcloud/setup.sh',
  },
  'an environment that does not log who predicts': {
    make: portal => {
      projectOf(portal, 'ml-dev').auditConfigs![0].auditLogConfigs = [
        { logType: 'ADMIN_READ' },
        { logType: 'DATA_WRITE' },
      ];
    },
    check: 'auditLogs',
    outcome: 'fail',
    words: 'ml-dev does not log DATA_READ of aiplatform.googleapis.com.',
    repair: 'deploy/gcloud/setup.sh',
  },
  'an account whose access is exempted from the log': {
    make: portal => {
      projectOf(
        portal,
        'ml-dev',
      ).auditConfigs![0].auditLogConfigs[1].exemptedMembers = [
        'serviceAccount:quiet@ml-dev.iam.gserviceaccount.com',
      ];
    },
    check: 'auditLogs',
    outcome: 'fail',
    words: 'ml-dev does not log what serviceAccount:quiet@',
    repair: 'Audit Logs',
  },
  'a pool whose exchanges are not logged': {
    make: portal => {
      projectOf(portal, 'ml-identity').auditConfigs = [];
    },
    check: 'auditLogs',
    outcome: 'fail',
    words: 'of the identity pool does not log ADMIN_READ',
    repair: 'deploy/terraform',
  },
  'a policy that the portal may not read': {
    environment: 'staging',
    make: portal => {
      projectOf(portal, 'ml-identity').bindings = [];
    },
    check: 'auditLogs',
    outcome: 'unknown',
    words: 'resourcemanager.projects.getIamPolicy',
    repair: 'vertex-reader@ml-staging.iam.gserviceaccount.com',
  },
  'a quota of serving CPUs that is used up': {
    make: portal => {
      portal.emulator.state.quotas.forEach(quota => {
        quota.limit = Math.min(quota.limit, 2);
      });
    },
    check: 'quota',
    outcome: 'fail',
    words: 'Used up in ml-dev: 2 of 2 cpus in europe-west4',
    repair: 'iam-admin/quotas?project=ml-dev',
  },
  'a project without quota in a location': {
    make: portal => {
      portal.emulator.state.quotas = portal.emulator.state.quotas.filter(
        ({ location }) => location !== 'us-central1',
      );
    },
    check: 'quota',
    outcome: 'unknown',
    words: 'no limit of serving CPUs for us-central1',
    repair: 'gcloud services enable aiplatform.googleapis.com',
  },
};

describe.each(eachDatabase())('the doctor on %s', database => {
  let portal: Portal;
  let iam: object;
  let quotas: EmulatorSeed['quotas'];

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      configure: ({ vertexAi }) => {
        vertexAi.limits.diagnosesPerMinute = 600;
      },
    });
    iam = structuredClone(portal.emulator.state.iam);
    quotas = structuredClone(portal.emulator.state.quotas);
  });
  afterAll(() => portal.stop());
  beforeEach(() => {
    Object.assign(portal.emulator.state.iam, structuredClone(iam));
    portal.emulator.state.quotas = structuredClone(quotas);
    portal.emulator.journal.clear();
  });

  const checksOf = ({ checks }: Diagnosis) =>
    Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));
  const hopsOf = ({ hops }: Diagnosis) =>
    hops.map(({ hop, outcome }) => `${hop} ${outcome}`);

  it('finds nothing wrong where nothing is', async () => {
    const found = await portal.as('dana').diagnose('dev');
    expect(found).toMatchObject({
      actor: 'user:default/dana.deployer',
      role: 'deployer',
      outcome: 'passed',
    });
    expect(hopsOf(found)).toEqual([
      'identity passed',
      'role passed',
      'assertion passed',
      'sts passed',
    ]);
    expect(found.hops.at(-1)).toMatchObject({ principal: PRINCIPAL });
    expect(checksOf(found)).toEqual({
      permissions: 'pass',
      discovery: 'pass',
      keys: 'pass',
      clock: 'pass',
      auditLogs: 'pass',
      quota: 'pass',
    });
    expect(found.permissions.map(({ held }) => held)).not.toContain(false);
  });

  it.each(Object.entries(mistakes))(
    'names the broken hop of %s, and what repairs it',
    async (_, { environment = 'dev', make, hop, code, words, repair }) => {
      make(portal.emulator.state.iam);
      const found = await portal.as('dana').diagnose(environment);
      expect(found.outcome).toBe('failed');
      const [broken, ...rest] = found.hops.filter(
        ({ outcome }) => outcome !== 'passed',
      );
      expect(broken).toMatchObject({
        hop,
        outcome: 'failed',
        error: {
          code,
          message: expect.stringContaining(words),
          explanation: expect.stringContaining(repair),
        },
      });
      expect(rest.every(({ outcome }) => outcome === 'skipped')).toBe(true);
      expect(checksOf(found)).toMatchObject({ permissions: 'unknown' });
    },
  );

  it.each(Object.entries(flaws))(
    'names %s, and what repairs it',
    async (_, { environment = 'dev', make, check, outcome, words, repair }) => {
      make(portal);
      const found = await portal.as('dana').diagnose(environment);
      expect(found.outcome).toBe(outcome === 'fail' ? 'failed' : 'passed');
      expect(found.hops.every(hop => hop.outcome === 'passed')).toBe(true);
      expect(found.checks.find(({ id }) => id === check)).toEqual({
        id: check,
        outcome,
        message: expect.stringContaining(words),
        repair: expect.stringContaining(repair),
      });
    },
  );

  it('asks about the project as the portal’s own identity, which only reads', async () => {
    await portal.as('dana').diagnose('dev');
    const asked = ['GetIamPolicy', 'ListQuotaInfos', 'ListTimeSeries'].flatMap(
      method => portal.emulator.journal.entries({ method }),
    );
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map(({ principal }) => principal))).toEqual(
      new Set([
        PRINCIPAL.replace(/subject.*/, 'subject/service:vertex-ai/reconciler'),
      ]),
    );
  });

  it('names the permissions that the role lacks at Google', async () => {
    portal.emulator.state.iam.projects.forEach(project => {
      project.bindings = [];
    });
    const found = await portal.as('dana').diagnose('dev');
    expect(found.outcome).toBe('failed');
    expect(found.permissions).toContainEqual({
      permission: 'aiplatform.endpoints.deploy',
      actions: ['deployment.create'],
      held: false,
    });
    expect(found.checks[0]).toMatchObject({
      id: 'permissions',
      outcome: 'fail',
      message: expect.stringContaining('aiplatform.endpoints.deploy'),
      repair: expect.stringContaining('add-iam-policy-binding ml-dev'),
    });
  });

  it('tells somebody without a role whom to ask, and asks Google nothing', async () => {
    portal.org.addUser('user:default/new.here');
    const found = await portal.as('user:default/new.here').diagnose('dev');
    expect(hopsOf(found)).toEqual([
      'identity passed',
      'role failed',
      'assertion skipped',
      'sts skipped',
    ]);
    expect(found.hops[1]).toMatchObject({
      error: {
        code: 'role_missing',
        explanation: expect.stringContaining('group:default/ml-platform'),
      },
    });
    expect(
      portal.emulator.journal.entries({ method: 'ExchangeToken' }),
    ).toEqual([]);
  });

  it('lets an auditor look at another person, and mints nothing in that name', async () => {
    const found = await portal
      .as('sofia')
      .diagnose('dev', { actor: 'user:default/dana.deployer' });
    expect(found).toMatchObject({ role: 'deployer', outcome: 'dryRun' });
    expect(hopsOf(found)).toEqual([
      'identity passed',
      'role passed',
      'assertion skipped',
      'sts skipped',
    ]);
    expect(
      portal.emulator.journal.entries({
        method: 'ExchangeToken',
        principal: PRINCIPAL,
      }),
    ).toEqual([]);
    const { items } = await portal
      .as('sofia')
      .listAudit({ event: 'handshake.diagnosed' });
    expect(items[0]).toMatchObject({
      actor: 'user:default/sofia.auditor',
      detail: { examined: 'user:default/dana.deployer', dryRun: true },
    });
  });

  it('lets nobody else look at another person', async () => {
    await expect(
      portal
        .as('dana')
        .diagnose('dev', { actor: 'user:default/amir.approver' }),
    ).rejects.toMatchObject({ problem: { code: 'role_missing' } });
  });

  it('says that a person is not there', async () => {
    await expect(
      portal.as('sofia').diagnose('dev', { actor: 'user:default/nobody' }),
    ).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });

  it('walks anew each time, and leaves no token behind', async () => {
    await portal.as('dana').diagnose('dev');
    await portal.as('dana').diagnose('dev');
    expect(
      portal.emulator.journal.entries({
        method: 'ExchangeToken',
        principal: PRINCIPAL,
      }),
    ).toHaveLength(2);
    expect(await portal.findTokens()).toEqual([]);
  });

  // The last, as no clock can be turned back.
  it('says by how much the clock is off', async () => {
    portal.clock.advance(10 * 60_000);
    const found = await portal.as('dana').diagnose('dev');
    expect(found.checks).toContainEqual({
      id: 'clock',
      outcome: 'fail',
      message: expect.stringMatching(/60\d s ahead of Google/),
      repair: expect.stringContaining('NTP'),
    });
  });
});

describe('the doctor', () => {
  it('tells of another person only whom Backstage’s permission policy lets read the log', async () => {
    const portal = await startPortal({
      features: [plugin],
      permissions: name => name !== auditReadPermission.name,
    });
    const sofia = portal.as('sofia');
    const refused = sofia.diagnose('dev', {
      actor: 'user:default/dana.deployer',
    });
    await expect(refused).rejects.toMatchObject({
      problem: {
        code: 'forbidden',
        detail: expect.stringContaining(auditReadPermission.name),
      },
    });
    const own = await sofia.diagnose('dev');
    await portal.stop();
    expect(own).toMatchObject({ actor: 'user:default/sofia.auditor' });
  });

  it('sees one person so often in a minute, and says when it has time again', async () => {
    const portal = await startPortal({
      features: [plugin],
      configure: ({ vertexAi }) => {
        vertexAi.limits.diagnosesPerMinute = 2;
      },
    });
    const ask = (as: string) =>
      portal.fetch('/v1/environments/dev/diagnosis', {
        as,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
    const statuses = [
      (await ask('dana')).status,
      (await ask('dana')).status,
      (await ask('sofia')).status,
    ];
    const refused = await ask('dana');
    const problem = await refused.json();
    portal.clock.advance(30_000);
    const later = await ask('dana');
    await portal.stop();
    expect(statuses).toEqual([200, 200, 200]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(25);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(30);
    expect(problem).toMatchObject({
      code: 'too_many_requests',
      detail: expect.stringContaining('2 times a minute'),
    });
    expect(later.status).toBe(200);
  });
});
