import { randomUUID } from 'node:crypto';
import {
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import plugin from '..';
import { carryOut, deployTo } from '../deployments/__testUtils__/portalDriver';

const PLACE = { environment: 'dev', location: 'europe-west4' };
const LIVE = { ...PLACE, endpoint: '4001' };
/** Amount, hour, share of night payments, share abroad, failed attempts, days since the card was opened. */
const RISKY = [950, 3, 0.95, 0.9, 6, 5];
const SAFE = [20, 12, 0.05, 0.05, 0, 2000];
const MODEL = { ...PLACE, model: '7001' };
/** A prediction of that size. */
const ofBytes = (bytes: number) => ({ instances: ['x'.repeat(bytes)] });

/** The problem that a refused call was answered with. */
async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => {
      throw new Error('the call was not refused');
    },
    caught => caught,
  );
  return error.problem;
}

describe.each(eachDatabase())('models and endpoints on %s', database => {
  let portal: Portal;
  const callsOf = (method: string, after = 0) =>
    portal.emulator.journal.entries({ method, after });
  const lastCall = () => portal.emulator.journal.entries({}).at(-1)?.id ?? 0;

  const uploadOf = (displayName: string) => ({
    displayName,
    artifactUri: `gs://models/${displayName}/1`,
    containerImageUri:
      'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
  });
  /** What the log says of the uploads of a request, newest first. */
  const uploadsIn = async (correlationId: string) =>
    (
      await portal.as('sofia').listAudit({ correlationId, limit: 50 })
    ).items.filter(({ event }) => /^model\.|^effect\./.test(event));

  beforeAll(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      seed: seed => {
        for (let index = 0; index < 230; index++) {
          seed.models.push({
            id: `8${String(index).padStart(3, '0')}`,
            project: 'ml-dev',
            location: 'us-central1',
            displayName: `many-${index}`,
            versions: [{ aliases: ['default'] }],
          });
        }
      },
    });
  });

  afterEach(() => portal.emulator.scenarios.clear());
  afterAll(() => portal.stop());

  it('shows every model once, over many pages of Google and of ours', async () => {
    const client = portal.as('victor');
    const names = new Set<string>();
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await client.listModels({
        environment: 'dev',
        location: 'us-central1',
        limit: 60,
        cursor,
      });
      page.items.forEach(({ displayName }) => names.add(displayName));
      expect(page.sources).toHaveLength(1);
      expect(page.sources[0].problem).toBeUndefined();
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor);
    expect(pages).toBe(4);
    expect([...names].filter(name => name.startsWith('many-'))).toHaveLength(
      230,
    );
  });

  it('asks Google once and answers the next list from memory', async () => {
    const client = portal.as('victor');
    await client.listModels({ environment: 'dev' });
    const before = lastCall();
    const { items } = await client.listModels({ environment: 'dev' });
    expect(items.length).toBeGreaterThan(0);
    expect(callsOf('ListModels', before)).toEqual([]);
  });

  it('reads again behind the answer when the list is old', async () => {
    const client = portal.as('victor');
    await client.listModels({ environment: 'dev' });
    portal.clock.advance(6_000);
    const before = lastCall();
    const first = await client.listModels({ environment: 'dev' });
    await until(
      'Google is asked again',
      () => callsOf('ListModels', before).length > 0,
    );
    const newer = await until('the list is newer', async () => {
      const next = await client.listModels({ environment: 'dev' });
      return next.sources[0].observedAt !== first.sources[0].observedAt && next;
    });
    expect(Date.parse(newer.sources[0].observedAt!)).toBeGreaterThan(
      Date.parse(first.sources[0].observedAt!),
    );
  });

  it('keeps what was seen of a location that cannot be read, and says what is wrong', async () => {
    const client = portal.as('victor');
    await client.listModels({ environment: 'dev' });
    portal.emulator.scenarios.add({
      match: { method: 'ListModels', resource: 'us-central1' },
      effect: 'fail',
      status: 'PERMISSION_DENIED',
      times: 10,
    });
    portal.clock.advance(6_000);
    let page = await client.listModels({ environment: 'dev', limit: 200 });
    await until('the list says what is wrong', async () => {
      page = await client.listModels({
        environment: 'dev',
        limit: 200,
        search: 'many-1',
      });
      return page.sources.some(({ problem }) => problem);
    });
    const [europe, america] = page.sources;
    expect(europe.problem).toBeUndefined();
    expect(america.problem).toMatchObject({
      code: 'google_permission_denied',
      google: { status: 'PERMISSION_DENIED' },
    });
    expect(page.items.length).toBeGreaterThan(100);
  });

  it('answers at once about a location that could never be read, and shows it when it can be', async () => {
    const client = portal.as('victor');
    const query = { environment: 'staging', location: 'europe-west4' };
    portal.emulator.scenarios.add({
      match: { method: 'ListModels', resource: 'ml-staging' },
      effect: 'fail',
      status: 'PERMISSION_DENIED',
    });
    expect(await client.listModels(query)).toMatchObject({
      items: [],
      sources: [{ problem: { code: 'google_permission_denied' } }],
    });
    portal.emulator.scenarios.add({
      match: { method: 'ListModels', resource: 'ml-staging' },
      effect: 'hang',
    });
    portal.clock.advance(6_000);
    const before = lastCall();
    // The read behind this answer hangs; nobody waits for it.
    const { sources } = await client.listModels(query);
    expect(sources[0].problem?.code).toBe('google_permission_denied');
    await until(
      'Google is asked again',
      () => callsOf('ListModels', before).length > 0,
    );
    await portal.restart();
    expect((await client.listModels(query)).items).not.toEqual([]);
  });

  it('tells the log what broke inside while a location was read, and the list only that it did', async () => {
    await portal.restart();
    const db = await portal.db();
    await db.schema.renameTable('handshakes', 'handshakes_away');
    const { sources } = await portal
      .as('victor')
      .listModels({ environment: 'prod', location: 'europe-west4' });
    await db.schema.renameTable('handshakes_away', 'handshakes');
    const { problem } = sources[0];
    expect(problem).toMatchObject({ code: 'internal' });
    expect(problem!.detail).not.toContain('handshakes');
    expect(
      portal.logs.filter(
        ({ level, message, meta }) =>
          level === 'error' &&
          message.includes('handshakes') &&
          meta.correlationId === problem!.correlationId,
      ),
    ).toHaveLength(1);
  });

  it('refuses a location that the environment does not have, by name', async () => {
    expect(
      await problemOf(
        portal
          .as('victor')
          .listModels({ environment: 'dev', location: 'mars-north1' }),
      ),
    ).toMatchObject({
      code: 'role_missing',
      detail:
        'dev has no location mars-north1; it has europe-west4, us-central1.',
    });
  });

  it('finds by a part of the name, whatever its case', async () => {
    const { items } = await portal
      .as('victor')
      .listModels({ environment: 'dev', search: 'FRAUD' });
    expect(items.map(({ displayName }) => displayName)).toEqual([
      'fraud-score',
    ]);
    expect(items[0]).toMatchObject({
      id: '7001',
      framework: 'TensorFlow 2.15',
      deployable: true,
      defaultVersionId: '2',
      entityRef: 'resource:dev/model-europe-west4-7001',
      deployedTo: [{ endpointId: '4001', versionId: '1', trafficPercent: 100 }],
    });
  });

  it('shows one model with its versions and aliases, read as the person', async () => {
    const before = lastCall();
    const model = await portal.as('victor').getModel(MODEL);
    expect(
      model.versions.map(({ versionId, aliases }) => [versionId, aliases]),
    ).toEqual([
      ['2', ['default']],
      ['1', ['champion']],
    ]);
    expect(model.versions[1].deployedTo).toHaveLength(1);
    const [call] = callsOf('GetModel', before);
    expect(call.principal).toBe(
      'principal://iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/backstage/subject/user:default/victor.viewer',
    );
    expect(call.headers['x-goog-request-reason']).toMatch(
      /^backstage-vertex correlation=[0-9a-f]{32}$/,
    );
    expect(call.headers.traceparent).toContain(
      call.headers['x-goog-request-reason'].slice(-32),
    );
  });

  it('lists with the service identity, never with somebody’s rights', async () => {
    const [call] = callsOf('ListEndpoints');
    expect(call.principal).toMatch(/subject\/service:vertex-ai\/reconciler$/);
  });

  it('says that a model is not there in Google’s words', async () => {
    const problem = await problemOf(
      portal.as('victor').getModel({ ...MODEL, model: '999' }),
    );
    expect(problem).toMatchObject({
      status: 404,
      code: 'not_found',
      google: { status: 'NOT_FOUND' },
    });
  });

  it('leaves an environment out of a list for whom it is not, and refuses it by name', async () => {
    portal.org.leave('victor', 'group:default/ml-viewers');
    try {
      const client = portal.as('victor');
      expect(await client.listModels()).toEqual({ items: [], sources: [] });
      expect(
        await problemOf(client.listModels({ environment: 'dev' })),
      ).toMatchObject({ status: 403, code: 'role_missing' });
    } finally {
      portal.org.join('victor', 'group:default/ml-viewers');
    }
  });

  it.each([
    ['UNAVAILABLE', 503, 'google_unavailable'],
    ['RESOURCE_EXHAUSTED', 429, 'quota_exceeded'],
    ['PERMISSION_DENIED', 403, 'google_permission_denied'],
    ['INTERNAL', 502, 'google_failed'],
  ] as const)('answers %s with %i %s', async (status, http, code) => {
    portal.emulator.scenarios.add({
      match: { method: 'GetEndpoint' },
      effect: 'fail',
      status,
      times: 20,
    });
    expect(
      await problemOf(portal.as('victor').getEndpoint(LIVE)),
    ).toMatchObject({ status: http, code, google: { status } });
  });

  it('registers a model, and a version of it, with a credential for exactly that', async () => {
    const client = portal.as('dana');
    const before = lastCall();
    const upload = {
      displayName: 'ranker',
      artifactUri: 'gs://models/ranker/1',
      containerImageUri:
        'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
      versionAliases: ['candidate'],
    };
    const first = await client.uploadModel(PLACE, upload, {
      idempotencyKey: randomUUID(),
    });
    expect(first).toMatchObject({ done: true, versionId: '1' });
    const second = await client.uploadModel(
      PLACE,
      {
        ...upload,
        parentModel: first.modelId,
        versionAliases: [],
        isDefaultVersion: true,
      },
      { idempotencyKey: randomUUID() },
    );
    expect(second).toMatchObject({
      done: true,
      modelId: first.modelId,
      versionId: '2',
    });
    const calls = callsOf('UploadModel', before);
    expect(calls).toHaveLength(2);
    const [one, two] = calls.map(
      ({ headers }) => headers['x-goog-request-reason'],
    );
    expect(one).toMatch(/intent=[0-9a-f]{64}$/);
    expect(two.slice(-64)).not.toBe(one.slice(-64));
    const model = await client.getModel({ ...PLACE, model: first.modelId! });
    expect(model.defaultVersionId).toBe('2');
    const listed = await client.listModels({
      environment: 'dev',
      search: 'ranker',
    });
    expect(listed.items).toHaveLength(1);
  });

  it('writes an upload down before Google is asked, and how it ended', async () => {
    const client = portal.as('dana');
    const upload = {
      displayName: 'broken',
      artifactUri: 'gs://models/broken/1',
      containerImageUri:
        'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
    };
    portal.emulator.scenarios.add({
      match: { method: 'UploadModel' },
      effect: 'failOperationAtStage',
      message: 'the artefact cannot be read',
    });
    const failed = await client.uploadModel(PLACE, upload, {
      idempotencyKey: randomUUID(),
    });
    expect(failed.done).toBe(true);
    expect(failed.error).toContain('the artefact cannot be read');
    expect(failed.modelId).toBeUndefined();
    portal.emulator.scenarios.add({
      match: { method: 'UploadModel' },
      effect: 'fail',
      status: 'RESOURCE_EXHAUSTED',
    });
    const refused = await problemOf(
      client.uploadModel(PLACE, upload, { idempotencyKey: randomUUID() }),
    );
    expect(refused.code).toBe('quota_exceeded');
    const accepted = [
      'model.uploaded',
      'model.uploadAccepted',
      'effect.intended',
    ];
    for (const [{ correlationId }, events, detail] of [
      [failed, accepted, { operation: failed.operation, done: true }],
      [refused, [accepted[0], accepted[2]], { code: 'quota_exceeded' }],
    ] as const) {
      const entries = await uploadsIn(correlationId);
      expect(entries.map(({ event }) => event)).toEqual(events);
      const [ended, intended] = [entries[0], entries.at(-1)!];
      expect(ended).toMatchObject({
        outcome: 'failure',
        detail: { displayName: 'broken', ...detail },
      });
      expect(intended).toMatchObject({
        detail: { kind: 'uploadModel', arguments: upload },
      });
      expect(intended.detail.intentDigest).toBe(ended.detail.intentDigest);
    }
  });

  it('says of an upload that cannot be followed that it is accepted, and how it ended once somebody asks again', async () => {
    const upload = uploadOf('unseen');
    const key = randomUUID();
    const before = lastCall();
    const ask = () =>
      portal.as('dana').uploadModel(PLACE, upload, { idempotencyKey: key });
    portal.emulator.scenarios.add({
      match: { method: 'GetOperation' },
      effect: 'fail',
      status: 'PERMISSION_DENIED',
    });
    const started = await ask();
    expect(started).toMatchObject({ done: false });
    expect(started.operation).toContain('/operations/');
    const events = async () =>
      (await uploadsIn(started.correlationId)).map(
        ({ event, outcome, detail }) => [event, outcome, detail.operation],
      );
    const accepted = [
      ['model.uploadAccepted', 'success', started.operation],
      ['effect.intended', 'success', undefined],
    ];
    expect(await events()).toEqual(accepted);
    const ended = await ask();
    expect(ended).toMatchObject({ ...started, done: true, versionId: '1' });
    expect(await ask()).toEqual(ended);
    expect(await events()).toEqual([
      ['model.uploaded', 'success', started.operation],
      ...accepted,
    ]);
    expect(callsOf('UploadModel', before)).toHaveLength(1);
  });

  it('sends an upload once for its key, however many ask at once', async () => {
    const upload = uploadOf('once');
    const key = randomUUID();
    const before = lastCall();
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        portal.as('dana').uploadModel(PLACE, upload, { idempotencyKey: key }),
      ),
    );
    expect(callsOf('UploadModel', before)).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toContain('fulfilled');
    expect(
      await problemOf(
        portal
          .as('dana')
          .uploadModel(
            PLACE,
            { ...upload, displayName: 'other' },
            { idempotencyKey: key },
          ),
      ),
    ).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    expect(callsOf('UploadModel', before)).toHaveLength(1);
  });

  it('sends an upload again under its key when Google has refused it', async () => {
    const before = lastCall();
    const key = randomUUID();
    const ask = () =>
      portal
        .as('dana')
        .uploadModel(PLACE, uploadOf('second-try'), { idempotencyKey: key });
    portal.emulator.scenarios.add({
      match: { method: 'UploadModel' },
      effect: 'fail',
      status: 'INVALID_ARGUMENT',
    });
    expect((await problemOf(ask())).code).toBe('google_rejected');
    expect(await ask()).toMatchObject({ done: true });
    expect(callsOf('UploadModel', before)).toHaveLength(2);
  });

  it('sends no upload again of which Google may have begun, and says so in the log', async () => {
    const before = lastCall();
    const key = randomUUID();
    const ask = () =>
      portal
        .as('dana')
        .uploadModel(PLACE, uploadOf('unheard'), { idempotencyKey: key });
    portal.emulator.scenarios.add({
      match: { method: 'UploadModel' },
      effect: 'loseAnswer',
    });
    const lost = await problemOf(ask());
    expect(lost.code).toBe('google_unavailable');
    const [entry] = await uploadsIn(lost.correlationId);
    expect(entry).toMatchObject({
      event: 'model.uploaded',
      outcome: 'failure',
      detail: { code: 'google_unavailable', mayHaveBegun: true },
    });
    expect(await problemOf(ask())).toMatchObject({
      status: 409,
      code: 'conflict',
    });
    expect(callsOf('UploadModel', before)).toHaveLength(1);
  });

  it('refuses an alias that is both added and removed', async () => {
    expect(
      await problemOf(
        portal.as('dana').changeAliases(MODEL, {
          versionId: '2',
          add: ['champion'],
          remove: ['champion'],
        }),
      ),
    ).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'body.remove' }],
    });
  });

  it('moves an alias, and says so in the log', async () => {
    const client = portal.as('dana');
    const model = await client.changeAliases(MODEL, {
      versionId: '2',
      add: ['champion'],
    });
    expect(model.versions[0].aliases).toContain('champion');
    expect(model.versions[1].aliases).not.toContain('champion');
    const { items } = await portal
      .as('sofia')
      .listAudit({ event: 'model.aliasesChanged' });
    expect(items[0]).toMatchObject({
      actor: 'user:default/dana.deployer',
      environment: 'dev',
      detail: { model: '7001', versionId: '2', add: ['champion'] },
    });
  });

  it('lists the versions of a model with their aliases, and shows a moved alias in the next list', async () => {
    const client = portal.as('dana');
    const listed = async () => {
      const { items } = await client.listModels(PLACE);
      const found = items.find(({ id }) => id === '7001');
      return found!.versions!.map(({ versionId, aliases }) => [
        versionId,
        aliases.includes('challenger'),
      ]);
    };
    const move = (versionId: string) =>
      client.changeAliases(MODEL, { versionId, add: ['challenger'] });
    await move('1');
    expect(await listed()).toEqual([
      ['2', false],
      ['1', true],
    ]);
    await move('2');
    expect(await listed()).toEqual([
      ['2', true],
      ['1', false],
    ]);
  });

  it('lists the models although their other versions cannot be read', async () => {
    portal.emulator.scenarios.add({
      match: { method: 'ListModelVersions' },
      effect: 'throttle',
      times: Infinity,
    });
    await portal.restart();
    const { items, sources } = await portal.as('victor').listModels(PLACE);
    expect(items.map(({ versions }) => versions)).toContain(undefined);
    expect(sources[0].problem).toBeUndefined();
  });

  it('predicts as the person, and tags the answer with the version that gave it', async () => {
    const before = lastCall();
    const answer = await portal
      .as('dana')
      .predict(LIVE, { instances: [RISKY, SAFE] });
    const [[risky], [safe]] = answer.predictions as number[][];
    expect(risky).toBeGreaterThan(0.9);
    expect(safe).toBeLessThan(0.1);
    expect(answer).toMatchObject({
      deployedModelId: '9001',
      modelId: '7001',
      modelVersionId: '1',
      modelDisplayName: 'fraud-score',
    });
    const [call] = callsOf('Predict', before);
    expect(call.principal).toMatch(/subject\/user:default\/dana\.deployer$/);
    expect(call.headers['x-goog-request-reason']).toContain(
      answer.correlationId,
    );
    const { items } = await portal
      .as('sofia')
      .listAudit({ correlationId: answer.correlationId });
    const invoked = items.find(({ event }) => event === 'prediction.invoked');
    expect(invoked?.detail).toEqual({
      endpoint: '4001',
      location: 'europe-west4',
      deployedModel: '9001',
      model: '7001',
      modelVersion: '1',
      instances: 2,
    });
  });

  it('passes on what the model says about a bad instance, and logs that it failed but not why', async () => {
    const problem = await problemOf(
      portal.as('dana').predict(LIVE, { instances: [['not-a-number']] }),
    );
    expect(problem).toMatchObject({
      status: 422,
      code: 'google_rejected',
      google: { status: 'INVALID_ARGUMENT' },
    });
    const { items } = await portal
      .as('sofia')
      .listAudit({ correlationId: problem.correlationId });
    expect(
      items.find(({ event }) => event === 'prediction.invoked'),
    ).toMatchObject({
      outcome: 'failure',
      detail: {
        endpoint: '4001',
        location: 'europe-west4',
        instances: 1,
        code: 'google_rejected',
      },
    });
  });

  it('asks a dedicated endpoint under its own name, in memory or not', async () => {
    const { endpointId } = await carryOut(
      portal,
      deployTo('new', {
        endpoint: { kind: 'new', displayName: 'own-name', dedicated: true },
      }),
    );
    const endpoint = { ...PLACE, endpoint: endpointId! };
    const { dedicated, dedicatedDns } = await portal
      .as('dana')
      .getEndpoint(endpoint);
    expect(dedicated).toBe(true);
    for (const inMemory of [false, true]) {
      if (inMemory) {
        await portal.as('victor').listEndpoints({ environment: 'dev' });
      } else {
        await portal.restart();
      }
      const before = lastCall();
      const answer = await portal
        .as('dana')
        .predict(endpoint, { instances: [RISKY] });
      expect((answer.predictions as number[][])[0][0]).toBeGreaterThan(0.9);
      expect(answer.modelVersionId).toBe('2');
      const [call] = callsOf('Predict', before);
      expect(call.headers.host).toBe(dedicatedDns);
      expect(callsOf('GetEndpoint', before)).toHaveLength(inMemory ? 0 : 1);
    }
    // More than a shared endpoint takes, and no model's instance: it is the model that refuses it.
    expect(
      await problemOf(portal.as('dana').predict(endpoint, ofBytes(1_600_000))),
    ).toMatchObject({
      code: 'google_rejected',
      detail: expect.not.stringContaining('1500000 bytes'),
    });
  });

  it('shows a deployment under the model of its own project only', async () => {
    const endpoint = portal.emulator.state.endpoints.get(
      'projects/100000000001/locations/europe-west4/endpoints/4001',
    )!;
    const [deployed] = endpoint.deployedModels;
    const ours = deployed.model;
    expect((await portal.as('victor').getModel(MODEL)).deployedTo).not.toEqual(
      [],
    );
    endpoint.deployedModels[0] = {
      ...deployed,
      model: ours.replace('100000000001', '100000000003'),
    };
    try {
      const { deployedTo } = await portal.as('victor').getModel(MODEL);
      expect(deployedTo.map(({ endpointId }) => endpointId)).not.toContain(
        '4001',
      );
    } finally {
      endpoint.deployedModels[0] = deployed;
    }
  });

  it('refuses more than Google takes in one prediction', async () => {
    expect(
      await problemOf(portal.as('dana').predict(LIVE, ofBytes(1_600_000))),
    ).toMatchObject({
      code: 'google_rejected',
      detail: expect.stringContaining('1500000 bytes'),
    });
    expect(
      await problemOf(portal.as('dana').predict(LIVE, ofBytes(10_000_001))),
    ).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  it('serves its own description', async () => {
    const response = await portal.fetch('/v1/openapi.json', { as: 'victor' });
    expect(response.status).toBe(200);
    expect((await response.json()).openapi).toBe('3.1.0');
    expect((await portal.fetch('/v1/openapi.json')).status).toBe(401);
  });

  it('leaves no token in a log, a row or an answer', async () => {
    expect(portal.tokens.size).toBeGreaterThan(3);
    expect(await portal.findTokens()).toEqual([]);
  });

  it('refuses a viewer who uploads, moves an alias or predicts, before Google hears of it', async () => {
    const client = portal.as('victor');
    const before = lastCall();
    const refused = await Promise.all([
      problemOf(
        client.uploadModel(
          PLACE,
          {
            displayName: 'x',
            artifactUri: 'gs://models/x',
            containerImageUri: 'image',
          },
          { idempotencyKey: randomUUID() },
        ),
      ),
      problemOf(
        client.changeAliases(MODEL, { versionId: '1', add: ['champion'] }),
      ),
      problemOf(client.predict(LIVE, { instances: [SAFE] })),
    ]);
    expect(refused.map(({ code }) => code)).toEqual([
      'role_missing',
      'role_missing',
      'role_missing',
    ]);
    expect(refused[2].detail).toContain('group:default/ml-platform');
    expect(
      portal.emulator.journal
        .entries({ after: before })
        .filter(({ principal }) => principal?.includes('victor')),
    ).toEqual([]);
  });
});
