import { Actor, Secret } from '../core';
import { endedBy } from './endings';
import { HandOver, HandOverKey } from './HandOver';

const tokens = { google: new Secret('ya29.mine') };
const dana: Actor = {
  kind: 'user',
  ref: 'user:default/dana.deployer',
  groups: [],
  presented: tokens,
};
const key: HandOverKey = {
  actor: dana.ref,
  environment: 'dev',
  deploymentId: '1'.repeat(26),
  intentDigest: 'a'.repeat(64),
};

describe('what is handed over', () => {
  let nowMs: number;
  let handOver: HandOver;

  beforeEach(() => {
    nowMs = 1_000_000;
    handOver = new HandOver({ now: () => new Date(nowMs) });
    handOver.keep(dana, key);
  });

  it('is found for the very deployment', () => {
    expect(handOver.find(key)).toBe(tokens);
  });

  it.each<[string, Partial<HandOverKey>]>([
    ['person', { actor: 'user:default/amir.approver' }],
    ['environment', { environment: 'prod' }],
    ['deployment', { deploymentId: '2'.repeat(26) }],
    ['intent', { intentDigest: 'b'.repeat(64) }],
  ])('is found for no other %s', (_, change) => {
    expect(handOver.find({ ...key, ...change })).toBeUndefined();
  });

  it('is gone after an hour', () => {
    nowMs += 60 * 60_000;
    expect(handOver.find(key)).toBeUndefined();
  });

  it('is gone with an ending of its person or environment, and of no other', () => {
    handOver.end(endedBy({ actor: 'user:default/amir.approver' }));
    expect(handOver.find(key)).toBe(tokens);
    handOver.end(endedBy({ actor: dana.ref, environment: 'dev' }));
    expect(handOver.find(key)).toBeUndefined();
  });

  it('never grows beyond a thousand; the oldest goes first', () => {
    for (let n = 0; n < 1_000; n++) {
      handOver.keep(dana, { ...key, deploymentId: `later ${n}` });
    }
    expect(handOver.find(key)).toBeUndefined();
    expect(handOver.find({ ...key, deploymentId: 'later 0' })).toBe(tokens);
  });

  it('is not replaced by a request without a token', () => {
    handOver.keep({ ...dana, presented: undefined }, key);
    expect(handOver.find(key)).toBe(tokens);
  });
});
