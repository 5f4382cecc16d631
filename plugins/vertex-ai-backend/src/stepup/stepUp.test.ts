import {
  eachDatabase,
  Portal,
  registerKey,
  signSubject,
  SoftwareAuthenticator,
  startPortal,
} from '@backstage-vertex/testkit';
import plugin from '..';

const problem = (code: string) => ({ problem: { code } });

describe.each(eachDatabase())('security keys on %s', database => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({ features: [plugin], database });
  });
  afterEach(() => portal.stop());

  it.each(['ES256', 'EdDSA', 'RS256'] as const)(
    'registers a key that signs with %s, and takes its signature',
    async algorithm => {
      const dana = portal.as('dana');
      const authenticator = new SoftwareAuthenticator({ algorithm });
      const key = await registerKey(dana, authenticator, { name: 'blue' });
      expect(key).toMatchObject({ name: 'blue', deviceBound: true });
      const grant = await signSubject(dana, authenticator, {
        kind: 'removeKey',
        key: key.id,
      });
      expect(grant).toMatch(/^[a-z0-9]{26}$/);
      const { items } = await dana.listSecurityKeys();
      expect(items).toMatchObject([{ id: key.id, name: 'blue' }]);
      expect(items[0].lastUsedAt).toBeDefined();
    },
  );

  it('takes the first key on the word of the session, says so in the log, and wants the second signed by the first', async () => {
    const dana = portal.as('dana');
    const first = new SoftwareAuthenticator();
    await registerKey(dana, first);
    const second = new SoftwareAuthenticator();
    await expect(registerKey(dana, second)).rejects.toMatchObject(
      problem('requirement_unmet'),
    );
    await registerKey(dana, second, { name: 'second', vouchedBy: first });
    expect((await dana.listSecurityKeys()).items).toHaveLength(2);
    const added = await (await portal.db())('audit_entries')
      .where({ event: 'securityKey.added' })
      .orderBy('index');
    expect(
      added.map(({ detail }) => JSON.parse(detail).trustOnFirstUse),
    ).toEqual([true, false]);
  });

  it('removes the last key only with its own signature', async () => {
    const dana = portal.as('dana');
    const authenticator = new SoftwareAuthenticator();
    const { id } = await registerKey(dana, authenticator);
    await expect(dana.removeSecurityKey(id)).rejects.toMatchObject(
      problem('requirement_unmet'),
    );
    const stepUp = await signSubject(dana, authenticator, {
      kind: 'removeKey',
      key: id,
    });
    await dana.removeSecurityKey(id, { stepUp });
    expect((await dana.listSecurityKeys()).items).toEqual([]);
  });
});
