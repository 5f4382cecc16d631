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
const DAY_MS = 24 * 60 * 60_000;

/** Two administrators besides Dana, who is one herself. */
const ADMINISTRATORS = 'group:default/portal-admins';
const AUDITORS = 'group:default/ml-auditors';

describe.each(eachDatabase())('the way back for lost keys on %s', database => {
  let portal: Portal;
  const dana = () => portal.as('dana');
  const danaRef = 'user:default/dana.deployer';
  const [anna, bert] = ['user:default/anna', 'user:default/bert'];

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin],
      database,
      configure: config => {
        Object.assign(config.vertexAi, {
          administrators: { groups: [ADMINISTRATORS] },
        });
      },
    });
    portal.org.addUser(anna, [ADMINISTRATORS]);
    portal.org.addUser(bert, [ADMINISTRATORS]);
    await registerKey(dana(), new SoftwareAuthenticator());
  });
  afterEach(() => portal.stop());

  const ask = (by = anna) =>
    portal.as(by).requestKeyReset({ person: danaRef, reason: 'Lost' });
  const keysLeft = async () => (await dana().listSecurityKeys()).items.length;

  it('takes neither of them while their access is ended anywhere, but for saying no', async () => {
    const { id } = await ask();
    portal.org.addUser('user:default/ines', [AUDITORS]);
    await portal.as('user:default/ines').endAccess({
      scope: { kind: 'actor', actor: bert, environment: 'dev' },
      reason: 'Lost laptop',
    });
    const decide = (decision: 'approve' | 'reject') =>
      portal.as(bert).decideKeyReset(id, { decision, reason: 'Spoke to her' });
    await expect(ask(bert)).rejects.toMatchObject(problem('access_ended'));
    await expect(decide('approve')).rejects.toMatchObject(
      problem('access_ended'),
    );
    await expect(
      registerKey(portal.as(bert), new SoftwareAuthenticator()),
    ).rejects.toMatchObject(problem('access_ended'));
    expect((await decide('reject')).status).toBe('rejected');
    expect(await keysLeft()).toBe(1);
  });

  it('takes two administrators, and is on record with both', async () => {
    const { id, status } = await ask();
    expect([status, await keysLeft()]).toEqual(['open', 1]);
    const done = await portal
      .as(bert)
      .decideKeyReset(id, { decision: 'approve', reason: 'Spoke to her' });
    expect(done).toMatchObject({
      status: 'approved',
      requestedBy: anna,
      decidedBy: bert,
      keys: 1,
    });
    expect(await keysLeft()).toBe(0);
    const [entry] = await (
      await portal.db()
    )('audit_entries').where({ event: 'securityKey.resetDecided' });
    expect(JSON.parse(entry.detail)).toMatchObject({
      person: danaRef,
      requestedBy: anna,
      decision: 'approved',
      removed: 1,
      signed: false,
    });
  });

  it('refuses a requester who approves their own request', async () => {
    const { id } = await ask();
    await expect(
      portal.as(anna).decideKeyReset(id, { decision: 'approve' }),
    ).rejects.toMatchObject(problem('vote_refused'));
    expect(await keysLeft()).toBe(1);
  });

  it('refuses an administrator who approves the removal of their own keys', async () => {
    portal.org.join('dana', ADMINISTRATORS);
    const { id } = await ask();
    await expect(
      dana().decideKeyReset(id, { decision: 'approve' }),
    ).rejects.toMatchObject(problem('vote_refused'));
  });

  it('refuses who is no administrator, and shows them only what concerns their own keys', async () => {
    await expect(
      portal.as('amir').requestKeyReset({ person: danaRef, reason: 'x' }),
    ).rejects.toMatchObject(problem('role_missing'));
    const { id } = await ask();
    await expect(
      portal.as('amir').decideKeyReset(id, { decision: 'reject' }),
    ).rejects.toMatchObject(problem('not_found'));
    expect((await portal.as('amir').listKeyResets()).items).toEqual([]);
    expect((await dana().listKeyResets()).items).toHaveLength(1);
  });

  it('refuses an administrator who is none any more when it counts', async () => {
    const { id } = await ask();
    portal.org.leave(bert, ADMINISTRATORS);
    await expect(
      portal.as(bert).decideKeyReset(id, { decision: 'approve' }),
    ).rejects.toMatchObject(problem('not_found'));
  });

  it('wants the agreement signed by an administrator who has a key', async () => {
    const authenticator = new SoftwareAuthenticator();
    await registerKey(portal.as(bert), authenticator);
    const { id } = await ask();
    await expect(
      portal.as(bert).decideKeyReset(id, { decision: 'approve' }),
    ).rejects.toMatchObject(problem('requirement_unmet'));
    const stepUp = await signSubject(portal.as(bert), authenticator, {
      kind: 'resetKeys',
      reset: id,
    });
    await portal
      .as(bert)
      .decideKeyReset(id, { decision: 'approve' }, { stepUp });
    expect(await keysLeft()).toBe(0);
  });

  it('lets the person refuse who has lost nothing', async () => {
    const { id } = await ask();
    await dana().decideKeyReset(id, { decision: 'reject', reason: 'Not I' });
    await expect(
      portal.as(bert).decideKeyReset(id, { decision: 'approve' }),
    ).rejects.toMatchObject(problem('conflict'));
    expect(await keysLeft()).toBe(1);
  });

  it('lets only the requester withdraw', async () => {
    const { id } = await ask();
    await expect(
      portal.as(bert).decideKeyReset(id, { decision: 'withdraw' }),
    ).rejects.toMatchObject(problem('vote_refused'));
    expect(
      await portal.as(anna).decideKeyReset(id, { decision: 'withdraw' }),
    ).toMatchObject({ status: 'withdrawn' });
  });

  it('expires after 24 hours, and makes room for another request', async () => {
    const { id } = await ask();
    await expect(ask(bert)).rejects.toMatchObject(problem('conflict'));
    portal.clock.advance(DAY_MS + 1);
    await expect(
      portal.as(bert).decideKeyReset(id, { decision: 'approve' }),
    ).rejects.toMatchObject(problem('conflict'));
    expect((await portal.as(bert).listKeyResets()).items).toMatchObject([
      { id, status: 'expired' },
    ]);
    await ask(bert);
    expect(
      (await portal.as(anna).listKeyResets()).items.map(({ status }) => status),
    ).toEqual(['open', 'expired']);
  });

  it('is decided once when two decide at the same moment, and asked for once when two ask', async () => {
    const asked = await Promise.allSettled([ask(anna), ask(bert)]);
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    const [{ id, requestedBy }] = (await portal.as(anna).listKeyResets()).items;
    const other = requestedBy === anna ? bert : anna;
    const decided = await Promise.allSettled([
      portal.as(other).decideKeyReset(id, { decision: 'approve' }),
      dana().decideKeyReset(id, { decision: 'reject' }),
      portal.as(requestedBy).decideKeyReset(id, { decision: 'withdraw' }),
    ]);
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    const entries = await (
      await portal.db()
    )('audit_entries').where({ event: 'securityKey.resetDecided' });
    expect(entries).toHaveLength(1);
  });
});
