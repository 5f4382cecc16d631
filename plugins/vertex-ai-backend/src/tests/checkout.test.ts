import {
  CheckedOut,
  CheckoutRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  dumpDatabase,
  eachDatabase,
  Portal,
  PortalConfig,
  registerKey,
  signSubject,
  SoftwareAuthenticator,
  startPortal,
} from '@backstage-vertex/testkit';
import plugin from '..';
import { ACR } from '../issuer';
import { tokenByGoogleLibrary } from '../__testUtils__/googleLibrary';

const DANA = 'user:default/dana.deployer';

const order: CheckoutRequest = {
  role: 'predictor',
  lifetimeMinutes: 10,
  reason: 'a notebook',
  renewable: false,
};
const lasting: CheckoutRequest = {
  ...order,
  lifetimeMinutes: 60,
  renewable: true,
};

function allowCheckout({ vertexAi: { environments } }: PortalConfig): void {
  environments.dev.checkout = {
    roles: ['viewer', 'predictor'],
    maxLifetimeMinutes: 60,
  };
  environments.staging.checkout = {
    roles: ['predictor'],
    maxLifetimeMinutes: 120,
  };
}

const MODELS = '/v1/projects/ml-dev/locations/europe-west4/endpoints';

describe.each(eachDatabase())('a checked-out credential on %s', database => {
  let portal: Portal;

  const start = async (configure?: (config: PortalConfig) => void) => {
    portal = await startPortal({
      features: [plugin],
      database,
      configure: config => {
        allowCheckout(config);
        configure?.(config);
      },
    });
  };

  beforeEach(() => start());

  afterEach(() => portal.stop());

  const checkOut = (
    request: Partial<CheckoutRequest> = {},
    { by = 'dana', environment = 'dev' } = {},
  ) => portal.as(by).checkOutCredential(environment, { ...order, ...request });

  const atGoogle = async (token: string) =>
    (
      await fetch(`${portal.emulator.url}${MODELS}`, {
        headers: { authorization: `Bearer ${token}` },
      })
    ).status;

  const renewed = ({ configuration }: CheckedOut) =>
    tokenByGoogleLibrary(configuration!);

  const sourceOf = ({ configuration }: CheckedOut) =>
    (configuration as any).credential_source as {
      url: string;
      headers: Record<string, string>;
    };

  /** Asks the portal for the assertion of a lease. */
  const ask = async (url: string, headers: Record<string, string>) => {
    const response = await fetch(url, { headers });
    return { status: response.status, body: await response.json() };
  };

  const askFor = (checkedOut: CheckedOut) => {
    const { url, headers } = sourceOf(checkedOut);
    return ask(url, headers);
  };

  const audited = async (
    event: 'credential.checkedOut' | 'credential.renewed',
  ) => (await portal.as('sofia').listAudit({ event })).items;

  it('is good at Google as the person in the role, and ends when it says', async () => {
    const { accessToken, expiresAt, lease, configuration } = await checkOut({
      lifetimeMinutes: 5,
    });
    expect(await atGoogle(accessToken)).toBe(200);
    expect(configuration).toBeUndefined();
    const lifeMs = Date.parse(expiresAt) - portal.clock.now().getTime();
    expect(lifeMs).toBeGreaterThan(4 * 60_000);
    expect(lifeMs).toBeLessThanOrEqual(5 * 60_000);
    expect(lease).toMatchObject({
      actor: DANA,
      environment: 'dev',
      role: 'predictor',
      usedFor: 'checkout',
      reason: 'a notebook',
      principal: expect.stringContaining(`/subject/${DANA}`),
      until: expiresAt,
      honouredUntil: expiresAt,
      renewable: false,
      ended: false,
    });
    portal.clock.advance(lifeMs + 1_000);
    expect(await atGoogle(accessToken)).toBe(401);
  });

  it('is shown once, and is nowhere else: in no row, no log and no other answer', async () => {
    const response = await portal.fetch('/v1/environments/dev/credentials', {
      as: 'dana',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(lasting),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const checkedOut: CheckedOut = await response.json();
    expect(await renewed(checkedOut)).toEqual({
      token: expect.stringMatching(/^ya29\./),
    });
    await portal.as('sofia').listLeases({ whose: 'everybody' });
    await portal.as('sofia').listAudit();

    const shown = portal.responses.filter(text =>
      text.includes(checkedOut.accessToken),
    );
    expect(shown).toHaveLength(1);
    expect(
      (await portal.findTokens()).filter(
        place => !place.endsWith('in response'),
      ),
    ).toEqual([]);
    const [secret] = Object.values(sourceOf(checkedOut).headers);
    const kept = JSON.stringify([
      await dumpDatabase(await portal.db()),
      portal.logs,
    ]);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(checkedOut.accessToken);
  });

  it.each([
    ['dev', 'as the person', 'predictor'],
    ['staging', 'through the account', 'predictor'],
  ] as const)(
    'of %s, %s, is renewed by Google’s own library until its lease is ended',
    async (environment, _, role) => {
      const checkedOut = await checkOut({ ...lasting, role }, { environment });
      const { token } = await renewed(checkedOut);
      expect(token).toMatch(/^ya29\./);
      expect(token).not.toBe(checkedOut.accessToken);
      await portal.as('dana').endAccess({
        scope: { kind: 'lease', lease: checkedOut.lease.id },
        reason: 'lost the laptop',
      });
      expect(await renewed(checkedOut)).toEqual({
        failure: expect.stringContaining('403'),
      });
      expect(await askFor(checkedOut)).toMatchObject({
        status: 403,
        body: { code: 'access_ended' },
      });
      const { items } = await portal.as('dana').listLeases();
      expect(items.find(({ id }) => id === checkedOut.lease.id)).toMatchObject({
        ended: true,
      });
    },
  );

  it('is on record: when it was taken, for what, and each renewal with its claims', async () => {
    const checkedOut = await checkOut(lasting);
    await askFor(checkedOut);
    expect(await audited('credential.checkedOut')).toMatchObject([
      {
        outcome: 'success',
        actor: DANA,
        environment: 'dev',
        action: 'credential.checkout',
        detail: {
          lease: checkedOut.lease.id,
          role: 'predictor',
          reason: 'a notebook',
          renewable: true,
        },
      },
    ]);
    expect(await audited('credential.renewed')).toMatchObject([
      {
        outcome: 'success',
        actor: DANA,
        detail: {
          lease: checkedOut.lease.id,
          claims: { sub: DANA, env_role: 'dev:predictor' },
        },
      },
    ]);
  });

  it('gives no renewed assertion a life beyond its lease', async () => {
    const checkedOut = await checkOut({ ...lasting, lifetimeMinutes: 12 });
    portal.clock.advance(10 * 60_000);
    const { body } = await askFor(checkedOut);
    expect(Date.parse(body.expires_at)).toBeLessThanOrEqual(
      Date.parse(checkedOut.lease.until),
    );
    portal.clock.advance(3 * 60_000);
    expect(await askFor(checkedOut)).toMatchObject({
      status: 403,
      body: { code: 'access_ended' },
    });
  });

  describe('is refused', () => {
    it.each<
      [
        string,
        Partial<CheckoutRequest>,
        { by?: string; environment?: string },
        string,
        string,
      ]
    >([
      [
        'a role that is not listed',
        { role: 'deployer' },
        {},
        'role_missing',
        'viewer, predictor can',
      ],
      [
        'a role that the person does not hold',
        { role: 'viewer' },
        {},
        'role_missing',
        'does not hold the role viewer',
      ],
      [
        'a person without the right',
        { role: 'viewer' },
        { by: 'victor' },
        'role_missing',
        'predictor or deployer or admin',
      ],
      [
        'an environment that lets nothing out',
        {},
        { environment: 'prod' },
        'role_missing',
        'environments.prod.checkout',
      ],
      [
        'a life above the cap',
        { ...lasting, lifetimeMinutes: 61 },
        {},
        'invalid_request',
        'at most 60',
      ],
      [
        'a token that lives longer than Google lets it',
        { lifetimeMinutes: 11 },
        {},
        'invalid_request',
        'lives 10 minutes at most',
      ],
      ['no reason', { reason: ' ' }, {}, 'invalid_request', 'body.reason'],
      [
        'the role admin',
        { role: 'admin' as any },
        {},
        'invalid_request',
        'body.role',
      ],
      [
        'the role approver',
        { role: 'approver' as any },
        {},
        'invalid_request',
        'body.role',
      ],
    ])('for %s', async (_, request, where, code, detail) => {
      await expect(checkOut(request, where)).rejects.toMatchObject({
        problem: { code, detail: expect.stringContaining(detail) },
      });
      expect(await audited('credential.checkedOut')).toEqual([]);
    });

    it('for a body that is too large', async () => {
      const response = await portal.fetch('/v1/environments/dev/credentials', {
        as: 'dana',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...order, reason: 'x'.repeat(300_000) }),
      });
      expect(response.status).toBe(413);
    });

    it('to a person whose access was ended', async () => {
      await portal.as('sofia').endAccess({
        scope: { kind: 'actor', actor: DANA, environment: 'dev' },
        reason: 'left',
      });
      await expect(checkOut()).rejects.toMatchObject({
        problem: { code: 'access_ended' },
      });
    });
  });

  describe('renews nothing', () => {
    it('with a secret that is wrong, missing, malformed or of another lease, and tells none from another', async () => {
      const [one, other] = [await checkOut(lasting), await checkOut(lasting)];
      const { url, headers } = sourceOf(one);
      const [name] = Object.keys(headers);
      const secrets = [
        'A'.repeat(43),
        Object.values(sourceOf(other).headers)[0],
        `${headers[name]}A`,
        '',
        'x'.repeat(4_000),
      ];
      const answers = [
        await ask(url, {}),
        await ask(url.replace(one.lease.id, '0'.repeat(26)), headers),
      ];
      for (const secret of secrets) {
        answers.push(await ask(url, { [name]: secret }));
      }
      expect(
        new Set(
          answers.map(({ status, body: { code, detail } }) =>
            JSON.stringify({ status, code, detail }),
          ),
        ).size,
      ).toBe(1);
      expect(answers[0]).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated' },
      });
      expect((await audited('credential.renewed'))[0]).toMatchObject({
        outcome: 'denied',
        detail: { lease: one.lease.id, code: 'unauthenticated' },
      });
      expect((await askFor(one)).status).toBe(200);
    });

    it('for a lease that was not made renewable', async () => {
      const [plain, renewable] = [await checkOut(), await checkOut(lasting)];
      const { url, headers } = sourceOf(renewable);
      expect(
        await ask(url.replace(renewable.lease.id, plain.lease.id), headers),
      ).toMatchObject({ status: 401 });
    });

    it('with a Backstage token instead of the secret', async () => {
      const { lease } = await checkOut(lasting);
      const response = await portal.fetch(
        `/v1/leases/${lease.id}/subject-token`,
        { as: 'dana' },
      );
      expect(response.status).toBe(401);
    });

    it('for a person who has lost the role, or is gone', async () => {
      const checkedOut = await checkOut(lasting);
      portal.org.leave('dana', 'group:default/ml-deployers');
      expect(await askFor(checkedOut)).toMatchObject({
        status: 403,
        body: { code: 'role_missing' },
      });
      portal.org.join('dana', 'group:default/ml-deployers');
      expect((await askFor(checkedOut)).status).toBe(200);
      portal.org.removeUser('dana');
      expect(await askFor(checkedOut)).toMatchObject({
        status: 403,
        body: { code: 'role_missing' },
      });
    });

    it('after the access was ended, not even when it was restored since', async () => {
      const checkedOut = await checkOut(lasting);
      const { id } = await portal.as('sofia').endAccess({
        scope: { kind: 'environment', environment: 'dev' },
        reason: 'an incident',
      });
      expect(await askFor(checkedOut)).toMatchObject({
        status: 403,
        body: { code: 'access_ended' },
      });
      await portal.as('sofia').restoreAccess(id, { reason: 'it is over' });
      expect(await askFor(checkedOut)).toMatchObject({
        status: 403,
        body: { code: 'access_ended' },
      });
      expect((await askFor(await checkOut(lasting))).status).toBe(200);
    });

    it('when it is asked for too often', async () => {
      const checkedOut = await checkOut(lasting);
      const answers = [];
      for (let time = 0; time < 11; time++) {
        answers.push(await askFor(checkedOut));
      }
      expect(answers.map(({ status }) => status)).toEqual([
        ...Array(10).fill(200),
        429,
      ]);
      portal.clock.advance(60_000);
      expect((await askFor(checkedOut)).status).toBe(200);
    });
  });
});

