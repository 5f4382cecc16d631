import { EmulatorClock } from '../../../core/EmulatorClock';
import { DEPLOYMENT_STAGES } from '../../../state/records';
import { Caller, DEV, TestGoogle } from '../../../__testUtils__/TestGoogle';

const DEPLOY = {
  deployedModel: {
    id: '77',
    model: `${DEV}/models/7001`,
    dedicatedResources: { minReplicaCount: 1 },
  },
};

describe('operations', () => {
  let google: TestGoogle;
  let caller: Caller;

  beforeEach(async () => {
    google = await TestGoogle.start({
      clock: new EmulatorClock(),
      stageDurationMs: 1_000,
    });
    google.emulator.clock.set(new Date('2026-03-01T12:00:00Z'));
    caller = await google.as('dev:deployer');
  });
  afterEach(() => google.stop());

  const deploy = async () =>
    (await caller.post(`/v1/${DEV}/endpoints/4001:deployModel`, DEPLOY)).body;
  const get = async (name: string, root = 'v1') =>
    (await caller.get(`/${root}/${name}`)).body;
  const deployedIds = async () =>
    (await get(`${DEV}/endpoints/4001`)).deployedModels.map((m: any) => m.id);

  it('walks a deployment through every stage as the clock goes', async () => {
    const { name } = await deploy();
    const stages: string[] = [];
    for (const stage of DEPLOYMENT_STAGES) {
      const operation = await get(name);
      expect(operation.done).toBeUndefined();
      expect(operation.metadata.deploymentStage).toBe(stage);
      stages.push(stage);
      expect(await deployedIds()).toEqual(['9001']);
      google.emulator.clock.advance(1_000);
    }
    const done = await get(name);
    expect(done).toMatchObject({
      done: true,
      metadata: {
        '@type':
          'type.googleapis.com/google.cloud.aiplatform.v1.DeployModelOperationMetadata',
        genericMetadata: {
          createTime: '2026-03-01T12:00:00.000Z',
          updateTime: '2026-03-01T12:00:07.000Z',
        },
        deploymentStage: 'SUCCESSFULLY_DEPLOYED',
      },
      response: {
        '@type':
          'type.googleapis.com/google.cloud.aiplatform.v1.DeployModelResponse',
        deployedModel: { id: '77' },
      },
    });
    expect(await deployedIds()).toEqual(['9001', '77']);
  });

  it('answers below /ui as below /v1, with numbers where asked', async () => {
    const { name } = await deploy();
    expect(await get(name, 'ui')).toEqual(await get(name));
    const { body } = await caller.get(
      `/ui/${name}?$alt=json%3Benum-encoding=int`,
    );
    expect(body.metadata.deploymentStage).toBe(5);
  });

  it('fails at the scripted stage, with the scripted words, and leaves nothing behind', async () => {
    google.emulator.scenarios.add({
      match: { method: 'DeployModel', resource: 'endpoints/4001' },
      effect: 'failOperationAtStage',
      stage: 'GETTING_CONTAINER_IMAGE',
      status: 'FAILED_PRECONDITION',
      message: 'Model server exited unexpectedly.',
    });
    const { name } = await deploy();
    google.emulator.clock.advance(4_999);
    expect((await get(name)).metadata.deploymentStage).toBe(
      'GETTING_CONTAINER_IMAGE',
    );
    google.emulator.clock.advance(1);
    expect(await get(name)).toMatchObject({
      done: true,
      error: { code: 9, message: 'Model server exited unexpectedly.' },
      metadata: { deploymentStage: 'FAILED_TO_DEPLOY' },
    });
    expect(await deployedIds()).toEqual(['9001']);
  });

  it('cancels before the effect, and leaves a finished operation as it is', async () => {
    const { name } = await deploy();
    google.emulator.clock.advance(2_000);
    expect((await caller.post(`/v1/${name}:cancel`)).body).toEqual({});
    expect(await get(name)).toMatchObject({
      done: true,
      error: { code: 1 },
      metadata: { deploymentStage: 'DEPLOYMENT_TERMINATED' },
    });
    google.emulator.clock.advance(10_000);
    expect(await deployedIds()).toEqual(['9001']);

    const second = await deploy();
    google.emulator.clock.advance(10_000);
    await caller.post(`/v1/${second.name}:cancel`);
    expect((await get(second.name)).response).toBeDefined();
  });

  it('waits until the operation is done, or for as long as asked', async () => {
    const { name } = await deploy();
    const early = await caller.post(`/v1/${name}:wait?timeout=0.05s`);
    expect(early.body.done).toBeUndefined();
    const waiting = caller.post(`/v1/${name}:wait`, { timeout: '20s' });
    google.emulator.clock.advance(7_000);
    expect((await waiting).body.done).toBe(true);
  });

  it('lists the operations of a resource and of a location, newest first', async () => {
    const first = await deploy();
    google.emulator.clock.advance(8_000);
    const second = (
      await caller.post(`/v1/${DEV}/endpoints`, { displayName: 'x' })
    ).body;
    const list = async (path: string) =>
      ((await caller.get(path)).body.operations ?? []).map((o: any) => o.name);
    expect(await list(`/v1/${DEV}/operations`)).toEqual([
      second.name,
      first.name,
    ]);
    expect(await list(`/v1/${DEV}/endpoints/4001/operations`)).toEqual([
      first.name,
    ]);
    expect(await list(`/ui/${DEV}/operations?filter=done=true`)).toEqual([
      first.name,
    ]);
    expect(await list(`/v1/${DEV}/operations?filter=done=false`)).toEqual([
      second.name,
    ]);
    expect(await list(`/v1/${DEV}/operations?pageSize=1`)).toEqual([
      second.name,
    ]);
  });

  it('forgets a finished operation only', async () => {
    const { name } = await deploy();
    expect((await caller.delete(`/v1/${name}`)).status).toBe(400);
    google.emulator.clock.advance(8_000);
    expect((await caller.delete(`/v1/${name}`)).status).toBe(200);
    expect((await caller.get(`/v1/${name}`)).status).toBe(404);
  });

  it('lets a reader watch and not interfere', async () => {
    const { name } = await deploy();
    const viewer = await google.as('dev:viewer');
    expect((await viewer.get(`/v1/${name}`)).status).toBe(200);
    expect((await viewer.post(`/v1/${name}:cancel`)).status).toBe(403);
    expect((await viewer.delete(`/v1/${name}`)).status).toBe(403);
    const stranger = await google.as('staging:admin');
    expect((await stranger.get(`/v1/${name}`)).status).toBe(403);
  });

  it('runs deployments side by side, each ending by its own time', async () => {
    await deploy();
    google.emulator.clock.advance(3_000);
    const { name } = (
      await caller.post(`/v1/${DEV}/endpoints/4001:deployModel`, {
        ...DEPLOY,
        deployedModel: { ...DEPLOY.deployedModel, id: '78' },
        trafficSplit: { 0: 100 },
      })
    ).body;
    google.emulator.clock.advance(4_000);
    expect(await deployedIds()).toEqual(['9001', '77']);
    google.emulator.clock.advance(3_000);
    expect((await get(name)).done).toBe(true);
    expect((await get(`${DEV}/endpoints/4001`)).trafficSplit).toEqual({
      78: 100,
    });
  });

  describe('when the world changes before they end', () => {
    const end = async (name: string) => {
      google.emulator.clock.advance(7_000);
      return get(name);
    };

    it('fails a deployment whose model is gone', async () => {
      const { name } = (
        await caller.post(`/v1/${DEV}/endpoints/4001:deployModel`, {
          deployedModel: {
            ...DEPLOY.deployedModel,
            model: `${DEV}/models/7002`,
          },
        })
      ).body;
      expect((await caller.delete(`/v1/${DEV}/models/7002`)).body.done).toBe(
        true,
      );
      expect((await end(name)).error).toEqual({
        code: 5,
        message: 'The Model does not exist.',
      });
      expect(await deployedIds()).toEqual(['9001']);
    });

    it('fails a deployment whose split names a model that is gone', async () => {
      const { name } = (
        await caller.post(`/v1/${DEV}/endpoints/4001:deployModel`, {
          ...DEPLOY,
          trafficSplit: { 0: 10, 9001: 90 },
        })
      ).body;
      await caller.post(`/v1/${DEV}/endpoints/4001:undeployModel`, {
        deployedModelId: '9001',
      });
      expect((await end(name)).error.message).toBe(
        'The following DeployedModel ID(s) [9001] do not exist.',
      );
    });

    it('fails an undeployment of a model that got traffic meanwhile', async () => {
      await deploy();
      google.emulator.clock.advance(7_000);
      const { name } = (
        await caller.post(`/v1/${DEV}/endpoints/4001:undeployModel`, {
          deployedModelId: '77',
        })
      ).body;
      const shifted = await caller.patch(
        `/v1/${DEV}/endpoints/4001?updateMask=trafficSplit`,
        { trafficSplit: { 77: 100 } },
      );
      expect(shifted.status).toBe(200);
      expect((await end(name)).error.code).toBe(9);
      expect((await get(`${DEV}/endpoints/4001`)).trafficSplit).toEqual({
        77: 100,
      });
    });

    it('fails the deletion of a version that became the default meanwhile', async () => {
      const { name } = (
        await caller.delete(`/v1/${DEV}/models/7001@1:deleteVersion`)
      ).body;
      expect(name).toBeUndefined();
      google.emulator.state.endpoints.clear();
      const deletion = (
        await caller.delete(`/v1/${DEV}/models/7001@1:deleteVersion`)
      ).body;
      await caller.post(`/v1/${DEV}/models/7001@1:mergeVersionAliases`, {
        versionAliases: ['default'],
      });
      expect((await end(deletion.name)).error.code).toBe(9);
      expect((await get(`${DEV}/models/7001`)).versionId).toBe('1');
    });
  });
});
