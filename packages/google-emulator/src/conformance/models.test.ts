import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client';
import {
  asRole,
  LRO_POLLING,
  rejection,
  TEST_TIMEOUT_MS,
  vertexOptions,
} from './__testUtils__/clients';
import { describeOnEmulator, openTarget, Target } from './__testUtils__/target';

jest.setTimeout(TEST_TIMEOUT_MS);

describe('models, by ModelServiceClient', () => {
  let target: Target;
  let models: ModelServiceClient;
  let viewer: ModelServiceClient;
  let parent: string;
  const uploaded: string[] = [];

  beforeAll(async () => {
    target = await openTarget();
    parent = `projects/${target.project}/locations/${target.location}`;
    models = new ModelServiceClient(
      vertexOptions(target, asRole(target, 'dev:deployer')),
    );
    viewer = new ModelServiceClient(
      vertexOptions(target, asRole(target, 'dev:viewer')),
    );
  });

  afterAll(async () => {
    for (const name of uploaded) {
      const [operation] = await models.deleteModel({ name }, LRO_POLLING);
      await operation.promise();
    }
    await Promise.all([models.close(), viewer.close()]);
    await target.stop();
  });

  const upload = async (request: object = {}, model: object = {}) => {
    const [operation] = await models.uploadModel(
      {
        parent,
        model: {
          displayName: 'conformance-model',
          labels: { purpose: 'conformance' },
          artifactUri: target.artifactUri,
          containerSpec: { imageUri: target.imageUri },
          ...model,
        },
        ...request,
      },
      LRO_POLLING,
    );
    const [response] = await operation.promise();
    const name = String(response.model);
    if (!uploaded.includes(name)) uploaded.push(name);
    return { name, versionId: String(response.modelVersionId) };
  };

  it('uploads a model: first version, default alias, deployable on dedicated resources', async () => {
    const { name, versionId } = await upload();
    expect(name).toMatch(
      new RegExp(
        `^projects/${target.projectNumber}/locations/${target.location}/models/`,
      ),
    );
    expect(versionId).toBe('1');
    const [model] = await viewer.getModel({ name });
    expect(model).toMatchObject({
      displayName: 'conformance-model',
      versionId: '1',
      versionAliases: ['default'],
      labels: { purpose: 'conformance' },
      etag: expect.stringMatching(/.+/),
    });
    expect(model.supportedDeploymentResourcesTypes).toContain(
      'DEDICATED_RESOURCES',
    );
  });

  it('uploads further versions, and finds them by version, alias and default', async () => {
    const { name } = await upload();
    const second = await upload(
      { parentModel: name },
      { versionAliases: ['challenger'], versionDescription: 'second' },
    );
    expect(second).toEqual({ name, versionId: '2' });
    const [byAlias] = await viewer.getModel({ name: `${name}@challenger` });
    expect(byAlias).toMatchObject({
      versionId: '2',
      versionDescription: 'second',
    });
    const [byVersion] = await viewer.getModel({ name: `${name}@1` });
    expect(byVersion.versionAliases).toEqual(['default']);
    const [byDefault] = await viewer.getModel({ name });
    expect(byDefault.versionId).toBe('1');
    const [versions] = await viewer.listModelVersions({ name });
    expect(versions.map(v => v.versionId).sort()).toEqual(['1', '2']);
    expect(versions.map(v => v.name)).toContain(`${name}@2`);
  });

  it('moves the default alias and removes others', async () => {
    const { name } = await upload();
    await upload({ parentModel: name }, { versionAliases: ['challenger'] });
    const [moved] = await models.mergeVersionAliases({
      name: `${name}@2`,
      versionAliases: ['default', '-challenger'],
    });
    expect(moved.versionAliases).toEqual(['default']);
    const [first] = await viewer.getModel({ name: `${name}@1` });
    expect(first.versionAliases).toEqual([]);
  });

  it('deletes a version that is neither the default nor the last', async () => {
    const { name } = await upload();
    await upload({ parentModel: name });
    const [operation] = await models.deleteModelVersion(
      { name: `${name}@2` },
      LRO_POLLING,
    );
    await operation.promise();
    const error = await rejection(viewer.getModel({ name: `${name}@2` }));
    expect(error.code).toBe(5);
    const refused = await rejection(
      models.deleteModelVersion({ name: `${name}@1` }),
    );
    expect(refused.httpStatusCode).toBe(400);
  });

  it('updates only what the mask names', async () => {
    const { name } = await upload();
    const [model] = await models.updateModel({
      model: { name, displayName: 'renamed', description: 'not in the mask' },
      updateMask: { paths: ['display_name'] },
    });
    expect(model.displayName).toBe('renamed');
    expect(model.description).toBe('');
  });

  it('refuses an update with an etag that is out of date', async () => {
    const { name } = await upload();
    const [before] = await viewer.getModel({ name });
    const change = (displayName: string) =>
      models.updateModel({
        model: { name, displayName, etag: before.etag },
        updateMask: { paths: ['display_name'] },
      });
    await change('first');
    const error = await rejection(change('second'));
    expect([400, 409, 412]).toContain(error.httpStatusCode);
  });

  it('lists page by page, filtered by label', async () => {
    for (let i = 0; i < 3; i += 1)
      await upload({}, { labels: { page: 'yes' } });
    const seen: string[] = [];
    let pageToken: string | undefined;
    do {
      const [page, , response] = await viewer.listModels(
        { parent, filter: 'labels.page=yes', pageSize: 2, pageToken },
        { autoPaginate: false },
      );
      expect(page.length).toBeLessThanOrEqual(2);
      seen.push(...page.map(model => String(model.name)));
      pageToken = response?.nextPageToken ?? undefined;
    } while (pageToken);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(3);
  });

  it('refuses a model without a name, and says which field', async () => {
    const error = await rejection(
      models.uploadModel({ parent, model: { labels: {} } }),
    );
    expect(error.code).toBe(3);
    expect(error.message).toContain('display_name');
  });

  it('answers NOT_FOUND for a model that does not exist', async () => {
    const error = await rejection(
      viewer.getModel({ name: `${parent}/models/123456789` }),
    );
    expect(error.code).toBe(5);
    expect(error.httpStatusCode).toBe(404);
  });

  it('refuses an upload by a viewer, with the permission that is missing', async () => {
    const error = await rejection(
      viewer.uploadModel({ parent, model: { displayName: 'x' } }),
    );
    expect(error).toMatchObject({
      code: 7,
      reason: 'IAM_PERMISSION_DENIED',
      errorInfoMetadata: { permission: 'aiplatform.models.upload' },
    });
  });

  describeOnEmulator('with more than Google gives', () => {
    it('refuses a token after it has expired', async () => {
      const short = new ModelServiceClient(
        vertexOptions(target, asRole(target, 'dev:viewer')),
      );
      await short.listModels({ parent });
      target.clock.advance(601_000);
      const error = await rejection(short.listModels({ parent }));
      expect(error).toMatchObject({ code: 16, reason: 'ACCESS_TOKEN_EXPIRED' });
      await short.close();
      target.clock.useRealTime();
    });
  });
});
