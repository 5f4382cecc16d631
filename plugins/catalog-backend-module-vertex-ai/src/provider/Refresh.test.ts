import {
  ProviderProcess,
  RunningProvider,
} from '../__testUtils__/RunningProvider';

jest.setTimeout(60_000);

let running: RunningProvider;
let provider: ProviderProcess;

beforeAll(async () => {
  running = await RunningProvider.start();
});
afterAll(() => running?.stop());

/** The provider after a first refresh of what Google holds. */
async function refreshed(settings = {}): Promise<void> {
  await running.observe();
  provider = running.startProcess(settings);
  await provider.refresh();
}

beforeEach(async () => {
  await running.clear();
});

const modelRef = (id: string, place = 'dev/europe-west4') => {
  const [environment, location] = place.split('/');
  return `resource:${environment}/model-${location}-${id}`;
};

describe('an unchanged refresh', () => {
  it('writes nothing for 5,000 models, also after a restart', async () => {
    const { google, catalog } = running;
    google.putModels(5_000);
    await running.observe();
    provider = running.startProcess();

    await expect(provider.refresh()).resolves.toMatchObject({ added: 5_000 });
    expect(catalog.refs()).toHaveLength(5_000);
    expect(catalog.mutations).toBe(10);

    await running.observe();
    const nothing = { added: 0, removed: 0, incomplete: [] };
    await expect(provider.refresh()).resolves.toEqual(nothing);
    await expect(running.startProcess().refresh()).resolves.toEqual(nothing);
    expect(catalog.mutations).toBe(10);
  });

  it('writes only what differs, and not what merely serves elsewhere', async () => {
    const { google, catalog } = running;
    google.putModels(3);
    await refreshed();
    const { mutations } = catalog;

    google.putModel({ id: '7001', displayName: 'renamed' });
    google.putModel({ id: '7002' });
    google.putEndpoint({ id: '4001', serves: ['7003'] });
    await running.observe();
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 2,
      removed: 0,
    });
    expect(catalog.mutations).toBe(mutations + 2);
    expect(catalog.entity(modelRef('7001'))!.metadata.title).toBe('renamed');
    expect(catalog.refs()).toContain('api:dev/endpoint-europe-west4-4001');
  });

  it('writes again what somebody else took out of the catalog', async () => {
    running.google.putModels(2);
    await refreshed();
    await running.catalog.applyMutation({
      type: 'delta',
      added: [],
      removed: [{ entityRef: modelRef('7001') }],
    });
    await expect(provider.refresh()).resolves.toMatchObject({ added: 1 });
    expect(running.catalog.refs()).toContain(modelRef('7001'));
  });
});

describe('the versions of a model', () => {
  const versionsOf = (id: string) =>
    running.catalog.entity(modelRef(id))!.spec!.versions;

  it('are shown with their aliases, and asked of Google only when the model has changed', async () => {
    const { google } = running;
    google.putModel({ id: '7001', versions: [['champion'], ['default']] });
    google.putModel({ id: '7002' });
    await refreshed();
    expect(versionsOf('7001')).toEqual([
      { id: '2', aliases: ['default'], default: true },
      { id: '1', aliases: ['champion'], default: false },
    ]);

    const calls = google.calls('ListModelVersions');
    google.putModel({ id: '7001', versions: [[], ['champion', 'default']] });
    await running.observe();
    await expect(provider.refresh()).resolves.toMatchObject({ added: 1 });
    expect(versionsOf('7001')).toEqual([
      { id: '2', aliases: ['champion', 'default'], default: true },
      { id: '1', aliases: [], default: false },
    ]);
    expect(google.calls('ListModelVersions')).toBe(calls + 1);
  });

  it('stay as they were while Google does not tell them, also after a restart of both', async () => {
    const { google } = running;
    google.putModel({ id: '7001', versions: [['champion'], ['default']] });
    await refreshed();
    google.fail('ListModelVersions');
    await running.portal.restart();
    await running.observe();
    await expect(running.startProcess().refresh()).resolves.toEqual({
      added: 0,
      removed: 0,
      incomplete: [],
    });
    expect(versionsOf('7001')).toHaveLength(2);
  });
});

