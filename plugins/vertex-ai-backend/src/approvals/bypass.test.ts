import { eachDatabase, Portal, until } from '@backstage-vertex/testkit';
import {
  ask,
  people,
  problem,
  refOf,
  RISK,
  startElection,
  vote,
} from '../__testUtils__/electionDriver';
import {
  deployTo,
  finished,
  waitFor,
  writesAtGoogle,
} from '../deployments/__testUtils__/portalDriver';

const DEPLOYERS = 'group:default/ml-deployers';
const CI = 'external:ci';
const CI_TEAM = 'group:default/ci-team';
/** With the namespace and the slash 127 bytes, which is the longest subject that Google takes. */
const LONGEST = 'x'.repeat(127 - 'user:default/'.length);

/** @returns what restores it */
async function endAccessOf(portal: Portal, name: string) {
  const { id } = await portal.as('sofia').endAccess({
    scope: { kind: 'actor', actor: refOf(name), environment: 'dev' },
    reason: 'stolen key',
  });
  return () => portal.as('sofia').restoreAccess(id, { reason: 'it is back' });
}

describe.each(eachDatabase())(
  'who wants round the approvals on %s',
  database => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startElection(database, {
        approvals: { count: 2 },
        services: { [CI]: { operatedBy: [CI_TEAM] } },
      });
      people(portal, {
        ana: [RISK],
        ben: [RISK],
        cleo: [RISK],
        both: [RISK, DEPLOYERS],
        operator: [RISK, CI_TEAM],
        outsider: [],
        [LONGEST]: [RISK],
      });
    });
    afterAll(() => portal.stop());
    beforeEach(() => portal.emulator.journal.clear());

    const isOpen = async (id: string) =>
      (await portal.as('dana').getDeployment(id)).phase === 'awaitingApproval';

    it('refuses a requester who approves their own request', async () => {
      const { id } = await ask(portal.as(refOf('both')));
      await expect(vote(portal, 'both', id)).rejects.toMatchObject(
        problem('vote_refused', /your own request/),
      );
      expect(await isOpen(id)).toBe(true);
    });

    it('refuses a requester who has joined the approvers after asking', async () => {
      const { id } = await ask(portal.as('dana'));
      portal.org.join('dana', RISK);
      await expect(vote(portal, 'dana.deployer', id)).rejects.toMatchObject(
        problem('vote_refused', /your own request/),
      );
      portal.org.leave('dana', RISK);
    });

    it('takes the requester for the same person under the name in capitals', async () => {
      const { id } = await ask(portal.as(refOf('both')));
      people(portal, { BOTH: [RISK] });
      await expect(vote(portal, 'BOTH', id)).rejects.toMatchObject(
        problem('vote_refused', /your own request/),
      );
      portal.org.removeUser(refOf('BOTH'));
    });

    it('counts one person once who votes under two spellings of the name', async () => {
      const { id } = await ask(portal.as('dana'));
      people(portal, { ANA: [RISK] });
      await vote(portal, 'ana', id);
      await expect(vote(portal, 'ANA', id)).rejects.toMatchObject(
        problem('conflict', /already/),
      );
      portal.org.removeUser(refOf('ANA'));
    });

    it('takes a look-alike of an approver for nobody but itself', async () => {
      const { id } = await ask(portal.as('dana'));
      people(portal, { 'a-na': [], 'ana.': [] });
      await expect(vote(portal, 'a-na', id)).rejects.toMatchObject(
        problem('role_missing'),
      );
      await expect(vote(portal, 'ana.', id)).rejects.toMatchObject(
        problem('role_missing'),
      );
    });

    it('refuses who operates the service that asks, and takes anybody else', async () => {
      const { id } = await ask(portal.asService(CI));
      await expect(vote(portal, 'operator', id)).rejects.toMatchObject(
        problem('vote_refused', /You operate external:ci/),
      );
      expect((await vote(portal, 'ana', id)).approvers).toEqual([refOf('ana')]);
    });

    it('counts an approver no more who has come to operate the service in between', async () => {
      const { id } = await ask(portal.asService(CI));
      await vote(portal, 'ana', id);
      portal.org.join(refOf('ana'), CI_TEAM);
      const after = await vote(portal, 'ben', id);
      expect(after).toMatchObject({
        deployment: { phase: 'awaitingApproval' },
        approvers: [refOf('ben')],
      });
      portal.org.leave(refOf('ana'), CI_TEAM);
    });

    it('takes no vote of a service', async () => {
      const { id, intentDigest } = await ask(portal.as('dana'));
      await expect(
        portal.asService(CI).vote(id, { verdict: 'approve', intentDigest }),
      ).rejects.toMatchObject(problem('vote_refused', /only people approve/));
    });

    it('refuses who is in none of the groups, also with the role', async () => {
      const { id } = await ask(portal.as('dana'));
      people(portal, { ops: ['group:default/ops'] });
      await expect(vote(portal, 'ops', id)).rejects.toMatchObject(
        problem('vote_refused', /members of group:default\/risk/),
      );
      await expect(vote(portal, 'outsider', id)).rejects.toMatchObject(
        problem('role_missing'),
      );
    });

    it('counts an approver who has left the group before the last vote no more', async () => {
      const { id } = await ask(portal.as('dana'));
      await vote(portal, 'ana', id);
      portal.org.leave(refOf('ana'), RISK);
      const after = await vote(portal, 'ben', id);
      expect(after).toMatchObject({
        deployment: { phase: 'awaitingApproval' },
        approvers: [refOf('ben')],
        votes: [{ standing: 'left' }, { standing: 'counts' }],
      });
      portal.org.join(refOf('ana'), RISK);
    });

    it('counts nobody who has left the company', async () => {
      people(portal, { gone: [RISK] });
      const { id } = await ask(portal.as('dana'));
      await vote(portal, 'gone', id);
      portal.org.removeUser(refOf('gone'));
      const after = await vote(portal, 'ben', id);
      expect(after).toMatchObject({
        deployment: { phase: 'awaitingApproval' },
        approvers: [refOf('ben')],
      });
    });

    it.each(['approve', 'reject', 'withdraw'] as const)(
      'refuses to %s to who has had their access ended, and takes it when it is restored',
      async verdict => {
        const { id } = await ask(portal.as('dana'));
        await vote(portal, 'ben', id);
        await vote(portal, 'ben', { id, verdict: 'withdraw' });
        await vote(portal, 'ana', id);
        const restore = await endAccessOf(portal, 'ana');
        const ballot = { id, verdict, reason: 'Because.' };
        await expect(vote(portal, 'ana', ballot)).rejects.toMatchObject(
          problem('access_ended', /stolen key/),
        );
        expect((await portal.as('dana').getApproval(id)).votes).toHaveLength(3);
        await restore();
        await expect(
          vote(portal, 'ana', { ...ballot, verdict: 'reject' }),
        ).resolves.toMatchObject({ deployment: { phase: 'rejected' } });
      },
    );

    it('counts the vote of somebody no more whose access was ended before the last vote', async () => {
      const { id } = await ask(portal.as('dana'));
      await vote(portal, 'ana', id);
      const restore = await endAccessOf(portal, 'ana');
      expect(await vote(portal, 'ben', id)).toMatchObject({
        deployment: { phase: 'awaitingApproval' },
        approvers: [refOf('ben')],
        votes: [{ standing: 'left' }, { standing: 'counts' }],
      });
      await restore();
    });

    it.each<[string, (portal: Portal) => Promise<() => unknown>]>([
      ['access was ended', it => endAccessOf(it, 'ana')],
      [
        'groups were left',
        async ({ org }) => {
          org.leave(refOf('ana'), RISK);
          return () => org.join(refOf('ana'), RISK);
        },
      ],
    ])(
      'writes nothing for the vote of somebody whose %s between the last count and the first write',
      async (_, change) => {
        const { id } = await ask(portal.as('dana'));
        await vote(portal, 'ana', id);
        const { scenarios } = portal.emulator;
        // The votes are counted by then, and the decision waits for Google.
        scenarios.add({
          match: { service: 'aiplatform' },
          effect: 'slow',
          delayMs: 2_000,
        });
        const voting = vote(portal, 'ben', id);
        await until(
          'the look at Google',
          () => scenarios.pending().length === 0,
        );
        const undo = await change(portal);
        expect((await voting).deployment.phase).not.toBe('awaitingApproval');
        expect(await finished(portal, id)).toMatchObject({
          phase: 'failed',
          problem: { code: 'requirement_unmet' },
        });
        expect(writesAtGoogle(portal)).toEqual([]);
        await undo();
      },
    );

    it('refuses a vote on what the request was before it was changed', async () => {
      const dana = portal.as('dana');
      const { id, intentDigest } = await ask(dana);
      await dana.reviseDeployment(id, deployTo('new', { trafficPercent: 0 }));
      await expect(
        portal.as(refOf('ana')).vote(id, { verdict: 'approve', intentDigest }),
      ).rejects.toMatchObject(problem('conflict', /was changed since/));
    });

    it('counts nobody twice', async () => {
      const { id } = await ask(portal.as('dana'));
      await vote(portal, 'ana', id);
      await expect(vote(portal, 'ana', id)).rejects.toMatchObject(
        problem('conflict', /already/),
      );
      expect(await isOpen(id)).toBe(true);
    });

    it('counts one person once who votes ten times at the same moment', async () => {
      const { id, intentDigest } = await ask(portal.as('dana'));
      const ana = portal.as(refOf('ana'));
      const answers = await Promise.allSettled(
        Array.from({ length: 10 }, () =>
          ana.vote(id, { verdict: 'approve', intentDigest }),
        ),
      );
      expect(
        answers.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(1);
      expect((await ana.getApproval(id)).votes).toHaveLength(1);
      expect(await isOpen(id)).toBe(true);
    });

    const bothApprove = (id: string, intentDigest: string) =>
      Promise.allSettled(
        ['ana', 'ben'].map(name =>
          portal.as(refOf(name)).vote(id, { verdict: 'approve', intentDigest }),
        ),
      );

    it('loses none of those who vote at the same moment, and approves once', async () => {
      for (let round = 0; round < 5; round++) {
        const { id, intentDigest } = await ask(portal.as('dana'));
        const answers = await bothApprove(id, intentDigest);
        expect(answers.map(({ status }) => status)).toEqual([
          'fulfilled',
          'fulfilled',
        ]);
        const { votes } = await portal.as('dana').getApproval(id);
        expect(votes.map(({ sequence }) => sequence)).toEqual([1, 2]);
        expect(new Set(votes.map(({ voter }) => voter)).size).toBe(2);
        const { events } = await waitFor(
          portal,
          id,
          ({ phase }) => phase !== 'awaitingApproval',
        );
        expect(
          events.filter(
            ({ type, phase }) => type === 'phaseChanged' && phase === 'queued',
          ),
        ).toHaveLength(1);
      }
    });

    it('decides once between a yes and a no at the same moment', async () => {
      const { id, intentDigest } = await ask(portal.as('dana'));
      await vote(portal, 'ana', id);
      const answers = await Promise.allSettled([
        portal.as(refOf('ben')).vote(id, { verdict: 'approve', intentDigest }),
        portal
          .as(refOf('ana'))
          .vote(id, { verdict: 'reject', intentDigest, reason: 'No.' }),
      ]);
      expect(
        answers.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(1);
      expect((await portal.as('dana').getApproval(id)).votes).toHaveLength(2);
    });

    it('takes either the change of a request or the vote that comes with it, never both', async () => {
      const dana = portal.as('dana');
      const { id, intentDigest } = await ask(dana);
      await vote(portal, 'ana', id);
      const [revised, voted] = await Promise.allSettled([
        dana.reviseDeployment(id, deployTo('new', { trafficPercent: 0 })),
        portal.as(refOf('ben')).vote(id, { verdict: 'approve', intentDigest }),
      ]);
      expect(new Set([revised.status, voted.status]).size).toBe(2);
    });

    it('refuses a vote on what has ended', async () => {
      const { id } = await ask(portal.as('dana'));
      await vote(portal, 'ana', id);
      await vote(portal, 'ben', id);
      await finished(portal, id);
      await expect(vote(portal, 'cleo', id)).rejects.toMatchObject(
        problem('conflict', /no more/),
      );
    });

    it('lets nobody else change or withdraw a request', async () => {
      const { id } = await ask(portal.as('dana'));
      await expect(
        portal
          .as(refOf('both'))
          .reviseDeployment(id, deployTo('new', { trafficPercent: 0 })),
      ).rejects.toMatchObject(problem('forbidden'));
      await expect(
        portal.as(refOf('ana')).cancelDeployment(id),
      ).rejects.toMatchObject(problem('role_missing'));
    });

    it('takes the vote of a person with the longest name that Google takes', async () => {
      const { id } = await ask(portal.as('dana'));
      expect((await vote(portal, LONGEST, id)).approvers).toEqual([
        refOf(LONGEST),
      ]);
    });

    it('has a history that nobody can change, not even with the database in hand', async () => {
      const { id } = await ask(portal.as('dana'));
      await vote(portal, 'ana', id);
      const knex = await portal.db();
      await expect(
        knex('approval_votes')
          .where({ deployment_id: id })
          .update({ voter: 'x' }),
      ).rejects.toThrow(/append-only/);
      await expect(
        knex('approval_votes').where({ deployment_id: id }).delete(),
      ).rejects.toThrow(/append-only/);
    });

    it('refuses to carry out what somebody has put among the approved behind our back', async () => {
      const { id } = await ask(portal.as('dana'));
      await vote(portal, 'ana', id);
      const knex = await portal.db();
      await knex('deployments').where({ id }).update({
        phase: 'queued',
        lock_key: id,
        next_run_at_ms: 0,
      });
      const ended = await finished(portal, id);
      expect(ended).toMatchObject({
        phase: 'failed',
        problem: { code: 'requirement_unmet' },
      });
      expect(writesAtGoogle(portal)).toEqual([]);
    });
  },
);
