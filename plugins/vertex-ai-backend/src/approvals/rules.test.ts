import type { VoteObstacle } from '@backstage-vertex/plugin-vertex-ai-common';
import { portalConfig } from '@backstage-vertex/testkit';
import { ConfigReader } from '@backstage/config';
import { readConfig } from '../config';
import { Actor } from '../core';
import { Policy } from '../policy';
import type { CastVote } from './model';
import { lastWords, personOf, voiceObstacle } from './rules';
import { voteDigest, voteIntent } from './voteIntent';

const config = portalConfig({
  portal: 'http://127.0.0.1:7007',
  google: 'http://127.0.0.1:1',
});
config.vertexAi.environments.prod.requires = {
  'deployment.create': {
    approvals: { count: 1, from: ['group:default/risk'] },
  },
};
config.vertexAi.environments.prod.access.approver = {
  groups: ['group:default/risk', 'group:default/ops'],
};
const policy = new Policy(
  readConfig(
    new ConfigReader({
      ...config,
      vertexAi: {
        ...config.vertexAi,
        services: { 'external:ci': { operatedBy: ['group:default/ci'] } },
      },
    }),
  ),
);

const person = (name: string, ...groups: string[]): Actor => ({
  kind: 'user',
  ref: `user:default/${name}`,
  groups: [
    `user:default/${name}`,
    ...groups.map(group => `group:default/${group}`),
  ],
});

function asked(
  requestedBy: string,
  action: 'deployment.create' | 'traffic.set' = 'deployment.create',
) {
  return {
    id: '1',
    action,
    environment: 'prod',
    requestedBy,
    intentDigest: 'a',
  };
}

describe('whose voice counts', () => {
  const dana = asked('user:default/dana');
  it.each<[string, Actor, ReturnType<typeof asked>, VoteObstacle | undefined]>([
    ['a member of the group', person('amir', 'risk'), dana, undefined],
    ['a member of another group', person('amir', 'ops'), dana, 'notInGroup'],
    [
      'a member of another group where nobody has to approve',
      person('amir', 'ops'),
      asked('user:default/dana', 'traffic.set'),
      undefined,
    ],
    ['nobody without the role', person('amir'), dana, 'roleMissing'],
    ['not who asked', person('dana', 'risk'), dana, 'ownRequest'],
    ['not who asked, in capitals', person('DANA', 'risk'), dana, 'ownRequest'],
    [
      'not who asked, in characters that look alike to a computer',
      person('ｄａｎａ', 'risk'),
      dana,
      'ownRequest',
    ],
    [
      'no service',
      { kind: 'service', ref: 'external:ci', groups: [] },
      dana,
      'service',
    ],
    [
      'not who operates the service that asked',
      person('amir', 'risk', 'ci'),
      asked('external:ci'),
      'ownService',
    ],
    [
      'anybody else where a service asked',
      person('amir', 'risk'),
      asked('external:ci'),
      undefined,
    ],
    [
      'nobody where it is not known who operates the service that asked',
      person('amir', 'risk'),
      asked('external:other'),
      'unknownOperators',
    ],
  ])('is %s', (_, actor, subject, obstacle) => {
    expect(voiceObstacle(policy, actor, subject)).toBe(obstacle);
  });
});

describe('the last word', () => {
  let sequence = 0;
  const said = (
    voter: string,
    verdict: CastVote['verdict'],
    intentDigest = 'a',
  ): CastVote => {
    sequence += 1;
    return {
      deploymentId: '1',
      sequence,
      intentDigest,
      voter,
      verdict,
      correlationId: '0'.repeat(32),
      atMs: 0,
    };
  };
  const words = (...votes: CastVote[]) =>
    lastWords(votes, 'a').map(({ voter, verdict }) => [voter, verdict]);

  it.each<[string, CastVote[], [string, string][]]>([
    [
      'is what was said last',
      [said('a', 'approve'), said('a', 'reject')],
      [['a', 'reject']],
    ],
    [
      'is none when it was taken back',
      [said('a', 'approve'), said('a', 'withdraw')],
      [],
    ],
    [
      'is the new one after that',
      [said('a', 'approve'), said('a', 'withdraw'), said('a', 'approve')],
      [['a', 'approve']],
    ],
    ['is not about another intent', [said('a', 'approve', 'b')], []],
    [
      'is each person’s own',
      [said('a', 'approve'), said('b', 'approve')],
      [
        ['a', 'approve'],
        ['b', 'approve'],
      ],
    ],
    [
      'is one of one person under two spellings',
      [said('a', 'approve'), said('A', 'approve')],
      [['A', 'approve']],
    ],
  ])('%s', (_, votes, expected) => {
    expect(words(...votes)).toEqual(expected);
  });
});

describe('what is signed with a vote', () => {
  const vote = {
    deploymentId: '01j',
    intentDigest: 'a'.repeat(64),
    verdict: 'approve' as const,
  };

  it('names the request, its digest, the verdict and the reason', () => {
    expect(voteIntent({ ...vote, reason: 'Fine.' })).toEqual({
      type: 'backstage-vertex-ai/vote',
      version: 1,
      deployment: '01j',
      intentDigest: 'a'.repeat(64),
      verdict: 'approve',
      reason: 'Fine.',
    });
  });

  it.each([
    { deploymentId: '01k' },
    { intentDigest: 'b'.repeat(64) },
    { verdict: 'reject' as const },
    { reason: 'Fine.' },
  ])('is another with %p', change => {
    expect(voteDigest({ ...vote, ...change })).not.toBe(voteDigest(vote));
  });

  it('folds nobody into somebody else', () => {
    expect(personOf('user:default/ana')).not.toBe(personOf('user:default/аna'));
  });
});
