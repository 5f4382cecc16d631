import { eachDatabase, Portal } from '@backstage-vertex/testkit';
import {
  endpointAtGoogle,
  finished,
  LIVE,
  SEEDED,
  setTraffic,
  waitFor,
  writesAtGoogle,
} from '../deployments/__testUtils__/portalDriver';
import {
  ask,
  askFor,
  OPS,
  people,
  problem,
  refOf,
  RISK,
  startElection,
  vote,
} from '../__testUtils__/electionDriver';

const HOUR_MS = 3_600_000;

describe.each(eachDatabase())('approvals on %s', database => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startElection(database, {
      approvals: { count: 2, expiresAfterHours: 24, reason: false },
    });
    people(portal, { ana: [RISK], ben: [RISK], cleo: [OPS] });
  });
  afterAll(() => portal.stop());
  beforeEach(() => portal.emulator.journal.clear());

  it('keeps a request waiting, writes nothing at Google, and runs it once enough people agree', async () => {
    const { id, phase, approvalExpiresAt } = await ask(portal.as('dana'));
    expect(phase).toBe('awaitingApproval');
    expect(approvalExpiresAt).toBeDefined();
    const first = await vote(portal, 'ana', { id, reason: 'Looks fine.' });
    expect(first).toMatchObject({
      deployment: { phase: 'awaitingApproval' },
      approvals: 1,
      approvers: [refOf('ana')],
      obstacle: { code: 'alreadyApproved' },
    });
    expect(writesAtGoogle(portal)).toEqual([]);
    const second = await vote(portal, 'ben', id);
    expect(second.deployment.phase).not.toBe('awaitingApproval');
    expect((await finished(portal, id)).phase).toBe('succeeded');
    const { votes } = await portal.as('dana').getApproval(id);
    expect(votes).toMatchObject([
      { sequence: 1, voter: refOf('ana'), reason: 'Looks fine.' },
      { sequence: 2, voter: refOf('ben'), standing: 'counts' },
    ]);
  });

  it('shows a request that was accepted when other limits held, with all there is of it', async () => {
    const dana = portal.as('dana');
    const { id } = await ask(dana);
    const knex = await portal.db();
    const { request } = await knex('deployments').where({ id }).first();
    const old = {
      ...JSON.parse(request),
      reason: 'x'.repeat(5_000),
      shadow: { percent: 5 },
    };
    old.machine.tpuTopology = '2x2';
    await knex('deployments')
      .where({ id })
      .update({ request: JSON.stringify(old) });
    expect((await dana.getDeployment(id)).request).toEqual(old);
    expect((await dana.getApproval(id)).request).toEqual(old);
    await expect(dana.reviseDeployment(id, old)).rejects.toMatchObject(
      problem('invalid_request', /shadow/),
    );
    await dana.cancelDeployment(id);
  });

  it('has votes and decision in the log and on the timeline, each under the name of who voted', async () => {
    const { id } = await ask(portal.as('dana'));
    await vote(portal, 'ana', id);
    await vote(portal, 'ben', id);
    const entries = await (await portal.db())('audit_entries')
      .where({ deployment_id: id })
      .whereIn('event', ['approval.voted', 'deployment.phase'])
      .orderBy('index')
      .limit(3);
    expect(entries.map(({ event, actor }) => [event, actor])).toEqual([
      ['approval.voted', refOf('ana')],
      ['approval.voted', refOf('ben')],
      ['deployment.phase', refOf('ben')],
    ]);
    const { events } = await finished(portal, id);
    expect(events.slice(0, 4).map(({ type, phase }) => [type, phase])).toEqual([
      ['requested', 'awaitingApproval'],
      ['voted', 'awaitingApproval'],
      ['voted', 'awaitingApproval'],
      ['phaseChanged', 'queued'],
    ]);
  });

  it('ends with the first no of somebody who may approve, who says why', async () => {
    const { id } = await ask(portal.as('dana'));
    await expect(
      vote(portal, 'ana', { id, verdict: 'reject' }),
    ).rejects.toMatchObject(problem('invalid_request', /reason/));
    const { deployment } = await vote(portal, 'ana', {
      id,
      verdict: 'reject',
      reason: 'Not on a Friday.',
    });
    expect(deployment).toMatchObject({
      phase: 'rejected',
      message: `${refOf('ana')} has rejected it: Not on a Friday.`,
    });
    await expect(vote(portal, 'ben', id)).rejects.toMatchObject(
      problem('conflict'),
    );
  });

  it('counts no approval that was taken back, and lets its voter approve again', async () => {
    const { id } = await ask(portal.as('dana'));
    await vote(portal, 'ana', id);
    await vote(portal, 'ana', { id, verdict: 'withdraw' });
    await expect(
      vote(portal, 'ana', { id, verdict: 'withdraw' }),
    ).rejects.toMatchObject(problem('conflict'));
    const after = await vote(portal, 'ben', id);
    expect(after.deployment.phase).toBe('awaitingApproval');
    expect(after.votes.map(({ standing }) => standing)).toEqual([
      'replaced',
      'counts',
      'counts',
    ]);
    const again = await vote(portal, 'ana', id);
    expect(again.deployment.phase).not.toBe('awaitingApproval');
    await finished(portal, id);
  });

  it('lets its requester withdraw it, and nobody else vote on it then', async () => {
    const { id } = await ask(portal.as('dana'));
    await portal.as('dana').cancelDeployment(id);
    expect(await finished(portal, id)).toMatchObject({
      phase: 'cancelled',
      message: 'Withdrawn before it was approved.',
    });
    await expect(vote(portal, 'ana', id)).rejects.toMatchObject(
      problem('conflict'),
    );
    expect(writesAtGoogle(portal)).toEqual([]);
  });

  it('holds no place on its endpoint while it waits', async () => {
    const etag = endpointAtGoogle(portal)!.etag;
    const { id: waiting } = await askFor(
      portal.as('dana'),
      setTraffic({ [SEEDED]: 100 }, etag),
    );
    const { id } = await askFor(
      portal.as('dana'),
      setTraffic({ [SEEDED]: 100 }, etag),
    );
    await vote(portal, 'ana', id);
    await vote(portal, 'ben', id);
    expect((await finished(portal, id)).phase).toBe('succeeded');
    const { phase } = await portal.as('dana').getDeployment(waiting);
    expect(phase).toBe('awaitingApproval');
    await portal.as('dana').cancelDeployment(waiting);
    await finished(portal, waiting);
  });

  it('voids every vote when the request is changed, and keeps them in the history', async () => {
    const dana = portal.as('dana');
    const { id, intentDigest } = await ask(dana);
    await vote(portal, 'ana', id);
    const { request } = await dana.getDeployment(id);
    const revised = await dana.reviseDeployment(id, {
      ...request,
      replicas: { min: 1, max: 2 },
    } as typeof request);
    expect(revised).toMatchObject({ id, phase: 'awaitingApproval' });
    expect(revised.intentDigest).not.toBe(intentDigest);
    const after = await vote(portal, 'ben', id);
    expect(after).toMatchObject({
      deployment: { phase: 'awaitingApproval' },
      approvals: 1,
      approvers: [refOf('ben')],
      request: { replicas: { max: 2 } },
      votes: [
        { voter: refOf('ana'), standing: 'void', intentDigest },
        { voter: refOf('ben'), standing: 'counts' },
      ],
    });
    await vote(portal, 'ana', id);
    const done = await finished(portal, id);
    expect(done).toMatchObject({
      phase: 'succeeded',
      request: { replicas: { max: 2 } },
    });
  });

  it('changes nothing for a revision that is none, or that is about something else', async () => {
    const dana = portal.as('dana');
    const { id } = await ask(dana);
    const { request } = await dana.getDeployment(id);
    await expect(dana.reviseDeployment(id, request)).rejects.toMatchObject(
      problem('conflict', /Nothing would be different/),
    );
    await expect(
      dana.reviseDeployment(id, { ...request, location: 'us-central1' }),
    ).rejects.toMatchObject(problem('invalid_request', /body.location/));
    await dana.cancelDeployment(id);
    await finished(portal, id);
  });

  it('is void when its time is over, and the time for the work begins with the approval', async () => {
    const { id } = await ask(portal.as('dana'));
    const { id: late } = await ask(portal.as('dana'));
    await vote(portal, 'ana', late);
    portal.clock.advance(23 * HOUR_MS);
    await vote(portal, 'ana', id);
    await vote(portal, 'ben', id);
    expect((await finished(portal, id)).phase).toBe('succeeded');
    portal.clock.advance(HOUR_MS);
    await expect(vote(portal, 'ben', late)).rejects.toMatchObject(
      problem('conflict'),
    );
    const ended = await waitFor(
      portal,
      late,
      ({ phase }) => phase === 'expired',
    );
    expect(ended.message).toBe('Not approved in time.');
  });

  it('shows people what waits for them, and no more than that', async () => {
    const { id } = await ask(portal.as('dana'));
    const waiting = async (name: string) =>
      (await portal.as(name).listApprovals({ show: 'waitingForMe' })).items.map(
        ({ deployment }) => deployment.id,
      );
    expect(await waiting(refOf('ana'))).toContain(id);
    expect(await waiting('dana')).toEqual([]);
    expect(await waiting(refOf('cleo'))).toEqual([]);
    await vote(portal, 'ana', id);
    expect(await waiting(refOf('ana'))).not.toContain(id);
    expect(await waiting(refOf('ben'))).toContain(id);
    const open = await portal.as('dana').listApprovals({ show: 'open' });
    expect(
      open.items.find(({ deployment }) => deployment.id === id),
    ).toMatchObject({ approvals: 1, requirement: { count: 2 } });
    await vote(portal, 'ben', { id, verdict: 'reject', reason: 'No.' });
    const decided = await portal
      .as('victor')
      .listApprovals({ show: 'decided', environment: 'dev' });
    expect(decided.items[0].deployment).toMatchObject({ id });
  });

  it('pages through what waits', async () => {
    const ids = [];
    for (let i = 0; i < 3; i++) {
      ids.unshift((await ask(portal.as('dana'))).id);
    }
    const ana = portal.as(refOf('ana'));
    const first = await ana.listApprovals({ show: 'waitingForMe', limit: 2 });
    const second = await ana.listApprovals({
      show: 'waitingForMe',
      limit: 1,
      cursor: first.nextCursor,
    });
    expect(
      [...first.items, ...second.items].map(({ deployment }) => deployment.id),
    ).toEqual(ids);
    await Promise.all(ids.map(id => portal.as('dana').cancelDeployment(id)));
  });

  it('compares what is asked for with what runs, for whoever may read it', async () => {
    const { id } = await askFor(portal.as('dana'), {
      action: 'deployment.create',
      environment: LIVE.environment,
      location: LIVE.location,
      model: { id: '7001' },
      endpoint: { kind: 'existing', id: LIVE.endpoint },
      machine: { machineType: 'n1-standard-4' },
      replicas: { min: 1, max: 1 },
    });
    const comparison = await portal.as(refOf('ana')).compareApproval(id);
    expect(comparison.stale).toBeUndefined();
    expect(comparison.changes).toContainEqual(
      expect.objectContaining({ field: 'machineType', after: 'n1-standard-4' }),
    );
    await portal.as('dana').cancelDeployment(id);
    await finished(portal, id);
  });

  it('refuses to approve what has changed at Google since it was asked for, until its requester looks again', async () => {
    const dana = portal.as('dana');
    const { id } = await askFor(dana, {
      action: 'deployment.create',
      environment: LIVE.environment,
      location: LIVE.location,
      model: { id: '7001' },
      endpoint: { kind: 'existing', id: LIVE.endpoint },
      machine: { machineType: 'n1-standard-2' },
      replicas: { min: 1, max: 1 },
    });
    await vote(portal, 'ana', id);
    const endpoint = portal.emulator.state.endpoints.get(
      `projects/100000000001/locations/europe-west4/endpoints/${LIVE.endpoint}`,
    )!;
    endpoint.etag = 'changed';
    await expect(vote(portal, 'ben', id)).rejects.toMatchObject(
      problem('etag_mismatch'),
    );
    expect((await dana.getApproval(id)).votes).toHaveLength(1);
    const { request } = await dana.getDeployment(id);
    await dana.reviseDeployment(id, request);
    await vote(portal, 'ana', id);
    await vote(portal, 'ben', id);
    expect((await finished(portal, id)).phase).toBe('succeeded');
  });
});
