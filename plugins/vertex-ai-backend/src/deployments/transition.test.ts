import {
  effectKinds,
  isFinal,
  Problem,
  TrafficSplit,
} from '@backstage-vertex/plugin-vertex-ai-common';
import fc from 'fast-check';
import { VertexAiError } from '../core';
import { canonicalIntent } from './intent';
import type {
  DeploymentState,
  EndpointView,
  FixedRequest,
  MachineEvent,
  Step,
} from './model';
import { Luck, PretendGoogle } from './__testUtils__/PretendGoogle';
import {
  deployRequest,
  NEW_MODEL,
  queued,
  trafficRequest,
  undeployRequest,
} from './__testUtils__/states';
import { cancellable, transition } from './transition';

const twoModels: EndpointView = {
  displayName: 'fraud-live',
  etag: 'etag-1',
  trafficSplit: { '1': 70, '2': 30 },
  deployedModels: ['1', '2'].map(id => ({
    id,
    modelId: '7001',
    modelVersionId: '1',
    displayName: 'fraud-score',
  })),
};
const onNew = deployRequest({
  endpoint: { kind: 'new', displayName: 'fresh' },
});

/** Runs the machine against the model of Google, with one piece of luck for each exchange, until it is final. */
function run(request: FixedRequest, lucks: Luck[], cancelAt = Infinity) {
  const google = new PretendGoogle({ '4001': twoModels });
  const steps: Step[] = [];
  let nowMs = 0;
  let { state, effects } = transition(
    queued(request, { cancelRequested: cancelAt === 0 }),
    { type: 'claimed' },
    nowMs,
  );
  while (!isFinal(state.phase)) {
    expect(effects).toHaveLength(1);
    if (steps.length > 500) {
      throw new Error(`still ${state.phase}: ${state.message}`);
    }
    if (state.runAtMs !== undefined && state.runAtMs > nowMs) {
      // The claim is given back in between, as a worker does it.
      nowMs = state.runAtMs;
      ({ state, effects } = transition(state, { type: 'claimed' }, nowMs));
      continue;
    }
    const luck = lucks[steps.length] ?? 'fine';
    steps.push(effects[0]);
    const event = google.perform(state, effects[0], { luck, nowMs });
    const cancelRequested = state.cancelRequested || steps.length >= cancelAt;
    nowMs += 10;
    ({ state, effects } = transition(
      { ...state, cancelRequested },
      event,
      nowMs,
    ));
  }
  expect(effects).toEqual([]);
  google.landAll(Infinity);
  return { state, google, steps };
}

function isTrafficWrite(step: Step): boolean {
  return step.do === 'send' && step.kind === 'setTraffic';
}

/** Google's answer to a `deployModel` that may pass. */
function answerToDeploy(problem: Problem, othersAtWork = false) {
  return {
    type: 'delayed',
    problem,
    ofWrite: { kind: 'deployModel', othersAtWork },
  } as const;
}