describe('a check-out that has to be signed', () => {
  let portal: Portal;
  let authenticator: SoftwareAuthenticator;

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin],
      configure: config => {
        allowCheckout(config);
        config.vertexAi.environments.dev.requires = {
          'credential.checkout': { stepUp: { hardware: true } },
        };
      },
    });
    authenticator = new SoftwareAuthenticator();
    await registerKey(portal.as('dana'), authenticator);
  });

  afterEach(() => portal.stop());

  const sign = (request: CheckoutRequest) =>
    signSubject(portal.as('dana'), authenticator, {
      kind: 'checkout',
      environment: 'dev',
      request,
    });

  it('is refused without a signature, and says what is missing', async () => {
    await expect(
      portal.as('dana').checkOutCredential('dev', order),
    ).rejects.toMatchObject({
      problem: {
        code: 'requirement_unmet',
        requirements: [{ kind: 'stepUp' }],
      },
    });
  });

  it('takes a signature over exactly it, once', async () => {
    const grant = await sign(order);
    const client = portal.as('dana');
    await expect(
      client.checkOutCredential('dev', lasting, { stepUp: grant }),
    ).rejects.toMatchObject({ problem: { code: 'step_up_refused' } });
    const { lease } = await client.checkOutCredential('dev', order, {
      stepUp: grant,
    });
    expect(lease).toMatchObject({ usedFor: 'checkout' });
    await expect(
      client.checkOutCredential('dev', order, { stepUp: grant }),
    ).rejects.toMatchObject({ problem: { code: 'step_up_refused' } });
  });

  it('renews itself on the signature that began it', async () => {
    const grant = await sign(lasting);
    const { configuration } = await portal
      .as('dana')
      .checkOutCredential('dev', lasting, { stepUp: grant });
    portal.clock.advance(30 * 60_000);
    const { url, headers } = (configuration as any).credential_source;
    expect((await fetch(url, { headers })).status).toBe(200);
  });

  it('is renewed no more when the signature that began it has lost a byte', async () => {
    const grant = await sign(lasting);
    const { configuration } = await portal
      .as('dana')
      .checkOutCredential('dev', lasting, { stepUp: grant });
    const db = await portal.db();
    const row = await db('step_up_evidence').orderBy('signed_at_ms').first();
    await db.raw('DROP TRIGGER step_up_evidence_is_append_only_update');
    await db('step_up_evidence')
      .where({ id: row.id })
      .update({ record: row.record.replace('"counter":', '"counter":1') });
    const { url, headers } = (configuration as any).credential_source;
    const response = await fetch(url, { headers });
    expect(await response.json()).toMatchObject({ code: 'step_up_refused' });
  });

  it('signs nothing that the person may not take out', async () => {
    await expect(sign({ ...order, role: 'deployer' })).rejects.toMatchObject({
      problem: { code: 'role_missing' },
    });
  });
});

