import { IdentityPoolClient } from 'google-auth-library';
import { asRole, rejection, TEST_TIMEOUT_MS } from './__testUtils__/clients';
import { describeOnEmulator, openTarget, Target } from './__testUtils__/target';

jest.setTimeout(TEST_TIMEOUT_MS);

/** What no generated client of version 1 offers, by the requests of Google's auth library. */
describe('methods without a generated client, by IdentityPoolClient.request', () => {
  let target: Target;
  let viewer: IdentityPoolClient;

  beforeAll(async () => {
    target = await openTarget();
    viewer = asRole(target, 'dev:viewer');
  });
  afterAll(() => target.stop());

  const post = async (client: IdentityPoolClient, url: string, data: object) =>
    (await client.request<any>({ method: 'POST', url, data })).data;
  const location = () =>
    `${target.urls.vertex}/v1/projects/${target.project}/locations/${target.location}`;

  it('says which permissions the caller has on the project', async () => {
    const permissions = [
      'aiplatform.endpoints.get',
      'aiplatform.endpoints.deploy',
    ];
    const url = `${target.urls.resourceManager}/v3/projects/${target.project}:testIamPermissions`;
    expect(await post(viewer, url, { permissions })).toEqual({
      permissions: ['aiplatform.endpoints.get'],
    });
    expect(
      await post(asRole(target, 'dev:deployer'), url, { permissions }),
    ).toEqual({ permissions });
  });

  it('has no permission on a model that is missing, rather than an error', async () => {
    expect(
      await post(viewer, `${location()}/models/1:testIamPermissions`, {
        permissions: ['aiplatform.models.get'],
      }),
    ).toEqual({});
  });

  it('signs no JWT for a principal that may only take tokens', async () => {
    const url = `${target.urls.iamCredentials}/v1/projects/-/serviceAccounts/${target.serviceAccount}:signJwt`;
    const error = await rejection(
      post(asRole(target, 'dev:deployer'), url, { payload: '{}' }),
    );
    expect(error.status).toBe(403);
    expect(error.message).toContain(
      "Permission 'iam.serviceAccounts.signJwt' denied on resource (or it may not exist).",
    );
  });

  it.each([
    ['a field', `:testIamPermissions`, { permission: 'x' }, 'permission'],
    ['a parameter', `:testIamPermissions?colour=red`, {}, 'colour'],
  ])('refuses %s that nobody knows', async (_, suffix, data, name) => {
    const url = `${target.urls.resourceManager}/v3/projects/${target.project}${suffix}`;
    const error = await rejection(post(viewer, url, data));
    expect(error.status).toBe(400);
    expect(error.message).toContain(
      `Invalid JSON payload received. Unknown name "${name}"`,
    );
  });

  describeOnEmulator('with more than Google gives', () => {
    it('gives the answer of the model server as it is, and says who served it', async () => {
      const { data, headers } = await asRole(
        target,
        'dev:predictor',
      ).request<any>({
        method: 'POST',
        url: `${location()}/endpoints/4001:rawPredict`,
        data: { instances: [[20, 12, 0.1, 0.1, 0, 2000]] },
      });
      expect(Object.keys(data)).toEqual(['predictions']);
      expect(headers.get('x-vertex-ai-endpoint-id')).toBe('4001');
      expect(headers.get('x-vertex-ai-deployed-model-id')).toBe('9001');
    });

    it('says which permissions the caller has on a model and on an endpoint', async () => {
      const permissions = ['aiplatform.models.get', 'aiplatform.models.delete'];
      const held = { permissions: ['aiplatform.models.get'] };
      const beta = location().replace('/v1/', '/v1beta1/');
      for (const url of [
        `${location()}/models/7001:testIamPermissions`,
        `${beta}/endpoints/4001:testIamPermissions`,
      ]) {
        expect(await post(viewer, url, { permissions })).toEqual(held);
      }
    });
  });
});
