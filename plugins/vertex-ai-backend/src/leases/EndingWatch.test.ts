import { eachDatabase, until } from '@backstage-vertex/testkit';
import { Identity } from '../__testUtils__/startIdentity';
import { newCorrelationId } from '../core';
import type { CredentialRequest } from '../credentials';
import { EndingWatch } from './EndingWatch';

const DANA = 'user:default/dana.deployer';

let identity: Identity;

afterEach(() => identity.stop());

const read = (person = 'dana'): CredentialRequest => ({
  actor: identity.actor(person),
  role: person === 'dana' ? 'deployer' : 'viewer',
  environment: 'dev',
  correlationId: newCorrelationId(),
});

const end = (scope = { kind: 'actor' as const, actor: DANA }) =>
  identity.endings.end(scope, {
    by: 'user:default/sofia.auditor',
    reason: 'a test',
    correlationId: newCorrelationId(),
  });

const ended = { code: 'access_ended' };

describe.each(eachDatabase())('the watch over endings on %s', database => {
  beforeEach(async () => {
    identity = await Identity.start({ database });
  });

  it('gives nothing out that was ended while it was being minted', async () => {
    identity.emulator.scenarios.add({
      match: { service: 'sts' },
      effect: 'slow',
      delayMs: 400,
    });
    const waiting = Promise.allSettled(
      [1, 2, 3].map(() => identity.broker.credential(read())),
    );
    await until('the exchange', () => identity.exchanges() === 1);
    await end();
    await identity.watch.refresh();
    expect(await waiting).toMatchObject([
      { reason: ended },
      { reason: ended },
      { reason: ended },
    ]);
  });

  it('gives nothing out of memory that was ended by another replica', async () => {
    await identity.broker.credential(read());
    await end();
    // Nobody tells this replica; within its time it looks by itself.
    await until(
      'the refusal',
      () =>
        identity.broker.credential(read()).then(
          () => false,
          error => error.code === 'access_ended',
        ),
      { timeoutMs: 1_000 },
    );
    await expect(
      identity.broker.credential(read('victor')),
    ).resolves.toBeDefined();
  });

  it('shuts our own reader out of an environment that was ended', async () => {
    await end({ kind: 'environment', environment: 'dev' } as any);
    await identity.watch.refresh();
    await expect(
      identity.broker.reconciler('dev', newCorrelationId()),
    ).rejects.toMatchObject(ended);
    await expect(
      identity.broker.reconciler('staging', newCorrelationId()),
    ).resolves.toBeDefined();
  });

  it('admits nobody while it cannot look, and everybody again when it can', async () => {
    await identity.broker.credential(read());
    await identity.database.db.schema.renameTable('access_revision', 'away');
    await until(
      'what is known to be too old',
      () =>
        identity.broker.credential(read()).then(
          () => false,
          error => error.code === 'internal' && error.retry.afterMs > 0,
        ),
      { timeoutMs: 2_000 },
    );
    await identity.database.db.schema.renameTable('away', 'access_revision');
    await expect(identity.broker.credential(read())).resolves.toBeDefined();
  });

  it('tells of every ending once, wherever it was made', async () => {
    const told: string[] = [];
    const other = new EndingWatch({
      store: identity.endings,
      logger: identity.logs.logger(),
    });
    other.onEnded(({ id }) => told.push(id));
    await other.start();
    try {
      const { id } = await end();
      await until('the news', () => told.length > 0, { timeoutMs: 1_000 });
      await other.refresh();
      expect(told).toEqual([id]);
    } finally {
      other.stop();
    }
  });

  it('sees no revision before the one before it, however many end at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        end({ kind: 'actor', actor: `external:ci-${index}` }),
      ),
    );
    await identity.watch.refresh();
    expect(identity.watch.inForce).toHaveLength(20);
    const rows = await identity.database
      .db('access_endings')
      .select('revision');
    expect(
      rows.map(({ revision }) => Number(revision)).sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