describe('transition', () => {
  it('deploys to an existing endpoint: model without traffic, then traffic, then verification', () => {
    const { state, google, steps } = run(
      deployRequest({ trafficPercent: 50 }),
      [],
    );
    expect(state).toMatchObject({ phase: 'succeeded' });
    expect(google.writes).toEqual(['deployModel', 'setTraffic']);
    expect(google.endpoints.get('4001')!.trafficSplit).toEqual({
      '1': 35,
      '2': 15,
      [NEW_MODEL]: 50,
    });
    expect(steps[0]).toEqual({ do: 'observe' });
  });

  it('sends deployModel at once when no share has to fit beside another', () => {
    const { steps } = run(deployRequest(), []);
    expect(steps[0]).toEqual({ do: 'send', kind: 'deployModel' });
  });

  it('deploys to a new endpoint under an id chosen before anything is sent', () => {
    const { state, google } = run(onNew, []);
    expect(state.phase).toBe('succeeded');
    expect(google.writes).toEqual([
      'createEndpoint',
      'deployModel',
      'setTraffic',
    ]);
    expect(google.endpoints.get(state.endpointId)!.trafficSplit).toEqual({
      [NEW_MODEL]: 100,
    });
  });

  it('deploys without touching the traffic when the share is 0', () => {
    const { google } = run(deployRequest({ trafficPercent: 0 }), []);
    expect(google.writes).toEqual(['deployModel']);
    expect(google.endpoints.get('4001')!.trafficSplit).toEqual({
      '1': 70,
      '2': 30,
    });
  });

  it('undeploys after its traffic went to the rest', () => {
    const { state, google } = run(undeployRequest('1'), []);
    expect(state.phase).toBe('succeeded');
    expect(google.writes).toEqual(['setTraffic', 'undeployModel']);
    expect(google.endpoints.get('4001')!.trafficSplit).toEqual({ '2': 100 });
  });

  it('refuses to undeploy what is not there, before it writes', () => {
    const { state, google } = run(undeployRequest('99'), []);
    expect(state).toMatchObject({
      phase: 'failed',
      ending: { problem: { code: 'not_found' } },
    });
    expect(google.writes).toEqual([]);
  });

  it.each<TrafficSplit>([{ '1': 70, '2': 30 }, { '1': 100 }])(
    'refuses to undeploy from an endpoint that has changed since the person saw it, where the traffic is %j',
    trafficSplit => {
      const endpoint = { ...twoModels, trafficSplit };
      const { state, effects } = transition(
        queued(undeployRequest('2', 'older')),
        { type: 'endpointSeen', endpoint },
        0,
      );
      expect(state.ending?.problem?.code).toBe('etag_mismatch');
      expect(effects).toEqual([]);
    },
  );

  it('fails an undeploy when somebody changes the endpoint between the look and the write', () => {
    const { state, google } = run(undeployRequest('1'), [
      'fine',
      'interference',
    ]);
    expect(state.ending?.problem?.code).toBe('etag_mismatch');
    expect(google.writes).toEqual([]);
  });

  it('sets a traffic split under the etag that the person saw', () => {
    const { state, google } = run(trafficRequest({ '1': 10, '2': 90 }), []);
    expect(state.phase).toBe('succeeded');
    expect(google.endpoints.get('4001')!.trafficSplit).toEqual({
      '1': 10,
      '2': 90,
    });
  });

  it('refuses a traffic split whose etag is out of date, before it writes', () => {
    const { state, google } = run(
      trafficRequest({ '1': 10, '2': 90 }, 'older'),
      [],
    );
    expect(state.ending?.problem?.code).toBe('etag_mismatch');
    expect(google.writes).toEqual([]);
  });

  it('fails a traffic split when somebody changes the endpoint between the look and the write', () => {
    const { state, google } = run(trafficRequest({ '1': 10, '2': 90 }), [
      'fine',
      'interference',
    ]);
    expect(state.ending?.problem?.code).toBe('etag_mismatch');
    expect(google.endpoints.get('4001')!.trafficSplit).toEqual({
      '1': 30,
      '2': 70,
    });
  });

  describe('its own redistribution', () => {
    const half = deployRequest({ trafficPercent: 50 });
    const { steps } = run(half, []);
    const untilTraffic = steps
      .slice(0, steps.findIndex(isTrafficWrite))
      .map((): Luck => 'fine');

    it('is computed once more when somebody changes the endpoint under it', () => {
      const { state, google } = run(half, [...untilTraffic, 'interference']);
      expect(state.phase).toBe('succeeded');
      expect(state.effects.setTraffic!.arguments.attempt).toBe(2);
      expect(google.endpoints.get('4001')!.trafficSplit).toMatchObject({
        [NEW_MODEL]: 50,
      });
    });

    it('is given up at the second change', () => {
      const { state } = run(half, [
        ...untilTraffic,
        'interference',
        'fine',
        'interference',
      ]);
      expect(state.ending?.problem?.code).toBe('etag_mismatch');
    });
  });

  it('removes the endpoint that it created when the model cannot be deployed', () => {
    const { state, google } = run(onNew, [
      'fine', // createEndpoint
      'fine', // poll
      'fine', // done
      'operationFails', // deployModel
    ]);
    expect(state.phase).toBe('failed');
    expect(state.message).toContain('What had been done was taken back.');
    expect(google.endpoints.has(state.endpointId)).toBe(false);
    expect(google.writes).toEqual([
      'createEndpoint',
      'deployModel',
      'deleteEndpoint',
    ]);
  });

  it('says what stays at Google when the role is gone before it could clean up', () => {
    const { state } = run(onNew, [
      'fine',
      'fine',
      'fine',
      ...Array<Luck>(10).fill('roleWithdrawn'),
    ]);
    expect(state.phase).toBe('failed');
    expect(state.message).toMatch(/Left at Google.*endpoint bv-/);
    expect(state.ending?.problem?.code).toBe('role_missing');
  });

  it('leaves the endpoint that it created when somebody else deployed there', () => {
    const google = new PretendGoogle({ '4001': twoModels });
    google.endpoints.set('bv-x', { ...twoModels, trafficSplit: {} });
    const state = queued(onNew, {
      endpointId: 'bv-x',
      ending: { outcome: 'cancelled', message: 'Cancelled.', deadlineMs: 1e9 },
      effects: {
        createEndpoint: {
          kind: 'createEndpoint',
          status: 'done',
          ordinal: 1,
          arguments: {
            endpointId: 'bv-x',
            displayName: 'x',
            labels: {},
            dedicated: false,
          },
          startedAtMs: 0,
        },
      },
    });
    const { state: after } = transition(
      state,
      { type: 'endpointSeen', endpoint: google.endpoints.get('bv-x') },
      1,
    );
    expect(after.phase).toBe('cancelled');
    expect(after.message).toContain('Left at Google');
  });

  it('keeps cancelling too late from undoing an undeploy', () => {
    const { state } = run(undeployRequest('1'), [], 3);
    expect(state).toMatchObject({ phase: 'succeeded' });
    expect(state.message).toContain('too late');
    expect(cancellable(state)).toBe(false);
  });

  it('asks Google to stop the operation when a running deployment is cancelled', () => {
    const { state, steps, google } = run(onNew, [], 5);
    expect(steps).toContainEqual({ do: 'stop', kind: 'deployModel' });
    expect(state.phase).toBe('cancelled');
    expect(google.endpoints.has(state.endpointId)).toBe(false);
  });

  it('waits for a lost request to land before it counts it as never sent', () => {
    const sent = transition(queued(onNew), { type: 'claimed' }, 0).state;
    const cancelled = { ...sent, cancelRequested: true };
    const soon = transition(
      cancelled,
      { type: 'notFound', kind: 'createEndpoint' },
      1_000,
    );
    expect(soon.state).toMatchObject({ phase: 'rollingBack', runAtMs: 6_000 });
    expect(soon.effects).toEqual([{ do: 'lookUp', kind: 'createEndpoint' }]);
    const later = transition(
      soon.state,
      { type: 'notFound', kind: 'createEndpoint' },
      6_000,
    );
    expect(later.state.phase).toBe('cancelled');
  });

  it('looks a write up instead of repeating it when a worker takes over', () => {
    const sent = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    expect(sent.effects).toEqual([{ do: 'send', kind: 'deployModel' }]);
    const takenOver = transition(sent.state, { type: 'claimed' }, 1);
    expect(takenOver.effects).toEqual([{ do: 'lookUp', kind: 'deployModel' }]);
  });

  it('backs off while Google is not there, and says why', () => {
    let { state } = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    const problem = new VertexAiError(
      'google_unavailable',
      'Google is not there.',
    ).toProblem('0'.repeat(32));
    const delays = [];
    for (let i = 0; i < 8; i++) {
      ({ state } = transition(state, { type: 'delayed', problem }, 0));
      delays.push(state.runAtMs);
    }
    expect(delays).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
    ]);
    expect(state.message).toBe('Google is not there. Trying again.');
  });

  it('gives up on a quota that is still full after about a minute', () => {
    let { state } = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    const problem = new VertexAiError(
      'quota_exceeded',
      'The quota is full.',
    ).toProblem('0'.repeat(32));
    let nowMs = 0;
    while (!state.ending) {
      ({ state } = transition(
        state,
        { ...answerToDeploy(problem), afterMs: 10_000 },
        nowMs,
      ));
      nowMs = state.runAtMs ?? nowMs;
    }
    expect(nowMs).toBeGreaterThanOrEqual(50_000);
    expect(nowMs).toBeLessThan(120_000);
    expect(state.ending.problem).toEqual(problem);
  });

  it('counts no rate limit on reads as a quota that is full', () => {
    let { state } = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    const problem = new VertexAiError(
      'quota_exceeded',
      'Too many requests.',
    ).toProblem('0'.repeat(32));
    for (let attempt = 0; attempt < 20; attempt++) {
      ({ state } = transition(state, { type: 'delayed', problem }, 1));
    }
    ({ state } = transition(state, answerToDeploy(problem), 1));
    expect(state.ending).toBeUndefined();
  });

  describe('a write that Google refuses as things are', () => {
    const refused = new VertexAiError(
      'endpoint_busy',
      'Google answers FAILED_PRECONDITION: The model cannot be served so.',
      { google: { status: 'FAILED_PRECONDITION', message: 'as it says' } },
    ).toProblem('0'.repeat(32));
    const sendOften = (event: MachineEvent, times: number) => {
      let { state } = transition(
        queued(deployRequest()),
        { type: 'claimed' },
        0,
      );
      for (let i = 0; i < times; i++) {
        ({ state } = transition(state, event, 0));
      }
      return state;
    };

    it('fails in Google’s words after a while, when nothing works on the endpoint', () => {
      expect(sendOften(answerToDeploy(refused), 5).ending).toBeUndefined();
      expect(sendOften(answerToDeploy(refused), 6).ending).toMatchObject({
        outcome: 'failed',
        message: refused.detail,
      });
    });

    it('is waited for while something works on the endpoint', () => {
      const busy = answerToDeploy(refused, true);
      expect(sendOften(busy, 50).ending).toBeUndefined();
    });
  });

  it('stops no operation that it has only found', () => {
    const sent = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    const found = transition(
      sent.state,
      {
        type: 'accepted',
        kind: 'deployModel',
        operation: 'o',
        found: true,
      },
      1,
    );
    const { effects } = transition(
      { ...found.state, cancelRequested: true },
      { type: 'claimed' },
      2,
    );
    expect(effects).toEqual([{ do: 'follow', kind: 'deployModel' }]);
  });

  it('waits for a request that was sent long after it was intended to land, too', () => {
    const sent = transition(queued(onNew), { type: 'claimed' }, 0).state;
    const lost = transition(
      sent,
      {
        type: 'delayed',
        problem: new VertexAiError('google_timeout', 'No answer.').toProblem(
          '0'.repeat(32),
        ),
      },
      40_000,
    ).state;
    const cancelled = transition(
      { ...lost, cancelRequested: true },
      { type: 'notFound', kind: 'createEndpoint' },
      41_000,
    );
    expect(cancelled.state).toMatchObject({
      phase: 'rollingBack',
      runAtMs: 46_000,
    });
  });

  it('lets no rate limit on reads turn a healthy deployment back', () => {
    const sent = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    let { state } = transition(
      sent.state,
      { type: 'accepted', kind: 'deployModel', operation: 'o' },
      1,
    );
    const problem = new VertexAiError(
      'quota_exceeded',
      'Too many requests.',
    ).toProblem('0'.repeat(32));
    for (let attempt = 0; attempt < 20; attempt++) {
      ({ state } = transition(state, { type: 'delayed', problem }, attempt));
    }
    expect(state.ending).toBeUndefined();
    expect(state.phase).toBe('deploying');
  });

  it('pauses, looks the write up and sends it again when Google has forgotten its operation', () => {
    const sent = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    const running = transition(
      sent.state,
      { type: 'accepted', kind: 'deployModel', operation: 'o' },
      1,
    );
    const forgotten = transition(
      running.state,
      { type: 'notFound', kind: 'deployModel' },
      10,
    );
    expect(forgotten.state.runAtMs).toBe(5_010);
    expect(forgotten.effects).toEqual([{ do: 'lookUp', kind: 'deployModel' }]);
    const again = transition(
      forgotten.state,
      { type: 'notFound', kind: 'deployModel' },
      5_010,
    );
    expect(again.effects).toEqual([{ do: 'send', kind: 'deployModel' }]);
    expect(again.state.effects.deployModel).toMatchObject({
      status: 'intended',
      startedAtMs: 5_010,
      operation: undefined,
    });
  });

  it('stops looking for a write at its deadline', () => {
    const sent = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    const { state } = transition(
      sent.state,
      { type: 'notFound', kind: 'deployModel' },
      3_600_000,
    );
    expect(state.ending!.message).toContain('Not finished after 60 minutes');
  });

  it('waits for a request that was sent again to land, too', () => {
    const sent = transition(queued(onNew), { type: 'claimed' }, 0).state;
    const again = transition(
      sent,
      { type: 'notFound', kind: 'createEndpoint' },
      60_000,
    );
    expect(again.effects).toEqual([{ do: 'send', kind: 'createEndpoint' }]);
    const cancelled = transition(
      { ...again.state, cancelRequested: true },
      { type: 'notFound', kind: 'createEndpoint' },
      61_000,
    );
    expect(cancelled.state).toMatchObject({
      phase: 'rollingBack',
      runAtMs: 66_000,
    });
  });

  it('gives up going forward at its deadline, and cleaning up at the next', () => {
    const start = transition(queued(deployRequest()), { type: 'claimed' }, 0);
    let { state } = transition(
      start.state,
      { type: 'accepted', kind: 'deployModel', operation: 'o' },
      1,
    );
    ({ state } = transition(
      state,
      { type: 'progressed', kind: 'deployModel' },
      3_600_000,
    ));
    expect(state.phase).toBe('rollingBack');
    expect(state.ending!.message).toContain('Not finished after 60 minutes');
    ({ state } = transition(
      state,
      { type: 'progressed', kind: 'deployModel' },
      7_200_000,
    ));
    expect(state.phase).toBe('failed');
    expect(state.message).toMatch(/Left at Google.*deployed model 1234567890/);
  });

  it('changes nothing once it is final', () => {
    const { state } = run(deployRequest(), []);
    expect(transition(state, { type: 'claimed' }, 1)).toEqual({
      state,
      effects: [],
    });
  });

  const requests: Record<string, FixedRequest> = {
    'deploys to a new endpoint': onNew,
    'deploys with a share': deployRequest({ trafficPercent: 30 }),
    'deploys without traffic': deployRequest({ trafficPercent: 0 }),
    undeploys: undeployRequest('1'),
    'sets traffic': trafficRequest({ '1': 50, '2': 50 }),
  };
  const luck = fc.constantFrom<Luck>(
    'fine',
    'fine',
    'fine',
    'lostRequest',
    'lostAnswer',
    'crashBefore',
    'crashAfter',
    'refused',
    'operationFails',
    'operationForgotten',
    'foreignOperation',
    'landsLate',
    'rateLimited',
    'roleWithdrawn',
    'interference',
  );

  it.each(Object.entries(requests))(
    '%s: ends whatever happens, writes nothing twice, and tells what it left',
    (_, request) => {
      fc.assert(
        fc.property(
          fc.array(luck, { maxLength: 40 }),
          fc.integer({ min: 0, max: 40 }),
          (lucks, cancelAt) => {
            const { state, google } = run(request, lucks, cancelAt);
            for (const kind of effectKinds) {
              // Somebody else's change between our write and its lost answer makes ours look undone.
              const undone =
                /Traffic/.test(kind) && lucks.includes('interference') ? 1 : 0;
              // What came to nothing was never done.
              const forgotten = lucks.filter(
                one => one === 'operationForgotten',
              ).length;
              expect(
                google.writes.filter(write => write === kind).length,
              ).toBeLessThanOrEqual(1 + undone + forgotten);
            }
            if (!lucks.includes('interference')) {
              expectHonest(state, google);
            }
          },
        ),
        { numRuns: 1000 },
      );
    },
  );
});

