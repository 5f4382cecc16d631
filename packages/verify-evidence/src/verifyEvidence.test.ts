import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  Portal,
  registerKey,
  SoftwareAuthenticator,
  signSubject,
  startPortal,
} from '@backstage-vertex/testkit';
import plugin from '@backstage-vertex/plugin-vertex-ai-backend';
import type { StepUpEvidence } from '@backstage-vertex/plugin-vertex-ai-common';
import { verifyEvidence } from './verifyEvidence';

const { canonical } = require('./bytes');

type Json = { [name: string]: any };
const algorithms = ['ES256', 'EdDSA', 'RS256'] as const;

/** As somebody would make it who knows how, after a change. */
function withDigest({ digest, ...rest }: Json): Json {
  return {
    ...rest,
    digest: createHash('sha256').update(canonical(rest)).digest('hex'),
  };
}

/** Where a value that is no object is, in all of a record. */
function leavesOf(value: unknown, path: string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) =>
        leavesOf(inner, [...path, name]),
      )
    : [path];
}

function valueAt(record: Json, path: string[]): unknown {
  return path.reduce((value: any, name) => value[name], record);
}

function withValue(record: Json, path: string[], value: unknown): Json {
  const copy = structuredClone(record);
  const last = path[path.length - 1];
  (valueAt(copy, path.slice(0, -1)) as Json)[last] = value;
  return copy;
}

/** Every way to change one byte of a value, or the value where it has no bytes. */
function changesOf(value: unknown): unknown[] {
  switch (typeof value) {
    case 'string':
      return Array.from(value, (character, index) => {
        const other = character === 'A' ? 'B' : 'A';
        return value.slice(0, index) + other + value.slice(index + 1);
      });
    case 'boolean':
      return [!value];
    default:
      return [(value as number) + 1];
  }
}

/** What the signature says nothing about; the audit log does. */
const unsigned =
  /^(id|actor|environment|action|correlationId|credentialId|keyId|aaguid|attested|signedAt|digest)$/;

describe('the offline verification of evidence', () => {
  let portal: Portal;
  const evidence: Record<string, StepUpEvidence> = {};

  beforeAll(async () => {
    portal = await startPortal({ features: [plugin] });
    for (const [person, algorithm] of [
      ['dana', 'ES256'],
      ['amir', 'EdDSA'],
      ['victor', 'RS256'],
    ] as const) {
      const client = portal.as(person);
      const authenticator = new SoftwareAuthenticator({ algorithm });
      const { id } = await registerKey(client, authenticator);
      await signSubject(client, authenticator, { kind: 'removeKey', key: id });
      const [row] = await (
        await portal.db()
      )('step_up_evidence').where({ actor: portal.org.refOf(person) });
      evidence[algorithm] = await client.getStepUpEvidence(row.id);
    }
  });

  afterAll(() => portal.stop());

  it.each(algorithms)('accepts what the portal exports (%s)', algorithm => {
    const record = evidence[algorithm];
    expect(verifyEvidence(record)).toMatchObject({
      intent: JSON.parse(record.intent),
      deviceBound: true,
    });
  });

  it.each(algorithms)(
    'rejects it after any one byte of any field is changed (%s)',
    algorithm => {
      const record = evidence[algorithm];
      const accepted = leavesOf(record).flatMap(path =>
        changesOf(valueAt(record, path))
          .map(value => withValue(record, path, value))
          .filter(isAccepted)
          .map(() => path.join('.')),
      );
      expect(accepted).toEqual([]);
    },
  );

  it.each(algorithms)(
    'rejects a change of what is signed also from somebody who makes the digest anew (%s)',
    algorithm => {
      const record = evidence[algorithm];
      const signed = leavesOf(record).filter(([name]) => !unsigned.test(name));
      expect(signed.length).toBeGreaterThan(14);
      const accepted = signed.flatMap(path =>
        changesOf(valueAt(record, path))
          .map(value => withDigest(withValue(record, path, value)))
          .filter(isAccepted)
          .map(() => path.join('.')),
      );
      expect(accepted).toEqual([]);
    },
  );

  it('rejects an intent that was exchanged together with its digest', () => {
    const intent = canonical({
      ...JSON.parse(evidence.ES256.intent),
      person: 'user:default/mallory',
    });
    const changed = withDigest({
      ...evidence.ES256,
      intent,
      intentDigest: createHash('sha256').update(intent).digest('hex'),
    });
    expect(() => verifyEvidence(changed)).toThrow(
      'not that of the intent and the nonce',
    );
  });

  it('exits with 0 and says what is proved and what is not, or with 1 and the check that failed', () => {
    const command = join(__dirname, '../bin/vertex-ai-verify-evidence.js');
    const run = (record: unknown) =>
      spawnSync(process.execPath, [command, '-'], {
        input: JSON.stringify(record),
        encoding: 'utf8',
      });
    const good = run(evidence.ES256);
    expect([good.status, good.stderr]).toEqual([0, '']);
    expect(good.stdout).toContain(evidence.ES256.intentDigest);
    expect(good.stdout).toContain(evidence.ES256.digest);
    expect(good.stdout).toContain(
      'Nobody can tell from it what the person saw',
    );
    const bad = run({ ...evidence.ES256, actor: 'user:default/mallory' });
    expect([bad.status, bad.stdout]).toEqual([1, '']);
    expect(bad.stderr).toContain('something in the evidence was changed');
    expect(run('text').status).toBe(1);
  });

  it('uses nothing but Node', () => {
    const { dependencies } = require('../package.json');
    expect(dependencies).toBeUndefined();
  });
});

function isAccepted(record: Json): boolean {
  try {
    verifyEvidence(record);
    return true;
  } catch {
    return false;
  }
}
