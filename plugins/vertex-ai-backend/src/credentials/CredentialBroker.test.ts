import { Handshake } from '@backstage-vertex/plugin-vertex-ai-common';
import { eachDatabase, until } from '@backstage-vertex/testkit';
import { Identity } from '../__testUtils__/startIdentity';
import { newCorrelationId, reconciler } from '../core';
import { CredentialRequest } from './Credential';
import type { EndScope } from './endings';

const MINUTE = 60_000;
const POOL =
  'principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage';

let identity: Identity;

afterEach(() => identity.stop());

function read(
  person: string,
  role: CredentialRequest['role'],
  environment: string,
): CredentialRequest {
  return {
    actor: identity.actor(person),
    role,
    environment,
    correlationId: newCorrelationId(),
  };
}

function deploy(
  request: CredentialRequest,
  purpose: Partial<NonNullable<CredentialRequest['purpose']>> = {},
): CredentialRequest {
  return {
    ...request,
    purpose: {
      action: 'deployment.create',
      intentDigest: 'a'.repeat(64),
      deploymentId: '0'.repeat(26),
      ...purpose,
    },
  };
}

function hopNames({ hops }: Handshake): string[] {
  return hops.map(({ hop, outcome }) => `${hop} ${outcome}`);
}

describe.each(eachDatabase())('credentials on %s', database => {
  it('makes the person the principal at Google, and keeps the record of each hop', async () => {
    identity = await Identity.start({ database });
    const request = read('victor', 'viewer', 'dev');
    const credential = await identity.broker.credential(request);

    expect(credential.principal).toBe(
      `${POOL}/subject/user:default/victor.viewer`,
    );
    const [handshake] = await identity.handshakesOf(request.correlationId);
    expect(handshake).toMatchObject({
      id: credential.handshakeId,
      actor: 'user:default/victor.viewer',
      environment: 'dev',
      role: 'viewer',
      strategy: 'workloadIdentityFederation',
      outcome: 'passed',
      principal: credential.principal,
      expiresAt: credential.expiresAt.toISOString(),
    });
    expect(hopNames(handshake)).toEqual([
      'identity passed',
      'role passed',
      'assertion passed',
      'sts passed',
    ]);
    expect(handshake.hops[2].claims).toEqual({
      iss: identity.issuer.url,
      aud: '//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/providers/portal',
      sub: 'user:default/victor.viewer',
      iat: expect.any(Number),
      exp: expect.any(Number),
      jti: expect.any(String),
      environment: 'dev',
      role: 'viewer',
      env_role: 'dev:viewer',
      groups: ['group:default/ml-viewers', 'group:default/fraud-ml'],
      correlation_id: request.correlationId,
    });
    const { items } = await identity.audit.list({
      environments: ['dev'],
      correlationId: request.correlationId,
      limit: 10,
    });
    expect(
      items.map(({ event, outcome, detail }) => [event, outcome, detail.hop]),
    ).toEqual([
      ['handshake.hop', 'success', 'sts'],
      ['handshake.hop', 'success', 'assertion'],
      ['handshake.hop', 'success', 'role'],
      ['handshake.hop', 'success', 'identity'],
    ]);
    const [exchange] = identity.emulator.journal.entries({ service: 'sts' });
    expect(exchange).toMatchObject({
      status: 200,
      principal: credential.principal,
      headers: {
        'x-goog-request-reason': `backstage-vertex correlation=${request.correlationId}`,
        traceparent: expect.stringContaining(request.correlationId),
      },
    });
  });

  it.each([
    ['dana', 'deployer', 'vertex-deployer'],
    ['victor', 'viewer', 'vertex-reader'],
  ] as const)(
    'lets %s as %s become the account %s, with the person behind it',
    async (person, role, account) => {
      identity = await Identity.start({ database });
      const request = read(person, role, 'staging');
      const credential = await identity.broker.credential(request);

      const email = `${account}@ml-staging.iam.gserviceaccount.com`;
      expect(credential.principal).toBe(email);
      const [handshake] = await identity.handshakesOf(request.correlationId);
      expect(hopNames(handshake)).toEqual([
        'identity passed',
        'role passed',
        'assertion passed',
        'sts passed',
        'impersonation passed',
      ]);
      expect(handshake.hops[4].claims).toMatchObject({
        serviceAccount: email,
        lifetimeSeconds: 900,
      });
      expect(
        identity.emulator.journal.entries({ method: 'GenerateAccessToken' }),
      ).toEqual([
        expect.objectContaining({
          status: 200,
          principal: `${POOL}/subject/${identity.org.refOf(person)}`,
        }),
      ]);
    },
  );

  it('gives our own reader a credential that no person can have', async () => {
    identity = await Identity.start({ database });
    const credential = await identity.broker.reconciler(
      'dev',
      newCorrelationId(),
    );
    expect(credential.principal).toBe(
      `${POOL}/subject/service:vertex-ai/reconciler`,
    );
    await expect(
      identity.broker.credential(read('dana', 'reconciler', 'dev')),
    ).rejects.toMatchObject({ code: 'role_missing', hop: 'role' });
    await expect(
      identity.broker.credential(
        deploy({
          actor: reconciler,
          role: 'reconciler',
          environment: 'dev',
          correlationId: newCorrelationId(),
        }),
      ),
    ).rejects.toMatchObject({ code: 'role_missing', hop: 'role' });
  });

  it('exchanges once for a thousand callers', async () => {
    identity = await Identity.start({ database });
    const credentials = await Promise.all(
      Array.from({ length: 1_000 }, () =>
        identity.broker.credential(read('victor', 'viewer', 'dev')),
      ),
    );
    expect(new Set(credentials).size).toBe(1);
    expect(identity.exchanges()).toBe(1);
  });

  it('gives no credential when its record cannot be written', async () => {
    identity = await Identity.start({ database });
    await identity.database.db.schema.dropTable('handshakes');
    await expect(
      identity.broker.credential(read('victor', 'viewer', 'dev')),
    ).rejects.toThrow();
    expect(identity.exchanges()).toBe(1);
  });
});

