import { EmulatorClock } from '@backstage-vertex/google-emulator';
import type { StepUpEvidence } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  eachDatabase,
  LogCapture,
  portalConfig,
  SoftwareAuthenticator,
  TestDatabase,
} from '@backstage-vertex/testkit';
import { ConfigReader } from '@backstage/config';
import { AuditLog } from '../audit';
import { readConfig } from '../config';
import { Actor, digestOf } from '../core';
import { Database } from '../db';
import { EvidenceArchive } from './EvidenceArchive';
import { Grants } from './Grants';
import { KeyNews } from './KeyNews';
import { SecurityKeys } from './SecurityKeys';
import { StepUpService } from './StepUpService';
import { evidenceDigest, verifyEvidence } from './verifyEvidence';

const MINUTE_MS = 60_000;
const dana: Actor = {
  kind: 'user',
  ref: 'user:default/dana.deployer',
  groups: [],
};
const amir: Actor = { ...dana, ref: 'user:default/amir.approver' };
const correlationId = 'c'.repeat(32);
const intent = { type: 'test', version: 1, what: 'a thing' };
const digest = digestOf(intent);
const refused = { code: 'step_up_refused' };

describe.each(eachDatabase())('what was signed, on %s', kind => {
  let testDatabase: TestDatabase;
  let database: Database;
  let service: StepUpService;
  let grants: Grants;
  let archive: EvidenceArchive;
  const authenticator = new SoftwareAuthenticator();
  const clock = new EmulatorClock();

  beforeAll(async () => {
    testDatabase = new TestDatabase(kind);
    const { knex } = await testDatabase.connect('vertex-ai');
    database = await Database.create({ getClient: async () => knex });
    const urls = { portal: 'http://127.0.0.1:1', google: 'http://127.0.0.1:2' };
    const parts = {
      config: readConfig(new ConfigReader(portalConfig(urls))).stepUp,
      database,
      audit: new AuditLog(database, clock),
      clock,
      news: new KeyNews({
        // Told of after the commit; nobody listens here.
        notifications: { send: async () => {} },
        logger: new LogCapture().logger(),
      }),
    };
    service = new StepUpService(parts);
    grants = new Grants(parts);
    archive = new EvidenceArchive(parts);
    const keys = new SecurityKeys(parts, grants);
    const { registration, options } = await keys.start(dana);
    await keys.finish(
      { actor: dana, correlationId },
      { registration, name: 'key', response: authenticator.create(options) },
    );
  });
  afterAll(() => testDatabase.drop());

  async function sign(): Promise<string> {
    const { challengeId, options } = await service.challenge({
      actor: dana,
      intent,
      environment: 'prod',
      action: 'deployment.create',
      correlationId,
    });
    const { grant } = await service.answer({
      actor: dana,
      challengeId,
      response: authenticator.get(options),
    });
    return grant;
  }

  const consume = async (grant: string, usedFor: string) => {
    const verified = await grants.verify({ grant, actor: dana, digest });
    await database.transaction(tx => grants.consume(tx, verified, usedFor));
    return verified;
  };

  it('is used once by many who were told at the same moment that it is good', async () => {
    const grant = await sign();
    const verified = await Promise.all(
      Array.from({ length: 8 }, () =>
        grants.verify({ grant, actor: dana, digest }),
      ),
    );
    const outcomes = await Promise.allSettled(
      verified.map((one, index) =>
        database.transaction(tx => grants.consume(tx, one, `use-${index}`)),
      ),
    );
    expect(
      outcomes.filter(({ status }) => status === 'fulfilled'),
    ).toHaveLength(1);
    await expect(
      grants.verify({ grant, actor: dana, digest }),
    ).rejects.toMatchObject(refused);
  });

  it('is not used up by looking at it, nor by what is rolled back', async () => {
    const grant = await sign();
    const verified = await grants.verify({ grant, actor: dana, digest });
    await database
      .transaction(async tx => {
        await grants.consume(tx, verified, 'nothing');
        throw new Error('something else failed');
      })
      .catch(() => undefined);
    await expect(consume(grant, 'something')).resolves.toMatchObject({
      userVerified: true,
      facts: { deviceBound: true },
    });
  });

  it('is as old when it is carried out as it was when it was used', async () => {
    const grant = await sign();
    clock.advance(2 * MINUTE_MS);
    const { evidenceId, facts } = await consume(grant, 'a deployment');
    expect(facts.ageMs).toBeGreaterThanOrEqual(2 * MINUTE_MS);
    clock.advance(3 * 24 * 60 * MINUTE_MS);
    expect(await archive.reverify({ evidenceId, actor: dana, digest })).toEqual(
      {
        deviceBound: true,
        userVerified: true,
        ageMs: expect.any(Number),
        signedAtMs: expect.any(Number),
      },
    );
    const { ageMs } = await archive.reverify({
      evidenceId,
      actor: dana,
      digest,
    });
    expect(ageMs).toBeLessThan(3 * MINUTE_MS);
  });

  it('counts for nobody else, for nothing else, and not before it was used', async () => {
    const grant = await sign();
    const { evidenceId } = await grants.verify({ grant, actor: dana, digest });
    const again = (change: object) =>
      archive.reverify({ evidenceId, actor: dana, digest, ...change });
    await expect(again({})).rejects.toMatchObject(refused);
    await consume(grant, 'a deployment');
    await expect(again({})).resolves.toBeDefined();
    await expect(again({ actor: amir })).rejects.toMatchObject(refused);
    await expect(again({ digest: 'f'.repeat(64) })).rejects.toMatchObject(
      refused,
    );
    await expect(again({ evidenceId: '0'.repeat(26) })).rejects.toMatchObject(
      refused,
    );
  });

  it('is refused after an hour, whatever a requirement would take', async () => {
    const grant = await sign();
    clock.advance(60 * MINUTE_MS + 1);
    await expect(grants.verify({ grant, actor: dana, digest })).rejects.toThrow(
      /too old/,
    );
  });

  it('is refused when it is carried out after a byte of it was changed in the database', async () => {
    const grant = await sign();
    const { evidenceId } = await consume(grant, 'a deployment');
    const record = await archive.get(evidenceId);
    const changed = { ...record, actor: dana.ref, counter: 77 };
    await withoutTrigger(database);
    await database
      .db('step_up_evidence')
      .where({ id: evidenceId })
      .update({
        record: JSON.stringify({
          ...changed,
          digest: evidenceDigest(changed),
        }),
      });
    await expect(
      archive.reverify({ evidenceId, actor: dana, digest }),
    ).rejects.toMatchObject(refused);
  });

  it('does not verify after any one byte of any field is changed', async () => {
    const grant = await sign();
    const { evidenceId } = await consume(grant, 'a deployment');
    const record = await archive.get(evidenceId);
    expect(() => verifyEvidence(record)).not.toThrow();
    const accepted = Object.entries(record)
      .filter(([, value]) => typeof value === 'string')
      .flatMap(([name, value]) =>
        Array.from(value as string, (character, index) => ({
          name,
          changed: {
            ...record,
            [name]: `${(value as string).slice(0, index)}${
              character === 'A' ? 'B' : 'A'
            }${(value as string).slice(index + 1)}`,
          } as StepUpEvidence,
        })),
      )
      .filter(({ changed }) => isAccepted(changed))
      .map(({ name }) => name);
    expect(accepted).toEqual([]);
  });
});

function isAccepted(record: StepUpEvidence): boolean {
  try {
    verifyEvidence(record);
    return true;
  } catch {
    return false;
  }
}

/** As whoever administers the database could. */
async function withoutTrigger({ db }: Database): Promise<void> {
  const isPostgres = db.client.config.client === 'pg';
  await db.raw(
    isPostgres
      ? 'DROP TRIGGER step_up_evidence_is_append_only ON step_up_evidence'
      : 'DROP TRIGGER step_up_evidence_is_append_only_update',
  );
}
