import { mockServices } from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Organisation } from '@backstage-vertex/testkit';
import { Clock, reconciler } from '../core';
import { Actors } from './Actors';

const org = new Organisation();
const clock: Clock = { now: () => new Date('2026-11-27T12:00:00Z') };

const actorsOf = (catalog: CatalogService) =>
  new Actors({
    catalog,
    auth: mockServices.auth(),
    clock,
    claimsMaxAgeMs: 24 * 3_600_000,
  });

const actors = () => actorsOf(catalogServiceMock({ entities: org.entities() }));

describe('Actors', () => {
  it('gives what Backstage gives at sign-in', async () => {
    expect(await actors().resolve('user:default/dana.deployer')).toEqual({
      kind: 'user',
      ref: 'user:default/dana.deployer',
      groups: org.ownershipOf('user:default/dana.deployer'),
    });
  });

  it('gives the memberships of today', async () => {
    org.leave('dana', 'group:default/ml-deployers');
    const { groups } = await actors().resolve('user:default/dana.deployer');
    expect(groups).not.toContain('group:default/ml-deployers');
  });

  it.each([
    ['24 hours', '2026-11-26T12:00:00Z', { claims: expect.anything() }],
    ['a second more', '2026-11-26T11:59:59Z', { claimsMissing: 'expired' }],
  ])(
    'accepts the claims of a sign-in as long as is configured: %s',
    async (_, verifiedAt, expected) => {
      const { ref, kind, groups, ...claims } = await actors().resolve(
        'user:default/dana.deployer',
        { values: { department: 'fraud' }, verifiedAt: new Date(verifiedAt) },
      );
      expect(claims).toEqual(expected);
    },
  );

  it('refuses a person who is no longer in the catalog', async () => {
    await expect(
      actors().resolve('user:default/gone.away'),
    ).rejects.toMatchObject({
      code: 'role_missing',
      message: expect.stringContaining('user:default/gone.away'),
    });
  });

  it('refuses for now when the catalog cannot be read', async () => {
    const catalog = {
      getEntityByRef: () => Promise.reject(new Error('503')),
    } as unknown as CatalogService;
    await expect(
      actorsOf(catalog).resolve('user:default/dana.deployer'),
    ).rejects.toMatchObject({
      code: 'internal',
      retry: { afterMs: expect.any(Number) },
    });
  });

  it('gives a service no groups, and never our own reader', async () => {
    expect(await actors().resolve('external:ci')).toEqual({
      kind: 'service',
      ref: 'external:ci',
      groups: [],
    });
    expect(await actors().resolve(reconciler.ref)).not.toBe(reconciler);
  });
});
