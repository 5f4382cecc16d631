import { eachDatabase, Portal, startPortal } from '@backstage-vertex/testkit';
import plugin from '..';

describe.each(eachDatabase())('the portal on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({ features: [plugin], database });
  });

  afterAll(() => portal.stop());

  it('shows a person the environments with the person’s own roles', async () => {
    const { items } = await portal.as('dana').listEnvironments();
    expect(items.map(({ name, roles }) => [name, roles])).toEqual([
      ['dev', ['predictor', 'deployer']],
      ['staging', ['predictor', 'deployer']],
      ['prod', ['predictor', 'deployer']],
    ]);
  });

  it('refuses a request without credentials', async () => {
    const response = await portal.fetch('/v1/environments');
    expect(response.status).toBe(401);
  });

  it('goes on with the same keys after it was killed', async () => {
    const before = await (await portal.fetch('/issuer/jwks.json')).json();
    await portal.restart();
    const after = await (await portal.fetch('/issuer/jwks.json')).json();
    expect(after).toEqual(before);
  });
});