/** Without interference: a success shows at Google, and anything else left no trace but what the message names. */
function expectHonest(state: DeploymentState, google: PretendGoogle) {
  const live = google.endpoints.get('4001')!;
  const created = google.endpoints.has('bv-01j00000000000000000000000');
  if (state.phase === 'succeeded') {
    const { request } = state;
    const endpoint = google.endpoints.get(state.endpointId)!;
    if (request.action === 'deployment.create') {
      expect(endpoint.trafficSplit[NEW_MODEL] ?? 0).toBe(
        request.trafficPercent,
      );
    }
    return;
  }
  if (!/Left at Google|undeployed 1 all the same/.test(state.message)) {
    expect(live.trafficSplit).toEqual({ '1': 70, '2': 30 });
    expect(live.deployedModels.map(({ id }) => id)).toEqual(['1', '2']);
    expect(created).toBe(false);
  }
}

describe('intent', () => {
  it('has one digest whatever the order of the fields, and another for another person', () => {
    const environment = { name: 'dev', project: 'p', projectNumber: '1' };
    const request = deployRequest();
    const reordered = Object.fromEntries(
      Object.entries(request).reverse(),
    ) as unknown as FixedRequest;
    const one = canonicalIntent({
      requestedBy: 'user:default/a',
      environment,
      request,
    });
    expect(
      canonicalIntent({
        requestedBy: 'user:default/a',
        environment: { ...environment },
        request: reordered,
      }),
    ).toEqual(one);
    expect(
      canonicalIntent({ requestedBy: 'user:default/b', environment, request })
        .digest,
    ).not.toBe(one.digest);
  });
});
