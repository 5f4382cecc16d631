import type { AuditEntry } from '@backstage-vertex/plugin-vertex-ai-common';
import { EmulatorClock } from '@backstage-vertex/google-emulator';
import { mockServices } from '@backstage/backend-test-utils';
import {
  eachDatabase,
  LogCapture,
  TestDatabase,
  until,
} from '@backstage-vertex/testkit';
import { Database } from '../db';
import { AuditLog, NewAuditEntry } from './AuditLog';
import { mirrorToAuditor } from './mirrorToAuditor';

describe.each(eachDatabase())('the audit log on %s', kind => {
  let testDatabase: TestDatabase;
  let database: Database;
  let audit: AuditLog;

  const clock = new EmulatorClock();
  const all = { environments: ['dev', 'prod'], limit: 1_000 };
  const entry = (change: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
    event: 'decision',
    outcome: 'success',
    actor: 'user:default/dana.deployer',
    environment: 'dev',
    detail: {},
    ...change,
  });

  beforeEach(async () => {
    testDatabase = new TestDatabase(kind);
    const { knex } = await testDatabase.connect('vertex-ai');
    database = await Database.create({ getClient: async () => knex });
    audit = new AuditLog(database, clock);
  });

  afterEach(() => testDatabase.drop());

  it('numbers entries from 1 without gaps, also when many write and some fail', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) =>
        database.transaction(async tx => {
          await audit.appendAll(
            tx,
            Array.from({ length: 1 + (n % 3) }, () =>
              entry({ detail: { writer: n } }),
            ),
          );
          if (n % 4 === 0) {
            throw new Error('something else failed');
          }
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(
      15,
    );
    const { items } = await audit.list(all);
    expect(items.length).toBeGreaterThan(60);
    expect(items.map(({ index }) => index)).toEqual(
      Array.from({ length: items.length }, (_, n) => items.length - n),
    );
    expect(items.some(({ detail }) => Number(detail.writer) % 4 === 0)).toBe(
      false,
    );
  });

  it('keeps the entries of one transaction together and in order', async () => {
    await Promise.all(
      ['a', 'b', 'c'].map(writer =>
        audit.record(
          ...[1, 2, 3].map(step => entry({ detail: { writer, step } })),
        ),
      ),
    );
    const { items } = await audit.list(all);
    const written = [...items].reverse().map(({ detail }) => detail);
    for (const start of [0, 3, 6]) {
      const three = written.slice(start, start + 3);
      expect(new Set(three.map(({ writer }) => writer)).size).toBe(1);
      expect(three.map(({ step }) => step)).toEqual([1, 2, 3]);
    }
  });

  it('lets nobody change or take back an entry, whoever asks the database', async () => {
    await audit.record(entry());
    const entries = () => database.db('audit_entries');
    await expect(entries().update({ actor: 'nobody' })).rejects.toThrow(
      'append-only',
    );
    await expect(entries().delete()).rejects.toThrow('append-only');
    expect((await audit.list(all)).items).toMatchObject([entry()]);
  });

  it('tells its mirror what is committed, and nothing else', async () => {
    const told: AuditEntry[] = [];
    const mirrored = new AuditLog(database, clock, {
      tell: entries => told.push(...entries),
    });
    await mirrored.record(entry(), entry({ action: 'traffic.set' }));
    await database
      .transaction(async tx => {
        await mirrored.append(tx, entry());
        throw new Error('something else failed');
      })
      .catch(() => undefined);
    expect(told).toEqual([...(await audit.list(all)).items].reverse());
    expect(told.map(({ index }) => index)).toEqual([1, 2]);
  });

  it('tells Backstage’s auditor in the order of the log, and is not stopped where the auditor fails', async () => {
    const told: unknown[] = [];
    const logs = new LogCapture();
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ meta }) => {
        if (meta?.index === 2) {
          throw new Error('nobody collects');
        }
        // The first takes longest.
        await new Promise(resolve => {
          setTimeout(resolve, 20 - 5 * Number(meta?.index));
        });
        told.push(meta?.index);
        return { success: async () => {}, fail: async () => {} };
      },
    });
    const mirrored = new AuditLog(
      database,
      clock,
      mirrorToAuditor(auditor, logs.logger()),
    );
    await mirrored.record(entry(), entry());
    await mirrored.record(entry({ outcome: 'denied' }), entry());
    await until('the last is told', () => told.includes(4));
    expect(told).toEqual([1, 3, 4]);
    expect((await audit.list(all)).items).toHaveLength(4);
    expect(logs.lines).toMatchObject([
      { level: 'warn', message: expect.stringContaining('entry 2') },
    ]);
  });

  it('fails the action when it cannot append', async () => {
    await database.db.schema.dropTable('audit_entries');
    const acted = database.transaction(async tx => {
      await tx('handshakes').insert({
        id: '0'.repeat(26),
        correlation_id: '0'.repeat(32),
        actor: 'a',
        environment: 'dev',
        record: '{}',
        started_at_ms: 0,
      });
      await audit.append(tx, entry());
    });
    await expect(acted).rejects.toThrow();
    expect(await database.db('handshakes')).toEqual([]);
    expect(await database.db('audit_head').select('size')).toEqual([
      { size: kind === 'POSTGRES_18' ? '0' : 0 },
    ]);
  });

  it('gives back what was written, with its time', async () => {
    clock.set(new Date('2026-03-01T12:00:00.123Z'));
    const full = entry({
      outcome: 'denied',
      action: 'deployment.create',
      correlationId: 'c'.repeat(32),
      deploymentId: 'd'.repeat(26),
      detail: { nested: [{ 'ü "quoted"': null }] },
    });
    await audit.record(full);
    expect((await audit.list(all)).items).toEqual([
      { ...full, index: 1, at: '2026-03-01T12:00:00.123Z' },
    ]);
  });

  it('shows only the environments that it is asked for', async () => {
    await audit.record(
      entry({ environment: 'prod' }),
      entry({ environment: undefined }),
      entry({ environment: 'dev' }),
    );
    const shown = async (filter: Parameters<AuditLog['list']>[0]) =>
      (await audit.list(filter)).items.map(({ environment }) => environment);
    expect(await shown({ environments: ['dev'], limit: 9 })).toEqual(['dev']);
    expect(await shown({ environments: [], limit: 9 })).toEqual([]);
    expect(
      await shown({
        environments: ['dev', 'prod'],
        withoutEnvironment: true,
        limit: 9,
      }),
    ).toEqual(['dev', undefined, 'prod']);
  });

  it('pages through everything once, newest first, while more is written', async () => {
    await audit.record(...Array.from({ length: 7 }, () => entry()));
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const page = await audit.list({ ...all, limit: 3, before });
      seen.push(...page.items.map(({ index }) => index));
      before = page.nextCursor ? Number(page.nextCursor) : undefined;
      await audit.record(entry());
    } while (before !== undefined);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it.each<[string, Partial<NewAuditEntry>, object]>([
    [
      'correlation',
      { correlationId: 'a'.repeat(32) },
      { correlationId: 'a'.repeat(32) },
    ],
    [
      'deployment',
      { deploymentId: 'a'.repeat(26) },
      { deploymentId: 'a'.repeat(26) },
    ],
    ['event', { event: 'effect.intended' }, { event: 'effect.intended' }],
  ])('finds by %s', async (_, change, filter) => {
    await audit.record(entry(), entry(change), entry());
    const { items } = await audit.list({ ...all, ...filter });
    expect(items).toEqual([expect.objectContaining({ index: 2, ...change })]);
  });
});
