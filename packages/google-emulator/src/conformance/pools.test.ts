import { DeploymentResourcePoolServiceClient } from '@google-cloud/aiplatform/build/src/v1/deployment_resource_pool_service_client';
import {
  asRole,
  LRO_POLLING,
  rejection,
  TEST_TIMEOUT_MS,
  vertexOptions,
} from './__testUtils__/clients';
import { openTarget, Target } from './__testUtils__/target';

jest.setTimeout(TEST_TIMEOUT_MS);

describe('deployment resource pools, by DeploymentResourcePoolServiceClient', () => {
  let target: Target;
  let pools: DeploymentResourcePoolServiceClient;
  let parent: string;

  beforeAll(async () => {
    target = await openTarget();
    parent = `projects/${target.project}/locations/${target.location}`;
    pools = new DeploymentResourcePoolServiceClient(
      vertexOptions(target, asRole(target, 'dev:deployer')),
    );
  });

  afterAll(async () => {
    await pools.close();
    await target.stop();
  });

  it('creates a pool under the id of the client, lists it, and deletes it', async () => {
    const id = `conf-${Math.floor(Date.now() / 1000)}`;
    const [creation] = await pools.createDeploymentResourcePool(
      {
        parent,
        deploymentResourcePoolId: id,
        deploymentResourcePool: {
          dedicatedResources: {
            machineSpec: { machineType: 'n1-standard-2' },
            minReplicaCount: 1,
          },
        },
      },
      LRO_POLLING,
    );
    const [created] = await creation.promise();
    expect(created.name).toMatch(
      new RegExp(
        `/locations/${target.location}/deploymentResourcePools/${id}$`,
      ),
    );
    const [pool] = await pools.getDeploymentResourcePool({
      name: created.name,
    });
    expect(pool.dedicatedResources?.machineSpec?.machineType).toBe(
      'n1-standard-2',
    );
    const [listed] = await pools.listDeploymentResourcePools({ parent });
    expect(listed.map(p => p.name)).toContain(created.name);
    const [, , used] = await pools.queryDeployedModels(
      { deploymentResourcePool: created.name },
      { autoPaginate: false },
    );
    expect(used?.totalDeployedModelCount ?? 0).toBe(0);
    const [removal] = await pools.deleteDeploymentResourcePool(
      { name: created.name },
      LRO_POLLING,
    );
    await removal.promise();
    const error = await rejection(
      pools.getDeploymentResourcePool({ name: created.name }),
    );
    expect(error.code).toBe(5);
  });

  it('refuses a pool without machines', async () => {
    const error = await rejection(
      pools.createDeploymentResourcePool({
        parent,
        deploymentResourcePoolId: 'conf-empty',
        deploymentResourcePool: {},
      }),
    );
    expect(error.code).toBe(3);
  });
});
