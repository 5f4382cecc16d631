import { randomUUID } from 'node:crypto';
import {
  Portal,
  registerKey,
  signSubject,
  SoftwareAuthenticator,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import { mockCredentials } from '@backstage/backend-test-utils';
import notificationsBackend from '@backstage/plugin-notifications-backend';
import plugin from '..';
import { deployTo } from '../deployments/__testUtils__/portalDriver';

const APPROVERS = ['group:default/ml-approvers'];
const FIREFIGHTER = 'user:default/firefighter';
const [ANNA, BERT] = ['user:default/anna', 'user:default/bert'];
const request = deployTo('new', { reason: 'The old model burns money.' });

interface Notice {
  title: string;
  description: string;
  severity: string;
  link: string;
}

describe('Backstage’s own notifications', () => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startPortal({
      features: [plugin, notificationsBackend],
      configure: ({ vertexAi }) => {
        const { environments } = vertexAi;
        vertexAi.administrators = { users: [ANNA, BERT] };
        environments.dev.requires = {
          'deployment.create': { approvals: { count: 1, from: APPROVERS } },
        };
        environments.dev.access.approver = { groups: APPROVERS };
        environments.dev.access.breakGlass = { users: [FIREFIGHTER] };
        environments.dev.access.deployer = {
          groups: ['group:default/ml-deployers'],
          users: [FIREFIGHTER],
        };
      },
    });
    portal.org.addUser(FIREFIGHTER);
  });
  afterEach(() => portal.stop());

  /** As the page Notifications shows them to the person. */
  const inboxOf = async (person: string): Promise<Notice[]> => {
    const token = mockCredentials.user.token(portal.org.refOf(person));
    const answer = await fetch(
      `${portal.url}/api/notifications/notifications`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const { notifications } = await answer.json();
    return notifications.map(({ payload }: { payload: Notice }) => payload);
  };
  const told = (person: string, title: RegExp) =>
    until(`${person} is told`, async () =>
      (await inboxOf(person)).find(notice => title.test(notice.title)),
    );
  const audited = (eventId: string) =>
    until(`the auditor is told of ${eventId}`, () =>
      portal.logs.find(
        ({ meta }) => meta.isAuditEvent && meta.eventId === eventId,
      ),
    );

  it('tell approvers and auditors of a broken glass, and Backstage’s auditor that it is critical', async () => {
    const { id } = await portal
      .as(FIREFIGHTER)
      .breakGlass(request, randomUUID());
    const notice = {
      title: expect.stringMatching(/^Without approval, in an emergency: /),
      description: `${FIREFIGHTER} in dev: The old model burns money.`,
      severity: 'critical',
      link: `/vertex-ai/approvals/${id}`,
    };
    for (const person of ['amir', 'sofia']) {
      expect(await told(person, /emergency/)).toMatchObject(notice);
    }
    // Who did it knows, and the rest is not asked.
    for (const person of [FIREFIGHTER, 'dana', 'victor']) {
      expect(await inboxOf(person)).toEqual([]);
    }
    expect((await audited('deployment-glass-broken')).meta).toMatchObject({
      severityLevel: 'critical',
      meta: { actor: FIREFIGHTER, deploymentId: id },
    });
  });

  it('tell approvers of a request, and who asked of the decision', async () => {
    const { id, intentDigest } = await portal
      .as('dana')
      .createDeployment(request, randomUUID());
    expect(await told('amir', /^Waits for your approval/)).toMatchObject({
      link: `/vertex-ai/approvals/${id}`,
      severity: 'normal',
    });
    expect(await inboxOf('victor')).toEqual([]);
    await portal
      .as('amir')
      .vote(id, { verdict: 'reject', intentDigest, reason: 'Not today.' });
    expect(await told('dana', /: rejected$/)).toMatchObject({
      severity: 'high',
    });
  });

  it('tell the owner of security keys what was registered, removed and locked', async () => {
    const dana = portal.as('dana');
    const authenticator = new SoftwareAuthenticator();
    await registerKey(dana, authenticator);
    expect(await told('dana', /^A security key was added/)).toMatchObject({
      severity: 'high',
      link: '/vertex-ai/security-keys',
    });
    const second = new SoftwareAuthenticator();
    const key = await registerKey(dana, second, { vouchedBy: authenticator });
    await dana.removeSecurityKey(key.id);
    await told('dana', /^A security key was removed/);
    const [{ id }] = (await dana.listSecurityKeys()).items;
    const subject = { kind: 'removeKey' as const, key: id };
    await signSubject(dana, authenticator, subject);
    authenticator.counter = 0;
    await expect(
      signSubject(dana, authenticator, subject),
    ).rejects.toMatchObject({ problem: { code: 'step_up_refused' } });
    await told('dana', /is locked$/);
    expect(await inboxOf('amir')).toEqual([]);
  });

  it('tell the owner of security keys who has asked for their removal, and that they are gone', async () => {
    [ANNA, BERT].forEach(person => portal.org.addUser(person));
    await registerKey(portal.as('dana'), new SoftwareAuthenticator());
    const { id } = await portal.as(ANNA).requestKeyReset({
      person: portal.org.refOf('dana'),
      reason: 'She has lost it',
    });
    expect(await told('dana', /removal .* was asked for$/)).toMatchObject({
      description: expect.stringContaining(`${ANNA} says: She has lost it`),
      severity: 'high',
    });
    await portal
      .as(BERT)
      .decideKeyReset(id, { decision: 'approve', reason: 'Spoke to her' });
    expect(await told('dana', /were removed$/)).toMatchObject({
      description: expect.stringContaining(`${BERT} agreed`),
    });
  });
});