describe('a partial reading', () => {
  it('removes in the locations that could be read, and nothing in one that could not', async () => {
    const { google, catalog } = running;
    const there = { location: 'us-central1' };
    google.putModel({ id: '1' });
    google.putModel({ id: '2', ...there });
    await refreshed();

    google.removeModels('1', '2');
    google.fail('ListModels', 'locations/us-central1');
    await running.observe(
      'dev/us-central1',
      'staging/us-central1',
      'prod/us-central1',
    );
    await expect(provider.refresh()).resolves.toMatchObject({
      removed: 1,
      incomplete: expect.arrayContaining([
        { type: 'ai-model', environment: 'dev', ...there },
      ]),
    });
    expect(catalog.refs()).toEqual([modelRef('2', 'dev/us-central1')]);
    expect(running.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('ai-model in dev/us-central1'),
    );
  });

  it('removes nothing when the backend itself cannot be read', async () => {
    running.google.putModels(3);
    await refreshed();
    running.google.removeModels('7001');
    await running.observe();

    running.failFirst(Infinity, '/v1/models?');
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 0 });
    running.failFirst(Infinity, '/v1/environments');
    await expect(provider.refresh()).rejects.toThrow('no way through');
    expect(running.catalog.refs()).toHaveLength(3);
  });

  it('keeps the relations of an endpoint while the models cannot be read', async () => {
    running.google.putModels(1);
    running.google.putEndpoint({ id: '4001', serves: ['7001'] });
    await refreshed();
    running.failFirst(Infinity, '/v1/models?');
    await expect(running.startProcess().refresh()).resolves.toMatchObject({
      added: 0,
      removed: 0,
    });
  });

  it('does not lose a model that is renamed while the list is being read', async () => {
    const { google, catalog } = running;
    google.putModels(250);
    await refreshed();

    // On the second page by its name; on the first one by its next.
    running.intercept('cursor=', async () => {
      running.intercept('cursor=');
      google.putModel({ id: '7250', displayName: 'a first one' });
      await running.observe();
    });
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 1,
      removed: 0,
      incomplete: [],
    });
    expect(catalog.entity(modelRef('7250'))!.metadata.title).toBe(
      'a first one',
    );
  });

  it('removes what is gone although each page shows another state, and nothing else', async () => {
    const { google, catalog } = running;
    google.putModels(450);
    await refreshed();
    google.removeModels('7001');
    await running.observe();

    running.intercept('cursor=', () => running.observe());
    await expect(provider.refresh()).resolves.toMatchObject({
      removed: 1,
      incomplete: [],
    });
    expect(catalog.refs()).toHaveLength(449);
    expect(catalog.refs()).not.toContain(modelRef('7001'));
  });
});

describe('the removal guard', () => {
  const ids = (count: number) =>
    Array.from({ length: count }, (_, index) => String(7001 + index));

  it('refuses to remove more than its share at once, and says so', async () => {
    const { google, catalog } = running;
    google.putModels(20);
    await refreshed();

    google.removeModels(...ids(7));
    await running.observe();
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 0 });
    expect(catalog.refs()).toHaveLength(20);
    expect(running.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Refused to remove 7 of 20 ai-model in dev'),
    );

    provider = running.startProcess({ removalGuard: { maxPercentage: 35 } });
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 7 });
    expect(catalog.refs()).toHaveLength(13);
  });

  it('still adds and changes what the same reading shows', async () => {
    const { google, catalog } = running;
    google.putModels(20);
    await refreshed();
    google.removeModels(...ids(20));
    google.putModel({ id: '8001' });
    await running.observe();
    await expect(provider.refresh()).resolves.toMatchObject({
      added: 1,
      removed: 0,
    });
    expect(catalog.refs()).toHaveLength(21);
  });

  it('lets a small registry be emptied', async () => {
    running.google.putModels(5);
    await refreshed();
    running.google.removeModels(...ids(5));
    await running.observe();
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 5 });
  });

  it('looks at each location by itself', async () => {
    const { google } = running;
    google.putModels(100);
    google.putModel({ id: '6000', environment: 'prod' });
    google.putModels(8, { environment: 'prod' });
    await refreshed();
    google.removeModels(...ids(100).slice(50));
    await running.observe();
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 0 });
  });

  it('takes out what is no longer to be shown, however much', async () => {
    const { google, catalog } = running;
    google.putModels(2);
    google.putModels(8, { environment: 'prod' });
    await refreshed();

    provider = running.startProcess({ environments: ['dev'] });
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 8 });
    expect(catalog.refs()).toEqual([modelRef('7001'), modelRef('7002')]);
  });

  it('does not believe that a whole environment went away, however small', async () => {
    const { google, catalog } = running;
    google.putModels(2);
    google.putModels(2, { environment: 'staging' });
    await refreshed();

    await running.reconfigure(({ vertexAi }) => {
      delete vertexAi.environments.staging;
    });
    await expect(provider.refresh()).resolves.toMatchObject({ removed: 0 });
    expect(catalog.refs()).toHaveLength(4);
  });
});
