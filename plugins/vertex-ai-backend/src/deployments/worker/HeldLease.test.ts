import { mockServices } from '@backstage/backend-test-utils';
import { eachDatabase } from '@backstage-vertex/testkit';
import { OpenStore } from '../__testUtils__/openStore';
import type { Claim } from '../store/Claim';
import { HeldLease, LEASE_MS, LeaseLostError } from './HeldLease';

describe.each(eachDatabase())('a held lease on %s', kind => {
  let open: OpenStore;
  let claim: Claim;
  let lease: HeldLease;
  let nowMs: number;

  const take = (owner: string) =>
    open.store.claimNext({ owner, nowMs, untilMs: nowMs + LEASE_MS });

  beforeEach(async () => {
    open = await OpenStore.open(kind);
    nowMs = 2_000;
    await open.insert();
    claim = (await take('first'))!;
    lease = new HeldLease(
      claim,
      {
        store: open.store,
        clock: { now: () => new Date(nowMs) },
        logger: mockServices.logger.mock(),
      },
      nowMs,
    );
  });
  afterEach(async () => {
    lease.end();
    await open.close();
  });

  const untilMs = async () =>
    Number((await open.store.byId(claim.id))!.lease_until_ms);

  it('is confirmed without the database while it is young', async () => {
    await open.knex.destroy();
    nowMs += 9_000;
    await lease.confirm();
    expect(lease.signal.aborted).toBe(false);
  });

  it('is renewed before a write when it is not young any more, and nobody else has taken it', async () => {
    nowMs += LEASE_MS + 1;
    await lease.confirm();
    expect(await untilMs()).toBe(nowMs + LEASE_MS);
    expect(await take('second')).toBeUndefined();
  });

  it('lets nothing be written after another has taken over while this process slept', async () => {
    nowMs += LEASE_MS + 1;
    expect(await take('second')).toMatchObject({ takenOver: true });
    await expect(lease.confirm()).rejects.toThrow(LeaseLostError);
    expect(lease.signal.aborted).toBe(true);
  });

  it('lets nothing be written when the database does not say whose it is', async () => {
    await open.knex.destroy();
    nowMs += LEASE_MS / 2;
    await expect(lease.confirm()).rejects.toThrow(LeaseLostError);
    expect(lease.signal.aborted).toBe(true);
  });

  it('asks the database when the clock was set back', async () => {
    nowMs -= 1_000;
    await lease.confirm();
    expect(await untilMs()).toBe(nowMs + LEASE_MS);
  });
});
