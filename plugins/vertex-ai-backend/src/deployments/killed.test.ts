import {
  DeploymentDetail,
  isFinal,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import {
  deployTo,
  request,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

/** Longer than a claim on a deployment lasts whose worker is gone. */
const LEASE_OVER_MS = 31_000;

type Moment = [string, (portal: Portal, id: string) => Promise<boolean>];

/** What can be seen from outside of how far it has got. */
const moments: Moment[] = [
  [
    'it was accepted',
    async (portal, id) =>
      (await portal.as('dana').getDeployment(id)).phase !== undefined,
  ],
  [
    'the endpoint was asked for',
    async portal => asked(portal, 'CreateEndpoint'),
  ],
  ['the model was sent', async portal => asked(portal, 'DeployModel')],
  ['the traffic was set', async portal => asked(portal, 'UpdateEndpoint')],
];

function asked(portal: Portal, method: string): boolean {
  return portal.emulator.journal.entries({ method }).length > 0;
}

async function killAt(portal: Portal, id: string, [name, reached]: Moment) {
  await until(name, () => reached(portal, id), { intervalMs: 1 });
  await portal.kill();
}

describe.each(eachDatabase())('a backend process on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({ program: require.resolve('..'), database });
  });
  afterAll(() => portal.stop());

  it('deploys once, however often it gets SIGKILL', async () => {
    const id = await request(portal, deployTo('new'));
    for (const moment of moments) {
      await killAt(portal, id, moment);
      portal.clock.advance(LEASE_OVER_MS);
      await portal.restart();
    }
    const { phase, message } = await until(
      'its end',
      async (): Promise<DeploymentDetail | undefined> => {
        const deployment = await portal.as('dana').getDeployment(id);
        return isFinal(deployment.phase) ? deployment : undefined;
      },
      { timeoutMs: 60_000, intervalMs: 100 },
    );
    expect([phase, message]).toEqual(['succeeded', expect.anything()]);
    expect(writesAtGoogle(portal)).toEqual([
      'CreateEndpoint',
      'DeployModel',
      'UpdateEndpoint',
    ]);
    expect(await portal.findTokens()).toEqual([]);
  }, 180_000);
});
