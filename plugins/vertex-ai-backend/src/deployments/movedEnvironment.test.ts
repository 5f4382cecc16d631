import { eachDatabase, startPortal, until } from '@backstage-vertex/testkit';
import plugin from '..';
import {
  deployTo,
  endpointAtGoogle,
  request,
  waitFor,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

describe.each(eachDatabase())(
  'an environment that was moved to another Google project, on %s',
  database => {
    it('gets nothing of what was asked for before, and the deployment says what stays', async () => {
      let project = 'ml-dev';
      const portal = await startPortal({
        features: [plugin],
        database,
        stageDurationMs: 60_000,
        configure: ({ vertexAi }) => {
          vertexAi.environments.dev.project = project;
        },
      });
      try {
        const id = await request(portal, deployTo('live'));
        const { deployedModelId } = await waitFor(
          portal,
          id,
          ({ phase, effects }) =>
            phase === 'deploying' && effects[0]?.status === 'running',
        );
        project = 'ml-other';
        await portal.restart();
        const done = await until('the end', async () => {
          portal.clock.advance(1_000);
          const deployment = await portal.as('dana').getDeployment(id);
          return deployment.phase === 'failed' && deployment;
        });
        expect(done.problem).toMatchObject({ code: 'conflict' });
        expect(done.message).toMatch(
          /The Google project of the environment dev was changed/,
        );
        expect(done.message).toContain(
          `Left at Google, to be removed by hand: deployed model ${deployedModelId}`,
        );
        expect(writesAtGoogle(portal)).toEqual(['DeployModel']);
        expect(endpointAtGoogle(portal)).toBeDefined();
      } finally {
        await portal.stop();
      }
    });
  },
);
