import { Caller, DEV, TestGoogle } from '../../../__testUtils__/TestGoogle';

const MODELS = `/v1/${DEV}/models`;
const NUMBERED = 'projects/100000000001/locations/europe-west4/models';

describe('models over plain HTTP', () => {
  let google: TestGoogle;
  let caller: Caller;

  beforeEach(async () => {
    google = await TestGoogle.start();
    caller = await google.as('dev:deployer');
  });
  afterEach(() => google.stop());

  const upload = async (model: object = {}, request: object = {}) => {
    const { response, error } = (await caller.operation(`${MODELS}:upload`, {
      model: { displayName: 'x', ...model },
      ...request,
    })) as any;
    return response ?? error;
  };

  it('shows the seeded model with its default version, and the other one by alias', async () => {
    const { body } = await caller.get(`${MODELS}/7001`);
    expect(body).toMatchObject({
      name: `${NUMBERED}/7001`,
      displayName: 'fraud-score',
      versionId: '2',
      versionAliases: ['default'],
      labels: { 'backstage-owner': 'fraud-ml', system: 'payments' },
      containerSpec: {
        imageUri: 'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest',
      },
      supportedDeploymentResourcesTypes: [
        'DEDICATED_RESOURCES',
        'SHARED_RESOURCES',
      ],
    });
    expect(body.deployedModels).toBeUndefined();
    const champion = await caller.get(`${MODELS}/7001%40champion`);
    expect(champion.body).toMatchObject({
      versionId: '1',
      deployedModels: [
        {
          endpoint:
            'projects/100000000001/locations/europe-west4/endpoints/4001',
          deployedModelId: '9001',
        },
      ],
    });
  });

  it('answers enums as numbers when asked', async () => {
    const { body } = await caller.get(
      `${MODELS}/7001?$alt=json%3Benum-encoding=int`,
    );
    expect(body.supportedDeploymentResourcesTypes).toEqual([1, 3]);
    expect(body.modelSourceInfo.sourceType).toBe(2);
  });

  it('takes an alias from the version that had it', async () => {
    const { modelVersionId } = await upload(
      { versionAliases: ['champion', 'default'] },
      { parentModel: `${DEV}/models/7001` },
    );
    expect(modelVersionId).toBe('3');
    const { body } = await caller.get(`${MODELS}/7001:listVersions`);
    const aliases = Object.fromEntries(
      body.models.map((m: any) => [m.versionId, m.versionAliases]),
    );
    expect(aliases).toEqual({
      1: undefined,
      2: undefined,
      3: ['champion', 'default'],
    });
    expect(body.models.map((m: any) => m.name).sort()).toEqual(
      ['1', '2', '3'].map(v => `${NUMBERED}/7001@${v}`),
    );
  });

  it('never uses a deleted version number again', async () => {
    await upload({}, { parentModel: `${DEV}/models/7001` });
    expect((await caller.delete(`${MODELS}/7001@3:deleteVersion`)).status).toBe(
      200,
    );
    const { modelVersionId } = await upload(
      {},
      { parentModel: `${DEV}/models/7001` },
    );
    expect(modelVersionId).toBe('4');
  });

  it.each([
    ['the default version', '7001@2', 'default version'],
    ['a deployed version', '7001@1', 'is deployed'],
    ['the only version', '7002@1', 'only version'],
    ['an alias', '7001@champion', 'version ID'],
    ['no version', '7001', 'version ID'],
  ])('refuses to delete %s', async (_, name, text) => {
    const { status, body } = await caller.delete(
      `${MODELS}/${name}:deleteVersion`,
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(text);
  });

  it('refuses to delete a model while any version is deployed', async () => {
    const { body } = await caller.delete(`${MODELS}/7001`);
    expect(body.error.status).toBe('FAILED_PRECONDITION');
    expect((await caller.delete(`${MODELS}/7002`)).body.done).toBe(true);
    expect((await caller.get(`${MODELS}/7002`)).body.error.message).toBe(
      'The Model does not exist.',
    );
  });

  it.each([
    [['-default'], 'default'],
    [['X'], 'X'],
    [['1st'], '1st'],
    [['ends-'], 'ends-'],
    [['a'.repeat(129)], 'aaa'],
  ])('refuses the aliases %j', async (versionAliases, text) => {
    const { status, body } = await caller.post(
      `${MODELS}/7001@2:mergeVersionAliases`,
      { versionAliases },
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(text);
  });

  it('keeps exactly one default when it moves', async () => {
    await caller.post(`${MODELS}/7001@1:mergeVersionAliases`, {
      versionAliases: ['default', '-champion', 'stable'],
    });
    const { body } = await caller.get(`${MODELS}/7001:listVersions`);
    const byVersion = Object.fromEntries(
      body.models.map((m: any) => [m.versionId, m.versionAliases ?? []]),
    );
    expect(byVersion).toEqual({ 1: ['default', 'stable'], 2: [] });
  });

  it('keeps fields of the model and of a version apart', async () => {
    const patch = (name: string, mask: string, body: object) =>
      caller.patch(`${MODELS}/${name}?updateMask=${mask}`, body as never);
    expect(
      (await patch('7001', 'displayName', { displayName: 'new' })).body
        .displayName,
    ).toBe('new');
    expect(
      (await patch('7001@-', 'description', { description: 'd' })).body
        .description,
    ).toBe('d');
    expect(
      (await patch('7001@1', 'versionDescription', { versionDescription: 'v' }))
        .body,
    ).toMatchObject({ versionId: '1', versionDescription: 'v' });
    expect(
      (await patch('7001@1', 'displayName', { displayName: 'x' })).body.error
        .status,
    ).toBe('FAILED_PRECONDITION');
    expect((await patch('7001', 'versionDescription', {})).status).toBe(400);
    expect(
      (
        await patch('7001', 'displayName,versionDescription', {
          displayName: 'x',
        })
      ).status,
    ).toBe(400);
    expect((await patch('7001', 'artifactUri', {})).status).toBe(400);
    expect((await patch('7001', 'displayName', {})).status).toBe(400);
  });

  it('merges labels of model and version', async () => {
    await caller.patch(`${MODELS}/7001@1?updateMask=labels`, {
      labels: { tier: 'gold' },
    });
    expect((await caller.get(`${MODELS}/7001@1`)).body.labels).toEqual({
      'backstage-owner': 'fraud-ml',
      system: 'payments',
      tier: 'gold',
    });
    expect(
      (await caller.get(`${MODELS}/7001@2`)).body.labels.tier,
    ).toBeUndefined();
  });

  it.each([
    [
      { displayName: '' },
      'model.display_name; Message: Required field is not set.',
    ],
    [
      { containerSpec: {} },
      'model.container_spec.image_uri; Message: Required field is not set.',
    ],
    [{ artifactUri: '/tmp/model' }, 'model.artifact_uri'],
  ])('refuses to upload %j', async (model, text) => {
    const { status, body } = await caller.post(`${MODELS}:upload`, {
      model: { displayName: 'x', ...model },
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain(
      `List of found errors:\t1.Field: ${text}`,
    );
  });

  it.each([
    ['project', 'projects/ml-prod/locations/europe-west4'],
    ['location', 'projects/ml-dev/locations/us-central1'],
  ])('adds no version to a model of another %s', async (_, place) => {
    const { status, body } = await caller.post(`${MODELS}:upload`, {
      parentModel: `${place}/models/7001`,
      model: { displayName: 'x' },
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain('Field: parent_model;');
    const prod = 'projects/100000000003/locations/europe-west4/models/7001';
    expect(google.emulator.state.models.get(prod)?.versions).toHaveLength(2);
  });

  it.each([
    ['under_score', 200],
    ['4711', 400],
    ['-x', 400],
    ['Upper', 400],
    ['x'.repeat(64), 400],
  ])('answers the model id "%s" of the client with %i', async (id, status) => {
    const answer = await caller.post(`${MODELS}:upload`, {
      modelId: id,
      model: { displayName: 'x' },
    });
    expect(answer.status).toBe(status);
  });

  it('takes a model id of the client, once', async () => {
    expect((await upload({}, { modelId: 'my-model' })).model).toBe(
      `${NUMBERED}/my-model`,
    );
    const { status } = await caller.post(`${MODELS}:upload`, {
      modelId: 'my-model',
      model: { displayName: 'x' },
    });
    expect(status).toBe(409);
  });

  describe('lists', () => {
    const names = async (query: string) => {
      const { body } = await caller.get(`${MODELS}?${query}`);
      return (body.models ?? []).map((m: any) => m.name.split('/').pop());
    };

    it.each([
      ['filter=display_name="churn"', ['7002']],
      ['filter=displayName!=churn', ['7001', '7003']],
      ['filter=model=7003', ['7003']],
      ['filter=labels.system=payments', ['7001']],
      ['filter=labels.system:*', ['7001']],
      ['filter=labels:backstage-owner', ['7001', '7002']],
      [
        'filter=labels."backstage-owner"=fraud-ml AND display_name=churn',
        ['7002'],
      ],
      ['filter=NOT labels:system', ['7002', '7003']],
      ['filter=labels.system=payments AND labels.system=other', []],
      ['filter=display_name="a AND b"', []],
      ['orderBy=display_name desc', ['7001', '7002', '7003']],
      ['orderBy=display_name', ['7003', '7002', '7001']],
      ['readMask=name', ['7001', '7002', '7003']],
    ])('with %s', async (query, expected) => {
      const [key, ...value] = query.split('=');
      const found = await names(
        `${key}=${encodeURIComponent(value.join('='))}`,
      );
      expect(query.startsWith('orderBy') ? found : found.sort()).toEqual(
        expected,
      );
    });

    it.each([
      'filter=colour=red',
      'filter=display_name>x',
      'filter=labels.a:b',
      'orderBy=etag',
      'pageSize=-1',
      'pageToken=nonsense',
    ])('refuses %s', async query => {
      const [key, ...value] = query.split('=');
      const { status } = await caller.get(
        `${MODELS}?${key}=${encodeURIComponent(value.join('='))}`,
      );
      expect(status).toBe(400);
    });

    it('pages without gaps while models come and go, and ties the token to its query', async () => {
      const first = await caller.get(
        `${MODELS}?pageSize=2&orderBy=display_name`,
      );
      expect(first.body.models).toHaveLength(2);
      await upload({ displayName: '0-sorts-first' });
      const token = first.body.nextPageToken;
      const second = await caller.get(
        `${MODELS}?pageSize=2&orderBy=display_name&pageToken=${token}`,
      );
      expect(second.body.models.map((m: any) => m.displayName)).toEqual([
        'fraud-score',
      ]);
      expect(second.body.nextPageToken).toBeUndefined();
      const other = await caller.get(`${MODELS}?pageSize=2&pageToken=${token}`);
      expect(other.status).toBe(400);
    });

    it('gives at most 100 at once', async () => {
      const { models } = google.emulator.state;
      const seeded = models.get(`${NUMBERED}/7002`)!;
      for (let i = 0; i < 150; i += 1) {
        const name = `${NUMBERED}/many-${i}`;
        models.set(name, { ...structuredClone(seeded), name });
      }
      const { body } = await caller.get(`${MODELS}?pageSize=1000`);
      expect(body.models).toHaveLength(100);
      expect(body.nextPageToken).toBeDefined();
    });
  });
});
