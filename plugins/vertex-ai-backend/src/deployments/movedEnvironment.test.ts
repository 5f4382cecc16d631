import { eachDatabase, startPortal, until } from '@backstage-vertex/testkit';
import plugin from '..';
import {
  deployTo,
  endpointAtGoogle,
  request,
  waitFor,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

/** What an operator may change under a deployment, and what it then says. */
const moves = [
  [
    'project',
    { project: 'ml-other' },
    /The Google project of the environment dev was changed/,
  ],
  [
    'location',
    { locations: ['us-central1'] },
    /The location europe-west4 was taken out of the environment dev/,
  ],
] as const;

describe.each(eachDatabase())(
  'an environment that was moved to another place, on %s',
  database => {
    it.each(moves)(
      'of another %s gets nothing of what was asked for before, and the deployment says what stays',
      async (_, move, message) => {
        let moved = {};
        const portal = await startPortal({
          features: [plugin],
          database,
          stageDurationMs: 60_000,
          configure: ({ vertexAi }) => {
            Object.assign(vertexAi.environments.dev, moved);
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
          moved = move;
          await portal.restart();
          const done = await until('the end', async () => {
            portal.clock.advance(1_000);
            const deployment = await portal.as('dana').getDeployment(id);
            return deployment.phase === 'failed' && deployment;
          });
          expect(done.problem).toMatchObject({ code: 'conflict' });
          expect(done.message).toMatch(message);
          expect(done.message).toContain(
            `Left at Google, to be removed by hand: deployed model ${deployedModelId}`,
          );
          expect(writesAtGoogle(portal)).toEqual(['DeployModel']);
          expect(endpointAtGoogle(portal)).toBeDefined();
        } finally {
          await portal.stop();
        }
      },
    );
  },
);