describe('a check-out where Google itself demands a hardware key', () => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin],
      configure: config => {
        allowCheckout(config);
        config.vertexAi.environments.dev.requires = {
          'credential.checkout': { stepUp: { hardware: true } },
        };
      },
      seed: ({ workloadIdentityPools: [{ providers }] }) => {
        providers[0].attributeCondition = `!has(assertion.action) || assertion.action != 'credential.checkout' || (has(assertion.acr) && assertion.acr == '${ACR.hardwareKey}')`;
      },
    });
  });

  afterEach(() => portal.stop());

  it('is renewed with the acr, and the time, of the signature that began it', async () => {
    const dana = portal.as('dana');
    const authenticator = new SoftwareAuthenticator();
    await registerKey(dana, authenticator);
    const { configuration } = await dana.checkOutCredential('dev', lasting, {
      stepUp: await signSubject(dana, authenticator, {
        kind: 'checkout',
        environment: 'dev',
        request: lasting,
      }),
    });
    const signedAt = Math.floor(portal.clock.now().getTime() / 1_000);
    portal.clock.advance(30 * 60_000);
    expect(await tokenByGoogleLibrary(configuration!)).toEqual({
      token: expect.stringMatching(/^ya29\./),
    });
    const { items } = await portal
      .as('sofia')
      .listAudit({ event: 'credential.renewed' });
    const { claims } = items[0].detail as { claims: Record<string, any> };
    expect(claims).toMatchObject({
      acr: ACR.hardwareKey,
      amr: ['hwk', 'user', 'mfa'],
    });
    expect(Math.abs(claims.auth_time - signedAt)).toBeLessThan(60);
  });
});
