import { eachDatabase, Portal, signSubject } from '@backstage-vertex/testkit';
import {
  ask,
  askFor,
  keyFor,
  people,
  problem,
  refOf,
  RISK,
  signVote,
  startElection,
  vote,
} from '../__testUtils__/electionDriver';
import { deployTo, finished } from '../deployments/__testUtils__/portalDriver';

const REQUIRED = { hardware: true, maxAgeSeconds: 60 };

describe.each(eachDatabase())('approvals that are signed, on %s', database => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await startElection(database, {
      approvals: { count: 1, stepUp: REQUIRED, reason: true },
    });
    people(portal, { ana: [RISK], ben: [RISK] });
  });
  afterEach(() => portal.stop());

  const reason = 'Reviewed.';

  it('take effect with the signature over exactly this vote, which is kept as evidence', async () => {
    const ana = portal.as(refOf('ana'));
    const key = await keyFor(ana);
    const { id } = await ask(portal.as('dana'));
    await expect(vote(portal, 'ana', { id, reason })).rejects.toMatchObject(
      problem('requirement_unmet', /signature/),
    );
    const stepUp = await signVote(ana, key, { id, reason });
    const { votes } = await vote(portal, 'ana', { id, reason, stepUp });
    expect((await finished(portal, id)).phase).toBe('succeeded');
    const evidence = await portal
      .as(refOf('ana'))
      .getStepUpEvidence(votes[0].evidenceId!);
    expect(evidence.actor).toBe(refOf('ana'));
    expect(JSON.parse(evidence.intent)).toMatchObject({
      type: 'backstage-vertex-ai/vote',
      deployment: id,
      verdict: 'approve',
      reason,
    });
  });

  it('want a reason, and the one that was signed', async () => {
    const ana = portal.as(refOf('ana'));
    const key = await keyFor(ana);
    const { id } = await ask(portal.as('dana'));
    await expect(vote(portal, 'ana', id)).rejects.toMatchObject(
      problem('invalid_request', /wants to know why/),
    );
    const stepUp = await signVote(ana, key, { id, reason });
    await expect(
      vote(portal, 'ana', { id, reason: 'Another.', stepUp }),
    ).rejects.toMatchObject(problem('step_up_refused', /differs/));
  });

  it('refuse the signature of somebody else, one over another request, and one that was used', async () => {
    const ana = portal.as(refOf('ana'));
    const key = await keyFor(ana);
    const { id } = await ask(portal.as('dana'));
    const { id: other } = await ask(portal.as('dana'));
    const stepUp = await signVote(ana, key, { id, reason });
    await expect(
      vote(portal, 'ben', { id, reason, stepUp }),
    ).rejects.toMatchObject(problem('step_up_refused'));
    await expect(
      vote(portal, 'ana', { id: other, reason, stepUp }),
    ).rejects.toMatchObject(problem('step_up_refused'));
    await vote(portal, 'ana', { id, reason, stepUp });
    await finished(portal, id);
    await expect(
      vote(portal, 'ana', { id: other, reason, stepUp }),
    ).rejects.toMatchObject(problem('step_up_refused', /used already/));
  });

  it('are answered again as they were when the answer was lost, and counted once', async () => {
    const ana = portal.as(refOf('ana'));
    const key = await keyFor(ana);
    const { id } = await ask(portal.as('dana'));
    const stepUp = await signVote(ana, key, { id, reason });
    const first = await vote(portal, 'ana', { id, reason, stepUp });
    const [again, atOnce] = await Promise.all([
      vote(portal, 'ana', { id, reason, stepUp }),
      vote(portal, 'ana', { id, reason, stepUp }),
    ]);
    expect(again.votes).toEqual(first.votes);
    expect(atOnce.votes).toEqual(first.votes);
    await finished(portal, id);
    expect((await vote(portal, 'ana', { id, reason, stepUp })).votes).toEqual(
      first.votes,
    );
    const voted = await (
      await portal.db()
    )('audit_entries').where({
      deployment_id: id,
      event: 'approval.voted',
    });
    expect(voted).toHaveLength(1);
  });

  it('come through once of two that are sent at the same moment, and both are told so', async () => {
    const ana = portal.as(refOf('ana'));
    const key = await keyFor(ana);
    const { id } = await ask(portal.as('dana'));
    const stepUp = await signVote(ana, key, { id, reason });
    const answers = await Promise.all(
      [1, 2, 3].map(() => vote(portal, 'ana', { id, reason, stepUp })),
    );
    expect(answers.map(({ votes }) => votes.length)).toEqual([1, 1, 1]);
  });

  it('refuse another vote on a signature that was used, also on the same request', async () => {
    const ana = portal.as(refOf('ana'));
    const key = await keyFor(ana);
    const { id } = await ask(portal.as('dana'));
    const stepUp = await signVote(ana, key, { id, reason });
    await vote(portal, 'ana', { id, reason, stepUp });
    await finished(portal, id);
    await expect(
      vote(portal, 'ana', { id, reason: 'Another.', stepUp }),
    ).rejects.toMatchObject(problem('conflict'));
    await expect(
      vote(portal, 'ana', { id, verdict: 'reject', reason, stepUp }),
    ).rejects.toMatchObject(problem('conflict'));
    await expect(
      vote(portal, 'ben', { id, reason, stepUp }),
    ).rejects.toMatchObject(problem('conflict'));
  });

  it('refuse a passkey that a cloud may copy where a hardware key is demanded', async () => {
    const ana = portal.as(refOf('ana'));
    const key = await keyFor(ana, { synced: true });
    const { id } = await ask(portal.as('dana'));
    const stepUp = await signVote(ana, key, { id, reason });
    await expect(
      vote(portal, 'ana', { id, reason, stepUp }),
    ).rejects.toMatchObject(problem('requirement_unmet'));
  });

  it('need no key to say no', async () => {
    const { id } = await ask(portal.as('dana'));
    const { deployment } = await vote(portal, 'ana', {
      id,
      verdict: 'reject',
      reason: 'No.',
    });
    expect(deployment.phase).toBe('rejected');
  });

  it('are nothing to sign once the request was changed', async () => {
    const ana = portal.as(refOf('ana'));
    const key = await keyFor(ana);
    const { id, intentDigest } = await ask(portal.as('dana'));
    const stepUp = await signVote(ana, key, { id, reason });
    await portal
      .as('dana')
      .reviseDeployment(id, deployTo('new', { trafficPercent: 0 }));
    await expect(
      signVote(ana, key, { id, reason, intentDigest }),
    ).rejects.toMatchObject(problem('conflict'));
    await expect(
      vote(portal, 'ana', { id, reason, stepUp }),
    ).rejects.toMatchObject(problem('step_up_refused'));
  });
});

