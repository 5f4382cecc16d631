import { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import { until } from '@backstage-vertex/testkit';
import { Identity } from '../../__testUtils__/startIdentity';
import {
  DANAS_TOKEN,
  googleToken,
  userOAuthWorld,
} from '../../__testUtils__/strategyWorlds';
import { Secret } from '../../core';
import { TokenHttp } from '../../google';
import { Revocations } from './Revocations';

const ending: Ending = {
  id: '0'.repeat(26),
  scope: 'actor',
  actor: 'user:default/dana.deployer',
  by: 'user:default/sofia.auditor',
  reason: 'left the team',
  at: '2026-11-27T12:00:00Z',
};
const other = 'made-up-for-tests-another-token';

let identity: Identity;
let revocations: Revocations;
let inForce: Ending[];

beforeEach(async () => {
  inForce = [];
  identity = await Identity.start({
    configure: userOAuthWorld().configure,
    seed: seed => {
      userOAuthWorld().seed(seed);
      seed.oauthTokens.push(googleToken(other));
    },
  });
  revocations = newRevocations([10, 10]);
});

afterEach(() => identity.stop());

function newRevocations(pausesMs: number[]): Revocations {
  return new Revocations({
    endingOf: ({ actor, environment }) =>
      inForce.find(
        one =>
          one.actor === actor &&
          (one.environment ?? environment) === environment,
      ),
    http: new TokenHttp({ timeoutMs: 5_000 }),
    google: identity.config.google,
    database: identity.database,
    audit: identity.audit,
    clock: identity.clock,
    logger: identity.logs.logger(),
    alsoRecord: async () => {},
    pausesMs,
  });
}

const hold = (token: string, environment = 'dev', actor = ending.actor!) =>
  revocations.hold({ actor, environment, token: new Secret(token) });

const lives = (token: string) =>
  identity.emulator.state.tokens.find(token, identity.clock.now()) !==
  undefined;

const recorded = () =>
  until('the record', async () => {
    const { items } = await identity.audit.list({
      environments: ['dev', 'prod'],
      event: 'token.revoked',
      limit: 10,
    });
    return items.length > 0 && items;
  });

const attempts = () =>
  identity.emulator.journal.entries({ method: 'RevokeToken' }).length;

it('gives up after some attempts, and that is on record with Google’s words and without the token', async () => {
  identity.emulator.scenarios.add({
    match: { method: 'RevokeToken' },
    effect: 'fail',
    status: 403,
    times: Infinity,
  });
  hold(DANAS_TOKEN);
  inForce = [ending];
  revocations.sweep();
  expect(await recorded()).toMatchObject([
    {
      outcome: 'failure',
      actor: ending.by,
      environment: 'dev',
      detail: {
        ending: ending.id,
        actor: ending.actor,
        result: 'failed',
        attempts: 3,
        message: expect.stringContaining('answers'),
      },
    },
  ]);
  expect(lives(DANAS_TOKEN)).toBe(true);
  expect(identity.logs.text()).toContain('could not be revoked (attempt 3)');
  expect(identity.logs.text()).not.toContain(DANAS_TOKEN);
});

it('says at a shutdown of what waits for another attempt that it was not revoked', async () => {
  identity.emulator.scenarios.add({
    match: { method: 'RevokeToken' },
    effect: 'fail',
    status: 403,
    times: Infinity,
  });
  revocations = newRevocations([600_000]);
  hold(DANAS_TOKEN);
  inForce = [ending];
  revocations.sweep();
  await until('the first attempt', () => attempts() === 1);
  await revocations.stop();
  expect(await recorded()).toMatchObject([
    { outcome: 'failure', detail: { result: 'failed', attempts: 1 } },
  ]);
});

it('revokes one token once, and says so for each environment that it was brought to', async () => {
  hold(DANAS_TOKEN, 'dev');
  hold(DANAS_TOKEN, 'prod');
  inForce = [{ ...ending, environment: 'dev' }];
  revocations.sweep();
  revocations.sweep();
  const items = await recorded();
  expect(items.map(({ environment }) => environment).sort()).toEqual([
    'dev',
    'prod',
  ]);
  expect(attempts()).toBe(1);
});

it('says of a token that was dead before that it was', async () => {
  hold('made-up-for-tests-never-was');
  inForce = [ending];
  revocations.sweep();
  expect(await recorded()).toMatchObject([
    { outcome: 'success', detail: { result: 'alreadyOver' } },
  ]);
});

it('leaves alone what belongs to somebody else, or was brought elsewhere', async () => {
  hold(other, 'dev', 'user:default/victor.viewer');
  hold(other, 'prod');
  hold(DANAS_TOKEN);
  inForce = [{ ...ending, environment: 'dev' }];
  revocations.sweep();
  await recorded();
  expect(attempts()).toBe(1);
  expect(lives(other)).toBe(true);
});

it('forgets a token when it has ended by itself', async () => {
  hold(DANAS_TOKEN);
  identity.advance(60 * 60_000);
  hold(other);
  inForce = [ending];
  revocations.sweep();
  await recorded();
  expect(attempts()).toBe(1);
});
