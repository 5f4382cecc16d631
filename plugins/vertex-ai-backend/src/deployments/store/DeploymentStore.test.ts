import { eachDatabase } from '@backstage-vertex/testkit';
import { historyOf } from '../history';
import type { DeploymentState } from '../model';
import { OpenStore } from '../__testUtils__/openStore';
import { deployRequest } from '../__testUtils__/states';
import { cancellable, transition } from '../transition';
import type { Claim } from './Claim';

const LEASE_MS = 30_000;
const lease = (owner: string, nowMs = 2_000) => ({
  owner,
  nowMs,
  untilMs: nowMs + LEASE_MS,
});
const onEndpoint = (id: string) =>
  deployRequest({ endpoint: { kind: 'existing', id } });

/** What the first transition of a claim stores. */
function step(claim: Claim, overrides: Partial<DeploymentState> = {}) {
  const { state } = transition(claim.state, { type: 'claimed' }, 2_000);
  const next = { ...state, ...overrides };
  return {
    next,
    history: historyOf(claim.state, next),
    nowMs: 2_000,
    release: false,
  };
}

describe.each(eachDatabase())('DeploymentStore on %s', kind => {
  let open: OpenStore;

  beforeEach(async () => {
    open = await OpenStore.open(kind);
  });
  afterEach(() => open.close());

  it('gives one deployment to one of many workers that ask at once', async () => {
    const id = await open.insert();
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        open.store.claimNext(lease(`worker-${i}`)),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(claims.find(Boolean)).toMatchObject({ id, takenOver: false });
  });

  it('claims nothing before it is due, and nothing that this process holds', async () => {
    const id = await open.insert();
    expect(await open.store.claimNext(lease('a', 999))).toBeUndefined();
    expect(
      await open.store.claimNext(lease('a'), { held: [id] }),
    ).toBeUndefined();
    expect(
      await open.store.claimNext(lease('a'), { only: 'another' }),
    ).toBeUndefined();
    expect(await open.store.claimNext(lease('a'))).toMatchObject({ id });
  });

  it('gives a claim to another worker when the lease has ended, and lets the first write nothing', async () => {
    const id = await open.insert();
    const first = (await open.store.claimNext(lease('first')))!;
    expect(await open.store.claimNext(lease('second'))).toBeUndefined();
    const later = 2_000 + LEASE_MS;
    const second = (await open.store.claimNext(lease('second', later)))!;
    expect(second).toMatchObject({ id, takenOver: true });

    expect(await open.store.commit(first, step(first))).toBe('lost');
    expect(await open.store.renew(id, { owner: 'first', untilMs: 9e9 })).toBe(
      false,
    );
    await open.store.release(id, 'first');
    expect(await open.store.effects(id)).toEqual([]);
    expect((await open.store.events(id)).map(({ type }) => type)).toEqual([
      'requested',
    ]);
    expect(await open.knex('audit_entries').pluck('event')).toEqual([
      'deployment.requested',
    ]);
    expect(await open.store.commit(second, step(second))).toBe('committed');
  });

  it('stores row, event, effect and audit entry of a step together', async () => {
    const id = await open.insert();
    const claim = (await open.store.claimNext(lease('a')))!;
    await open.store.commit(claim, step(claim));
    expect(await open.store.byId(id)).toMatchObject({ phase: 'deploying' });
    expect(await open.store.effects(id)).toMatchObject([
      { kind: 'deployModel', status: 'intended', ordinal: 1 },
    ]);
    expect((await open.store.events(id)).map(({ type }) => type)).toEqual([
      'requested',
      'phaseChanged',
      'effectStarted',
    ]);
    expect(
      await open.knex('audit_entries').orderBy('index').pluck('event'),
    ).toEqual(['deployment.requested', 'deployment.phase', 'effect.intended']);
  });

  it('gives back exactly the state that was stored', async () => {
    await open.insert();
    const claim = (await open.store.claimNext(lease('a')))!;
    const { next, ...rest } = step(claim, { runAtMs: 2_000 });
    await open.store.commit(claim, { next, ...rest });
    const again = (await open.store.reload(claim))!;
    expect(again.state).toEqual(JSON.parse(JSON.stringify(next)));
    expect(again.revision).toBe(claim.revision + 1);
  });

  it('moves the revision when somebody asks to cancel, so that the holder decides anew', async () => {
    const id = await open.insert();
    const claim = (await open.store.claimNext(lease('a')))!;
    await open.store.requestCancel({
      id,
      actor: 'user:default/amir.approver',
      correlationId: '1'.repeat(32),
      reason: 'wrong model',
      nowMs: 2_000,
      cancellable,
    });
    expect(await open.store.commit(claim, step(claim))).toBe('moved');
    const moved = (await open.store.reload(claim))!;
    expect(moved.state.cancelRequested).toBe(true);
    expect(await open.store.commit(moved, step(moved))).toBe('committed');
    expect(await open.store.byId(id)).toMatchObject({ phase: 'cancelled' });
    expect(
      (await open.store.events(id)).map(({ sequence, type }) => [
        sequence,
        type,
      ]),
    ).toEqual([
      [1, 'requested'],
      [2, 'cancelRequested'],
      [3, 'phaseChanged'],
    ]);
  });

  it('refuses to cancel what is over', async () => {
    const id = await open.insert();
    const claim = (await open.store.claimNext(lease('a')))!;
    await open.store.commit(claim, step(claim, { phase: 'succeeded' }));
    await expect(
      open.store.requestCancel({
        id,
        actor: 'user:default/dana.deployer',
        correlationId: '1'.repeat(32),
        nowMs: 2_000,
        cancellable,
      }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('lets the oldest deployment of an endpoint go first, and tells the others for whom they wait', async () => {
    const first = await open.insert({ by: 'user:default/dana.deployer' });
    const second = await open.insert();
    const elsewhere = await open.insert({ request: onEndpoint('4002') });

    const claim = (await open.store.claimNext(lease('a')))!;
    expect(claim.id).toBe(first);
    expect(await open.store.claimNext(lease('b'))).toMatchObject({
      id: elsewhere,
    });
    expect(await open.store.claimNext(lease('c'))).toBeUndefined();
    expect(await open.store.noteWaiting(2_000)).toEqual([
      { id: second, environment: 'dev' },
    ]);
    expect((await open.store.byId(second))!.message).toBe(
      `Waits for deployment ${first} of user:default/dana.deployer on the same endpoint.`,
    );
    expect(await open.store.noteWaiting(7_000)).toEqual([]);

    await open.store.commit(claim, step(claim, { phase: 'succeeded' }));
    expect(await open.store.claimNext(lease('c'))).toMatchObject({
      id: second,
    });
  });

  it('keeps an older deployment that came in late from running beside the one at work', async () => {
    const newer = await open.insert({ number: 20 });
    const claim = (await open.store.claimNext(lease('a')))!;
    expect(claim.id).toBe(newer);
    await open.insert({ number: 10 });
    expect(await open.store.claimNext(lease('b'))).toBeUndefined();
    // Even where both look free to the one who looks, the index lets only one have the endpoint.
    await expect(
      open
        .knex('deployments')
        .whereNot({ id: newer })
        .update({ active_lock_key: 'dev/europe-west4/4001' }),
    ).rejects.toThrow(/unique/i);
  });

  it('cancels what has not started without waiting for the endpoint', async () => {
    await open.insert();
    const second = await open.insert();
    await open.store.claimNext(lease('a'));
    await open.store.requestCancel({
      id: second,
      actor: 'user:default/dana.deployer',
      correlationId: '1'.repeat(32),
      nowMs: 2_000,
      cancellable,
    });
    const claim = (await open.store.claimNext(lease('b')))!;
    expect(claim.id).toBe(second);
    await open.store.commit(claim, step(claim));
    expect(await open.store.byId(second)).toMatchObject({
      phase: 'cancelled',
      next_run_at_ms: null,
    });
  });

  it('makes one row of many requests with one idempotency key', async () => {
    const ids = await Promise.all(
      Array.from({ length: 8 }, () =>
        open.insert({ idempotencyKey: 'the-same-key' }),
      ),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await open.knex('deployments').pluck('id')).toEqual([ids[0]]);
    expect(await open.knex('audit_entries').pluck('event')).toEqual([
      'deployment.requested',
    ]);
  });

  it('refuses another request under a key that was used, but not another person’s', async () => {
    await open.insert({ idempotencyKey: 'the-same-key' });
    await expect(
      open.insert({ idempotencyKey: 'the-same-key', requestDigest: 'other' }),
    ).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await open.insert({
      idempotencyKey: 'the-same-key',
      by: 'user:default/amir.approver',
    });
    expect(await open.knex('deployments').pluck('id')).toHaveLength(2);
  });

  it('pages by id from the newest, within the environments and the condition', async () => {
    const ids = [];
    for (let i = 0; i < 5; i++) {
      ids.push(
        await open.insert({ by: i === 3 ? 'user:default/x' : undefined }),
      );
    }
    const page = (before?: string, limit = 2) =>
      open.store.page({ environments: ['dev'], query: { limit }, before });
    expect((await page()).map(({ id }) => id)).toEqual([
      ids[4],
      ids[3],
      ids[2],
    ]);
    expect((await page(ids[3])).map(({ id }) => id)).toEqual([
      ids[2],
      ids[1],
      ids[0],
    ]);
    const matching = async (condition: any) =>
      (
        await open.store.page({
          environments: ['dev'],
          query: { limit: 10 },
          condition,
        })
      ).map(({ id }) => id);
    const mine = { requestedBy: ['user:default/x'] };
    expect(await matching(mine)).toEqual([ids[3]]);
    expect(await matching({ not: mine })).toEqual([
      ids[4],
      ids[2],
      ids[1],
      ids[0],
    ]);
    expect(
      await matching({ allOf: [mine, { environments: ['prod'] }] }),
    ).toEqual([]);
    expect(
      await matching({ anyOf: [mine, { environments: ['prod'] }] }),
    ).toEqual([ids[3]]);
    expect(await matching({ requestedBy: [] })).toEqual([]);
    expect(
      await open.store.page({ environments: [], query: { limit: 10 } }),
    ).toEqual([]);
  });

  it('goes back before the endpoint lock and forth again', async () => {
    await open.insert();
    const migrations = `${__dirname}/../../../migrations`;
    await open.knex.migrate.down({
      directory: migrations,
      name: '20261124010000_deployment_endpoint_lock.js',
    });
    expect(
      await open.knex.schema.hasColumn('deployments', 'active_lock_key'),
    ).toBe(false);
    await open.knex.migrate.latest({ directory: migrations });
    expect(await open.store.claimNext(lease('a'))).toBeDefined();
  });
});