describe('sharing', () => {
  const own = { actor: 'dana', role: 'deployer', environment: 'dev' } as const;

  it.each<[string, (request: CredentialRequest) => CredentialRequest]>([
    [
      'person',
      request => ({
        ...request,
        actor: identity.actor('victor'),
        role: 'viewer',
      }),
    ],
    ['role', request => ({ ...request, role: 'predictor' })],
    ['environment', request => ({ ...request, environment: 'prod' })],
    ['purpose', request => deploy(request)],
    [
      'membership',
      request => {
        identity.org.join('dana', 'group:default/new-team');
        return { ...request, actor: identity.actor('dana') };
      },
    ],
  ])('never shares a read credential with another %s', async (_, other) => {
    identity = await Identity.start({});
    const request = read(own.actor, own.role, own.environment);
    const first = await identity.broker.credential(request);
    const second = await identity.broker.credential(other(request));
    expect(second.token.reveal()).not.toBe(first.token.reveal());
  });

  it('reuses what was minted for an intent only for the same deployment of the same intent', async () => {
    identity = await Identity.start({});
    const { broker } = identity;
    const request = read(own.actor, own.role, own.environment);
    const mine = await broker.credential(deploy(request));
    expect(await broker.credential(deploy(request))).toBe(mine);
    const others = await Promise.all(
      [
        { intentDigest: 'b'.repeat(64) },
        { deploymentId: '1'.repeat(26) },
        { action: 'traffic.set' as const },
      ].map(change => broker.credential(deploy(request, change))),
    );
    const tokens = [mine, ...others].map(({ token }) => token.reveal());
    expect(new Set(tokens).size).toBe(4);
  });

  it('mints anew for each request of an action that is no deployment', async () => {
    identity = await Identity.start({});
    const upload = () =>
      identity.broker.credential(
        deploy(read(own.actor, own.role, own.environment), {
          action: 'model.upload',
          deploymentId: undefined,
        }),
      );
    const [first, second] = [await upload(), await upload()];
    expect(second.token.reveal()).not.toBe(first.token.reveal());
  });

  it('asserts the intent and the action of a purpose, and of nothing else', async () => {
    identity = await Identity.start({});
    const request = deploy(read(own.actor, own.role, own.environment));
    await identity.broker.credential(request);
    const [handshake] = await identity.handshakes.byDeployment('0'.repeat(26));
    expect(handshake).toMatchObject({
      action: 'deployment.create',
      intentDigest: 'a'.repeat(64),
    });
    expect(handshake.hops[2].claims).toMatchObject({
      action: 'deployment.create',
      intent: 'a'.repeat(64),
    });
    const [exchange] = identity.emulator.journal.entries({ service: 'sts' });
    expect(exchange.headers['x-goog-request-reason']).toBe(
      `backstage-vertex correlation=${
        request.correlationId
      } deployment=${'0'.repeat(26)} intent=${'a'.repeat(64)}`,
    );
  });
});

