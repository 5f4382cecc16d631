import type { DeploymentState, MachineEvent } from './model';
import { initialState } from './initialState';
import { deployRequest } from './__testUtils__/states';
import { transition } from './transition';

const EXPIRES_AT_MS = 10_000;

function awaiting(overrides: Partial<DeploymentState> = {}): DeploymentState {
  return {
    ...initialState(deployRequest(), {
      id: `01j${'0'.repeat(23)}`,
      correlationId: '0'.repeat(32),
      newDeployedModelId: '1234567890',
      timeoutMs: 60_000,
      approvalExpiresAtMs: EXPIRES_AT_MS,
    }),
    ...overrides,
  };
}

const rejected: MachineEvent = {
  type: 'rejected',
  by: 'user:default/amir',
  reason: 'Not on a Friday.',
};

describe('a request that waits for approval', () => {
  it.each<
    [
      string,
      MachineEvent,
      number,
      Partial<DeploymentState>,
      DeploymentState['phase'],
      string,
    ]
  >([
    [
      'waits on when a worker looks at it too early',
      { type: 'claimed' },
      9_999,
      {},
      'awaitingApproval',
      'Waits for approval.',
    ],
    [
      'is queued once approved',
      { type: 'approved' },
      9_999,
      {},
      'queued',
      'Approved. Waits for a worker.',
    ],
    [
      'ends when it is rejected, with who and why',
      rejected,
      9_999,
      {},
      'rejected',
      'user:default/amir has rejected it: Not on a Friday.',
    ],
    [
      'expires at the very moment',
      { type: 'claimed' },
      10_000,
      {},
      'expired',
      'Not approved in time.',
    ],
    [
      'is not approved after its time',
      { type: 'approved' },
      10_000,
      {},
      'expired',
      'Not approved in time.',
    ],
    [
      'is not rejected after its time',
      rejected,
      10_000,
      {},
      'expired',
      'Not approved in time.',
    ],
    [
      'ends when its requester withdraws it',
      { type: 'claimed' },
      1,
      { cancelRequested: true },
      'cancelled',
      'Withdrawn before it was approved.',
    ],
    [
      'is not approved when it was withdrawn',
      { type: 'approved' },
      1,
      { cancelRequested: true },
      'cancelled',
      'Withdrawn before it was approved.',
    ],
  ])('%s', (_, event, nowMs, overrides, phase, message) => {
    const { state, effects } = transition(awaiting(overrides), event, nowMs);
    expect(state).toMatchObject({ phase, message });
    expect(effects).toEqual([]);
    expect(state.effects).toEqual({});
  });

  it('is looked at again when its time is over, and at once when it is approved', () => {
    const waiting = transition(awaiting(), { type: 'claimed' }, 1).state;
    expect(waiting.runAtMs).toBe(EXPIRES_AT_MS);
    expect(
      transition(waiting, { type: 'approved' }, 2).state.runAtMs,
    ).toBeUndefined();
  });

  it('has the whole time for its work after it was approved', () => {
    const approved = transition(awaiting(), { type: 'approved' }, 9_000).state;
    expect(approved.deadlineMs).toBeUndefined();
    expect(
      transition(approved, { type: 'claimed' }, 9_500).state.deadlineMs,
    ).toBe(69_500);
  });

  it.each<MachineEvent>([{ type: 'approved' }, rejected])(
    'is not changed any more by $type once it was decided',
    event => {
      const queued = transition(awaiting(), { type: 'approved' }, 1).state;
      expect(transition(queued, event, 2).state).toMatchObject({
        phase: 'deploying',
        effects: { deployModel: { status: 'intended' } },
      });
      const done = transition(awaiting(), rejected, 1).state;
      expect(transition(done, event, 2)).toEqual({ state: done, effects: [] });
    },
  );
});

describe('what was promised to those who approve', () => {
  const promised = awaiting({
    basis: {
      endpointEtag: 'etag-1',
      endpointDisplayName: 'fraud-live',
      modelDigest: 'a'.repeat(64),
      modelDisplayName: 'fraud-score',
    },
  });
  const queued = transition(promised, { type: 'approved' }, 1).state;
  const claimed = transition(queued, { type: 'claimed' }, 2);
  const endpoint = (etag: string) => ({
    displayName: 'live',
    etag,
    trafficSplit: {},
    deployedModels: [],
  });
  const look = (etag: string, modelDigest: string | null) =>
    transition(
      claimed.state,
      { type: 'endpointSeen', endpoint: endpoint(etag), modelDigest },
      3,
    );

  it('is looked at before anything is written', () => {
    expect(claimed.effects).toEqual([{ do: 'observe' }]);
    expect(claimed.state.effects).toEqual({});
  });

  it('is carried out when it is still so', () => {
    expect(look('etag-1', 'a'.repeat(64)).effects).toEqual([
      { do: 'send', kind: 'deployModel' },
    ]);
  });

  it.each([
    ['the endpoint has changed', 'etag-2', 'a'.repeat(64)],
    ['the model has changed', 'etag-1', 'b'.repeat(64)],
    ['the model is gone', 'etag-1', null],
  ])('is refused as stale when %s', (_, etag, digest) => {
    const { state, effects } = look(etag, digest);
    expect(effects).toEqual([]);
    expect(state).toMatchObject({
      phase: 'failed',
      effects: {},
      ending: { problem: { code: 'etag_mismatch' } },
    });
  });

  it('does not count any more after the first write, which changes the etag itself', () => {
    const sent = look('etag-1', 'a'.repeat(64)).state;
    const done = transition(
      sent,
      { type: 'finished', kind: 'deployModel' },
      4,
    ).state;
    const seen = transition(
      done,
      {
        type: 'endpointSeen',
        endpoint: {
          ...endpoint('etag-9'),
          deployedModels: [
            {
              id: '1234567890',
              modelId: '7001',
              modelVersionId: '2',
              displayName: 'm',
            },
          ],
        },
      },
      5,
    );
    expect(seen.state.ending).toBeUndefined();
    expect(seen.effects).toEqual([{ do: 'send', kind: 'setTraffic' }]);
  });
});