describe.each(eachDatabase())(
  'requests that are signed and approved, on %s',
  database => {
    let portal: Portal;

    beforeEach(async () => {
      portal = await startElection(database, {
        approvals: { count: 1 },
        stepUp: REQUIRED,
      });
      people(portal, { ana: [RISK] });
    });
    afterEach(() => portal.stop());

    it('wait for approval once they are signed, and the signature does not grow old meanwhile', async () => {
      const dana = portal.as('dana');
      const key = await keyFor(dana);
      const request = deployTo('new');
      await expect(askFor(dana, request)).rejects.toMatchObject(
        problem('requirement_unmet'),
      );
      const stepUp = await signSubject(dana, key, {
        kind: 'deployment',
        request,
      });
      const { id, phase } = await askFor(dana, request, stepUp);
      expect(phase).toBe('awaitingApproval');
      portal.clock.advance(3_600_000);
      await vote(portal, 'ana', id);
      const deployment = await finished(portal, id);
      expect(deployment.phase).toBe('succeeded');
      expect(
        await dana.getStepUpEvidence(deployment.evidenceId!),
      ).toMatchObject({
        actor: deployment.requestedBy,
        intentDigest: deployment.intentDigest,
      });
    });

    it('have to be signed anew when they are changed', async () => {
      const dana = portal.as('dana');
      const key = await keyFor(dana);
      const request = deployTo('new');
      const { id } = await askFor(
        dana,
        request,
        await signSubject(dana, key, { kind: 'deployment', request }),
      );
      const changed = deployTo('new', { trafficPercent: 0 });
      await expect(dana.reviseDeployment(id, changed)).rejects.toMatchObject(
        problem('requirement_unmet'),
      );
      await dana.reviseDeployment(id, changed, {
        stepUp: await signSubject(dana, key, {
          kind: 'deployment',
          request: changed,
        }),
      });
      await vote(portal, 'ana', id);
      expect((await finished(portal, id)).phase).toBe('succeeded');
    });
  },
);