describe('an ending', () => {
  const mine = () => read('dana', 'deployer', 'dev');

  beforeEach(async () => {
    identity = await Identity.start({});
  });

  it.each<[string, EndScope, number]>([
    ['the actor', { actor: 'user:default/dana.deployer' }, 3],
    ['the environment', { environment: 'dev' }, 2],
    [
      'the actor in the environment',
      { actor: 'user:default/dana.deployer', environment: 'dev' },
      1,
    ],
    ['everything', { all: true }, 4],
    ['another actor', { actor: 'user:default/amir.approver' }, 0],
  ])('of %s throws away just what it names', async (_, scope, dropped) => {
    const requests = [
      mine(),
      read('victor', 'viewer', 'dev'),
      read('dana', 'deployer', 'staging'),
      read('dana', 'deployer', 'prod'),
    ];
    const before = await Promise.all(
      requests.map(request => identity.broker.credential(request)),
    );
    expect(identity.broker.end(scope)).toBe(dropped);
    const after = await Promise.all(
      requests.map(request => identity.broker.credential(request)),
    );
    const replaced = after.filter(credential => !before.includes(credential));
    expect(replaced).toHaveLength(dropped);
  });

  it('makes what was handed out refuse to be used for another call', async () => {
    const { token } = await identity.broker.credential(mine());
    expect(token.reveal()).toMatch(/^ya29\./);
    identity.broker.end({ environment: 'dev' });
    expect(() => token.reveal()).toThrow('ended in the meantime');
  });

  it('makes a mint under way come to nothing for everybody who waits for it', async () => {
    identity.emulator.scenarios.add({
      match: { service: 'sts' },
      effect: 'slow',
      delayMs: 300,
    });
    const waiting = [1, 2, 3].map(() => identity.broker.credential(mine()));
    const examined = identity.broker.examine(mine());
    const outcomes = Promise.allSettled([...waiting, examined]);
    await until('the exchanges', () => identity.exchanges() === 2);
    identity.broker.end({ actor: 'user:default/dana.deployer' });
    const after = await identity.broker.credential(mine());
    const ended = { reason: { code: 'access_ended' } };
    expect(await outcomes).toMatchObject([ended, ended, ended, ended]);
    expect(await identity.broker.credential(mine())).toBe(after);
    expect(identity.exchanges()).toBe(3);
  });

  it('takes nothing from whoever else is waiting', async () => {
    const waiting = identity.broker.credential(mine());
    identity.broker.end({ actor: 'user:default/victor.viewer' });
    identity.broker.end({ environment: 'prod' });
    expect((await waiting).token.reveal()).toMatch(/^ya29\./);
  });
});

