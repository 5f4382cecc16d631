import { Caller, TestGoogle } from '../__testUtils__/TestGoogle';

/** What the doctor of a portal reads of a project, with the permission that it takes. */
const reads: [string, string, string, string][] = [
  [
    'the policy of a project',
    'POST',
    '/v3/projects/ml-dev:getIamPolicy',
    'resourcemanager.projects.getIamPolicy',
  ],
  [
    'the quotas of a project',
    'GET',
    '/v1/projects/ml-dev/locations/global/services/aiplatform.googleapis.com/quotaInfos',
    'cloudquotas.quotas.get',
  ],
  [
    'the usage of a project',
    'GET',
    '/v3/projects/ml-dev/timeSeries?filter=metric.type%3D%22serviceruntime.googleapis.com/quota/allocation/usage%22',
    'monitoring.timeSeries.list',
  ],
];

describe('what is read of a project', () => {
  let google: TestGoogle;
  let reader: Caller;
  let deployer: Caller;

  beforeAll(async () => {
    google = await TestGoogle.start();
    reader = await google.as('dev:reconciler');
    deployer = await google.as('dev:deployer');
  });
  afterAll(() => google.stop());

  it.each(reads)(
    'is %s only for who has the permission',
    async (_, method, path, permission) => {
      expect(await reader.call(method, path)).toMatchObject({ status: 200 });
      expect(await deployer.call(method, path)).toMatchObject({
        status: 403,
        body: {
          error: {
            status: 'PERMISSION_DENIED',
            message: expect.stringContaining(permission),
          },
        },
      });
    },
  );

  it('is of no project that is not there', async () => {
    const { status } = await reader.call(
      'POST',
      '/v3/projects/nowhere:getIamPolicy',
    );
    expect(status).toBe(403);
  });

  it('has the limits page by page, and what is used of them', async () => {
    const path = reads[1][2];
    const first = await reader.call('GET', `${path}?pageSize=2`);
    const second = await reader.call(
      'GET',
      `${path}?pageSize=2&pageToken=${first.body.nextPageToken}`,
    );
    const infos = [...first.body.quotaInfos, ...second.body.quotaInfos];
    expect(second.body.nextPageToken).toBeUndefined();
    expect(
      infos.find(({ metric }) => metric.endsWith('serving_cpus')),
    ).toMatchObject({
      quotaId: 'CustomModelServingCpusPerProjectPerRegion',
      dimensionsInfos: [
        {
          dimensions: { region: 'europe-west4' },
          details: { value: '200' },
          applicableLocations: ['europe-west4'],
        },
        { dimensions: { region: 'us-central1' } },
      ],
    });
    const { body } = await reader.call('GET', reads[2][2]);
    expect(body.timeSeries).toContainEqual(
      expect.objectContaining({
        metric: expect.objectContaining({
          labels: {
            quota_metric: 'aiplatform.googleapis.com/custom_model_serving_cpus',
          },
        }),
        points: [expect.objectContaining({ value: { int64Value: '2' } })],
      }),
    );
  });

  it('is no other metric', async () => {
    const { status } = await reader.call(
      'GET',
      '/v3/projects/ml-dev/timeSeries',
    );
    expect(status).toBe(400);
  });
});
