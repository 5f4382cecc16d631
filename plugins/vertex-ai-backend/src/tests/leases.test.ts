import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';
import { carryOut, deployTo } from '../deployments/__testUtils__/portalDriver';

const DANA = 'user:default/dana.deployer';
const VICTOR = 'user:default/victor.viewer';

const model = { environment: 'dev', location: 'europe-west4', model: '7001' };

describe.each(eachDatabase())('leases on %s', database => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({ features: [plugin], database });
  });

  afterEach(() => portal.stop());

  const everybody = async (query = {}) =>
    (await portal.as('sofia').listLeases({ whose: 'everybody', ...query }))
      .items;

  it('tell who has which credential, as whom, since when, until when and what for', async () => {
    await portal.as('victor').getModel(model);
    expect(await everybody({ actor: VICTOR })).toEqual([
      {
        id: expect.any(String),
        actor: VICTOR,
        environment: 'dev',
        role: 'viewer',
        strategy: 'workloadIdentityFederation',
        principal: expect.stringContaining(`subject/${VICTOR}`),
        usedFor: 'read',
        since: expect.any(String),
        until: expect.any(String),
        honouredUntil: expect.any(String),
        renewable: false,
        ended: false,
      },
    ]);
  });

  it('name the deployment that a credential is for', async () => {
    const { id } = await carryOut(portal, deployTo('new'));
    const leases = await everybody({ actor: DANA, usedFor: 'deployment' });
    expect(leases.length).toBeGreaterThan(0);
    expect(new Set(leases.map(({ deploymentId }) => deploymentId))).toEqual(
      new Set([id]),
    );
    expect(leases[0].action).toBe('deployment.create');
  });

  it('are one’s own, for whoever audits nothing', async () => {
    await portal.as('dana').getModel(model);
    await portal.as('victor').getModel(model);
    const { items } = await portal.as('victor').listLeases();
    expect(items.map(({ actor }) => actor)).toEqual([VICTOR]);
    await expect(
      portal.as('dana').listLeases({ whose: 'everybody' }),
    ).rejects.toMatchObject({ problem: { code: 'role_missing' } });
    await expect(
      portal.as('victor').listLeases({ whose: 'own', actor: DANA }),
    ).resolves.toMatchObject({ items: [{ actor: VICTOR }] });
  });

  it('come in pages, newest first', async () => {
    for (const environment of ['dev', 'staging', 'prod']) {
      await portal.as('dana').getModel({ ...model, environment });
    }
    const first = await portal
      .as('sofia')
      .listLeases({ whose: 'everybody', actor: DANA, limit: 2 });
    const second = await portal.as('sofia').listLeases({
      whose: 'everybody',
      actor: DANA,
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(
      [first, second].map(({ items }) =>
        items.map(({ environment }) => environment),
      ),
    ).toEqual([['prod', 'staging'], ['dev']]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('are gone from the list when Google takes them no more', async () => {
    await portal.as('victor').getModel(model);
    portal.clock.advance(11 * 60_000);
    expect(await everybody({ actor: VICTOR })).toEqual([]);
  });

  it('that are ended stay in it while Google takes them, and are used no more', async () => {
    await portal.as('victor').getModel(model);
    const [before] = await everybody({ actor: VICTOR });
    await portal.as('sofia').endAccess({
      scope: { kind: 'lease', lease: before.id },
      reason: 'a precaution',
    });
    // The access itself was not ended: the next look takes a credential of its own.
    await portal.as('victor').getModel(model);
    const [after, old] = await everybody({ actor: VICTOR });
    expect(old).toEqual({ ...before, ended: true });
    expect(after).toMatchObject({ ended: false });
    expect(after.id).not.toBe(before.id);
  });
});