describe('time', () => {
  const viewer = () =>
    identity.broker.credential(read('victor', 'viewer', 'dev'));

  beforeEach(async () => {
    identity = await Identity.start({});
    identity.clock.set(new Date('2026-03-01T12:00:00Z'));
  });

  it('ends with its assertion at the latest', async () => {
    const { expiresAt } = await viewer();
    expect(expiresAt.getTime() - identity.clock.now().getTime()).toBe(598_000);
  });

  it('lives no longer than assertions are configured to', async () => {
    await identity.stop();
    identity = await Identity.start({
      configure: ({ vertexAi }) => {
        vertexAi.issuer.assertionTtlSeconds = 60;
      },
    });
    identity.clock.set(new Date('2026-03-01T12:00:00Z'));
    const { expiresAt } = await viewer();
    expect(expiresAt.getTime() - identity.clock.now().getTime()).toBe(58_000);
  });

  it('finds Google knowing our key at every moment of a rotation', async () => {
    await identity.stop();
    identity = await Identity.start({
      configure: ({ vertexAi }) => {
        vertexAi.issuer.keys = { rotationHours: 2, publishMinutes: 10 };
      },
    });
    for (let minutes = 0; minutes < 8 * 60; minutes += 9.5) {
      await viewer();
      identity.advance(9.5 * MINUTE);
    }
    const keys = await identity.database.db('issuer_keys').select('kid');
    expect(keys.length).toBeGreaterThanOrEqual(4);
    expect(identity.exchanges()).toBeGreaterThan(45);
  });

  it('uses a fresh credential again', async () => {
    const first = await viewer();
    identity.advance(7 * MINUTE);
    expect(await viewer()).toBe(first);
    expect(identity.exchanges()).toBe(1);
  });

  it('refreshes early in the background, while the old one still works', async () => {
    const first = await viewer();
    identity.advance(8 * MINUTE);
    expect(await viewer()).toBe(first);
    const next = await until('the next credential', async () => {
      const now = await viewer();
      return now !== first && now;
    });
    expect(identity.exchanges()).toBe(2);
    expect(next.expiresAt.getTime()).toBeGreaterThan(
      first.expiresAt.getTime() + 7 * MINUTE,
    );
  });

  it('never returns one that has ended', async () => {
    const first = await viewer();
    identity.advance(10 * MINUTE);
    const second = await viewer();
    expect(second).not.toBe(first);
    expect(second.expiresAt.getTime()).toBeGreaterThan(
      identity.clock.now().getTime(),
    );
  });

  it('never returns one that has ended when its refresh fails', async () => {
    const first = await viewer();
    identity.advance(8 * MINUTE);
    identity.emulator.scenarios.add({
      match: { service: 'sts' },
      effect: 'fail',
      status: 'INVALID_ARGUMENT',
      times: -1,
    });
    expect(await viewer()).toBe(first);
    await until('the failed refresh', () =>
      identity.logs.lines.some(
        ({ level, message }) =>
          level === 'warn' && message.includes('could not be refreshed early'),
      ),
    );
    expect(await viewer()).toBe(first);
    identity.advance(2 * MINUTE);
    await expect(viewer()).rejects.toMatchObject({
      code: 'handshake_failed',
      hop: 'sts',
    });
  });

  it('does not trust a wall clock that was set back', async () => {
    const first = await viewer();
    identity.clock.set(new Date('2026-03-01T11:59:59Z'));
    expect(await viewer()).not.toBe(first);
  });

  it('counts the time that really passed when the wall clock was set back a little', async () => {
    const first = await viewer();
    identity.advance(9 * MINUTE);
    identity.clock.set(new Date('2026-03-01T12:00:30Z'));
    identity.monotonic.ms += MINUTE;
    expect(await viewer()).not.toBe(first);
  });

  it('does not hand out one that is about to end when it arrives', async () => {
    identity.emulator.scenarios.add({
      match: { service: 'sts' },
      effect: 'slow',
      delayMs: 300,
    });
    const waiting = viewer();
    await until('the exchange', () => identity.exchanges() === 1);
    identity.advance(9.6 * MINUTE);
    const { expiresAt } = await waiting;
    expect(identity.exchanges()).toBe(2);
    expect(expiresAt.getTime()).toBeGreaterThan(
      identity.clock.now().getTime() + 9 * MINUTE,
    );
  });
});
