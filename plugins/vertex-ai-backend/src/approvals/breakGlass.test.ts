import { randomUUID } from 'node:crypto';
import { eachDatabase, Portal, signSubject } from '@backstage-vertex/testkit';
import {
  EMERGENCY,
  keyFor,
  people,
  problem,
  refOf,
  RISK,
  startElection,
} from '../__testUtils__/electionDriver';
import { deployTo, finished } from '../deployments/__testUtils__/portalDriver';

const AUDITORS = 'group:default/ml-auditors';
const request = deployTo('new', { reason: 'The old model burns money.' });

describe.each(eachDatabase())('breaking the glass on %s', database => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startElection(database, { stepUp: { hardware: true } });
    people(portal, {
      firefighter: ['group:default/ml-deployers', EMERGENCY, AUDITORS],
      ana: [RISK],
    });
  });
  afterEach(() => portal.stop());

  async function breakGlass(): Promise<string> {
    const client = portal.as(refOf('firefighter'));
    const key = await keyFor(client);
    const stepUp = await signSubject(client, key, {
      kind: 'breakGlass',
      request,
    });
    const { id } = await client.breakGlass(request, randomUUID(), { stepUp });
    return id;
  }

  it('skips the approvals, and leaves a review that is open until somebody else closes it', async () => {
    const id = await breakGlass();
    expect(await finished(portal, id)).toMatchObject({
      phase: 'succeeded',
      breakGlass: true,
    });
    const sofia = portal.as('sofia');
    const open = await sofia.listApprovals({ show: 'openReviews' });
    expect(open.items).toMatchObject([
      {
        deployment: { id },
        review: {
          requestedBy: refOf('firefighter'),
          reason: 'The old model burns money.',
        },
      },
    ]);
    await expect(
      portal
        .as(refOf('firefighter'))
        .closeReview(id, { verdict: 'justified', comment: 'I was right.' }),
    ).rejects.toMatchObject(problem('vote_refused', /somebody else/));
    await expect(
      portal
        .as(refOf('ana'))
        .closeReview(id, { verdict: 'justified', comment: 'Fine.' }),
    ).rejects.toMatchObject(problem('role_missing'));
    const { review } = await sofia.closeReview(id, {
      verdict: 'unjustified',
      comment: 'Ana was at her desk.',
    });
    expect(review).toMatchObject({
      closedBy: portal.org.refOf('sofia'),
      verdict: 'unjustified',
    });
    await expect(
      sofia.closeReview(id, { verdict: 'justified', comment: 'Or not.' }),
    ).rejects.toMatchObject(problem('conflict'));
    expect((await sofia.listApprovals({ show: 'openReviews' })).items).toEqual(
      [],
    );
    expect((await sofia.listApprovals({ show: 'reviews' })).items).toHaveLength(
      1,
    );
  });

  it('lets nobody close the review whose access was ended', async () => {
    const id = await breakGlass();
    people(portal, { audrey: [AUDITORS] });
    await portal.as('sofia').endAccess({
      scope: { kind: 'actor', actor: refOf('audrey') },
      reason: 'left',
    });
    const audrey = portal.as(refOf('audrey'));
    await expect(
      audrey.closeReview(id, { verdict: 'justified', comment: 'Fine.' }),
    ).rejects.toMatchObject(problem('access_ended'));
    const { review } = await audrey.getApproval(id);
    expect(review?.closedBy).toBeUndefined();
  });

  it('is in the log by an event of its own, with who and why', async () => {
    const id = await breakGlass();
    const [entry] = await (
      await portal.db()
    )('audit_entries').where({
      deployment_id: id,
      event: 'deployment.glassBroken',
    });
    expect(entry.actor).toBe(refOf('firefighter'));
    expect(JSON.parse(entry.detail)).toMatchObject({
      reason: 'The old model burns money.',
    });
    await finished(portal, id);
  });

  it('never skips the signature, and takes none that was made for an ordinary request', async () => {
    const client = portal.as(refOf('firefighter'));
    await expect(
      client.breakGlass(request, randomUUID()),
    ).rejects.toMatchObject(problem('requirement_unmet'));
    const key = await keyFor(client);
    const stepUp = await signSubject(client, key, {
      kind: 'deployment',
      request,
    });
    await expect(
      client.breakGlass(request, randomUUID(), { stepUp }),
    ).rejects.toMatchObject(problem('step_up_refused'));
  });

  it('wants to know why', async () => {
    await expect(
      portal
        .as(refOf('firefighter'))
        .breakGlass(deployTo('new', { reason: '  ' }), randomUUID()),
    ).rejects.toMatchObject(problem('invalid_request', /says why/));
  });

  it('is for those who have the right, not for every deployer', async () => {
    await expect(
      portal.as('dana').breakGlass(request, randomUUID()),
    ).rejects.toMatchObject(problem('role_missing', /breakGlass/));
  });

  it('changes nothing for what did not go without approvals', async () => {
    const dana = portal.as('dana');
    const key = await keyFor(dana);
    const { id } = await dana.createDeployment(request, randomUUID(), {
      stepUp: await signSubject(dana, key, { kind: 'deployment', request }),
    });
    await expect(
      portal
        .as('sofia')
        .closeReview(id, { verdict: 'justified', comment: 'Fine.' }),
    ).rejects.toMatchObject(problem('not_found'));
  });
});
