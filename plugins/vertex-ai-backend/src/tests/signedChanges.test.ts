import { randomUUID } from 'node:crypto';
import type { StepUpSubjectInput } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  eachDatabase,
  Portal,
  registerKey,
  signSubject,
  SoftwareAuthenticator,
  startPortal,
} from '@backstage-vertex/testkit';
import plugin from '..';

const PLACE = { environment: 'dev', location: 'europe-west4' };
const MODEL = { ...PLACE, model: '7001' };
const upload = {
  displayName: 'signed',
  artifactUri: 'gs://models/signed/1',
  containerImageUri:
    'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
};
const change = { versionId: '1', add: ['signed'], remove: [] };
const ofUpload: StepUpSubjectInput = { kind: 'modelUpload', ...PLACE, upload };
const ofAliases: StepUpSubjectInput = {
  kind: 'modelAliases',
  ...MODEL,
  change,
};
const problem = (code: string) => ({ problem: { code } });

describe.each(eachDatabase())('signed changes of models on %s', database => {
  let portal: Portal;
  let key: SoftwareAuthenticator;
  const dana = () => portal.as('dana');
  const sign = (subject: StepUpSubjectInput) =>
    signSubject(dana(), key, subject);
  const writes = () =>
    ['UploadModel', 'MergeVersionAliases'].flatMap(method =>
      portal.emulator.journal.entries({ method }),
    ).length;

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      configure: config => {
        config.vertexAi.environments.dev.requires = {
          'model.upload': { stepUp: { hardware: true } },
          'model.update': { stepUp: { maxAgeSeconds: 60 } },
        };
      },
    });
    key = new SoftwareAuthenticator();
    await registerKey(dana(), key);
  });
  afterEach(() => portal.stop());

  it('refuses an upload and a change of aliases without a signature, says what is missing, and asks Google nothing', async () => {
    const missing = {
      problem: {
        code: 'requirement_unmet',
        requirements: [{ kind: 'stepUp' }],
      },
    };
    await expect(
      dana().uploadModel(PLACE, upload, { idempotencyKey: randomUUID() }),
    ).rejects.toMatchObject(missing);
    await expect(dana().changeAliases(MODEL, change)).rejects.toMatchObject(
      missing,
    );
    expect(writes()).toBe(0);
  });

  it('carries out what was signed, with the digest of the signature in the log', async () => {
    const stepUp = await sign(ofUpload);
    const { correlationId, done } = await dana().uploadModel(PLACE, upload, {
      idempotencyKey: randomUUID(),
      stepUp,
    });
    expect(done).toBe(true);
    const db = await portal.db();
    const [{ intent_digest: signed }] = await db('step_up_evidence');
    const [entry] = await db('audit_entries').where({
      event: 'effect.intended',
      correlation_id: correlationId,
    });
    expect(JSON.parse(entry.detail).intentDigest).toBe(signed);
    const claims = await db('audit_entries').where({
      event: 'handshake.hop',
      correlation_id: correlationId,
    });
    expect(JSON.stringify(claims)).toContain(
      'urn:backstage-vertex-ai:acr:hardware-key',
    );
    await dana().changeAliases(MODEL, change, {
      stepUp: await sign(ofAliases),
    });
    expect(writes()).toBe(2);
  });

  it('refuses the signature of another upload', async () => {
    const stepUp = await sign({
      ...ofUpload,
      upload: { ...upload, artifactUri: 'gs://models/signed/2' },
    });
    await expect(
      dana().uploadModel(PLACE, upload, {
        idempotencyKey: randomUUID(),
        stepUp,
      }),
    ).rejects.toMatchObject(problem('step_up_refused'));
    expect(writes()).toBe(0);
  });

  it('refuses a signature that is older than the environment takes', async () => {
    const stepUp = await sign(ofAliases);
    portal.clock.advance(61_000);
    await expect(
      dana().changeAliases(MODEL, change, { stepUp }),
    ).rejects.toMatchObject(problem('requirement_unmet'));
    expect(writes()).toBe(0);
  });

  it('uses a signature once, and answers the same upload again without another', async () => {
    const stepUp = await sign(ofUpload);
    const idempotencyKey = randomUUID();
    const first = await dana().uploadModel(PLACE, upload, {
      idempotencyKey,
      stepUp,
    });
    await expect(
      dana().uploadModel(PLACE, upload, { idempotencyKey, stepUp }),
    ).resolves.toEqual(first);
    await expect(
      dana().uploadModel(PLACE, upload, {
        idempotencyKey: randomUUID(),
        stepUp,
      }),
    ).rejects.toMatchObject(problem('step_up_refused'));
    expect(writes()).toBe(1);
  });

  it('lets nobody sign what they may not ask for', async () => {
    const victor = portal.as('victor');
    await registerKey(victor, new SoftwareAuthenticator());
    await expect(
      victor.createStepUpChallenge({ subject: ofUpload }),
    ).rejects.toMatchObject(problem('role_missing'));
  });
});
