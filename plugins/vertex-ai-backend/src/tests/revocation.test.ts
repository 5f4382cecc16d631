import {
  EndScope,
  GOOGLE_TOKEN_HEADER,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { EmulatorSeed } from '@backstage-vertex/google-emulator';
import {
  DatabaseKind,
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import { mockCredentials } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import plugin from '..';
import {
  DANAS_TOKEN,
  googleToken,
  userOAuthWorld,
} from '../__testUtils__/strategyWorlds';
import { deployTo } from '../deployments/__testUtils__/portalDriver';

const DANA = 'user:default/dana.deployer';
const SOFIA = 'user:default/sofia.auditor';
const VICTORS_TOKEN = 'made-up-for-tests-victors-own-token';
const LATER_TOKEN = 'made-up-for-tests-danas-later-token';

const ofDanaInDev: EndScope = {
  kind: 'actor',
  actor: DANA,
  environment: 'dev',
};

let portal: Portal;

const seed = (world: EmulatorSeed) => {
  userOAuthWorld().seed(world);
  world.oauthTokens.push(
    googleToken(VICTORS_TOKEN, { email: 'victor@example.com' }),
    googleToken(LATER_TOKEN, { expiresInSeconds: 3_000 }),
  );
  world.projects
    .find(({ id }) => id === 'ml-dev')!
    .bindings.push({
      role: 'organizations/1/roles/vertexDeployer',
      members: ['user:victor@example.com'],
    });
};

const start = async (database?: DatabaseKind) => {
  portal = await startPortal({
    features: [plugin],
    database,
    seed,
    configure: config => {
      userOAuthWorld().configure(config);
      // The same people and tokens, in another environment.
      config.vertexAi.environments.staging.credentials =
        config.vertexAi.environments.dev.credentials;
    },
  });
};

afterEach(() => portal.stop());

/** A person in the browser, which sends a Google token along. */
function browser(
  person: string,
  token: string,
  url = portal.url,
): VertexAiClient {
  return new VertexAiClient({
    baseUrl: `${url}/api/vertex-ai`,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set(GOOGLE_TOKEN_HEADER, token);
      headers.set(
        'authorization',
        `Bearer ${mockCredentials.user.token(portal.org.refOf(person))}`,
      );
      return fetch(input, { ...init, headers });
    },
  });
}

const look = (client: VertexAiClient, environment = 'dev') =>
  client.getModel({ environment, location: 'europe-west4', model: '7001' });

const lives = (token: string) =>
  portal.emulator.state.tokens.find(token, portal.clock.now()) !== undefined;

const end = (scope: EndScope, by = 'sofia') =>
  portal.as(by).endAccess({ scope, reason: 'left the team' });

const died = (token: string) => until('the revocation', () => !lives(token));

/** What the log says, once it says as much. */
const recorded = (count = 1) =>
  until('the record', async () => {
    const { items } = await portal
      .as('sofia')
      .listAudit({ event: 'token.revoked' });
    return items.length >= count && items;
  });

const revocationsAtGoogle = () =>
  portal.emulator.journal.entries({ method: 'RevokeToken' });

describe.each(eachDatabase())('an ending on %s', database => {
  beforeEach(() => start(database));

  it('really revokes the person’s own token at Google, and nobody else’s', async () => {
    await look(browser('dana', DANAS_TOKEN));
    await look(browser('victor', VICTORS_TOKEN));
    const { id } = await end(ofDanaInDev);
    await died(DANAS_TOKEN);
    expect(await recorded()).toEqual([
      expect.objectContaining({
        event: 'token.revoked',
        outcome: 'success',
        actor: SOFIA,
        environment: 'dev',
        detail: { ending: id, actor: DANA, result: 'revoked', attempts: 1 },
      }),
    ]);
    expect(lives(VICTORS_TOKEN)).toBe(true);
    expect(await portal.findTokens()).toEqual([]);
  });

  it('says what was revoked, and counts it no longer among what Google still takes', async () => {
    await look(browser('dana', DANAS_TOKEN));
    await look(browser('dana', DANAS_TOKEN));
    const { id } = await end(ofDanaInDev);
    await recorded();
    const { aftermath } = await portal.as('sofia').getEnding(id);
    expect(aftermath).toMatchObject([
      { environment: 'dev', credentials: 0, revoked: 1, notRevoked: 0 },
    ]);
    expect(aftermath[0].honouredUntil).toBeUndefined();
  });
});

describe('an ending', () => {
  beforeEach(() => start());

  it.each<[string, EndScope]>([
    ['the person everywhere', { kind: 'actor', actor: DANA }],
    ['the environment', { kind: 'environment', environment: 'dev' }],
    ['everything', { kind: 'everything' }],
  ])('of %s revokes', async (_, scope) => {
    await look(browser('dana', DANAS_TOKEN));
    await end(scope);
    await died(DANAS_TOKEN);
    expect(lives(DANAS_TOKEN)).toBe(false);
  });

  it('of one credential revokes the token that it was, and no other of the person', async () => {
    await look(browser('dana', LATER_TOKEN));
    await look(browser('dana', DANAS_TOKEN));
    const { items } = await portal.as('dana').listLeases({ whose: 'own' });
    await end({ kind: 'lease', lease: items[0].id });
    await died(DANAS_TOKEN);
    await recorded();
    expect(lives(LATER_TOKEN)).toBe(true);
  });

  it('of the person in another environment revokes nothing that was not brought there', async () => {
    await look(browser('dana', DANAS_TOKEN));
    await look(browser('dana', LATER_TOKEN), 'staging').catch(() => undefined);
    await end({ ...ofDanaInDev, environment: 'staging' });
    await died(LATER_TOKEN);
    expect(lives(DANAS_TOKEN)).toBe(true);
  });

  it('reaches a token that was handed over for a deployment', async () => {
    portal.emulator.scenarios.add({
      match: { method: 'CreateEndpoint' },
      effect: 'slow',
      delayMs: 500,
    });
    await browser('dana', DANAS_TOKEN).createDeployment(
      deployTo('new'),
      randomUUID(),
    );
    await end(ofDanaInDev);
    await died(DANAS_TOKEN);
    expect(lives(DANAS_TOKEN)).toBe(false);
  });

  it('reaches a token that the person brings along afterwards', async () => {
    await end(ofDanaInDev);
    await expect(look(browser('dana', DANAS_TOKEN))).rejects.toMatchObject({
      problem: { code: 'access_ended' },
    });
    await died(DANAS_TOKEN);
  });

  it('tries again when Google does not answer', async () => {
    await look(browser('dana', DANAS_TOKEN));
    portal.emulator.scenarios.add({
      match: { method: 'RevokeToken' },
      effect: 'fail',
      status: 403,
    });
    await end(ofDanaInDev);
    expect(await recorded()).toMatchObject([
      { outcome: 'success', detail: { result: 'revoked', attempts: 2 } },
    ]);
  });

  it('is in force though nothing can be revoked, and says so', async () => {
    await look(browser('dana', DANAS_TOKEN));
    portal.emulator.scenarios.add({
      match: { method: 'RevokeToken' },
      effect: 'fail',
      status: 503,
      times: Infinity,
    });
    const { id, aftermath } = await end(ofDanaInDev);
    expect(aftermath).toMatchObject([
      { environment: 'dev', credentials: 1, revoked: 0 },
    ]);
    await expect(look(browser('dana', LATER_TOKEN))).rejects.toMatchObject({
      problem: { code: 'access_ended' },
    });
    await until('an attempt', () => revocationsAtGoogle().length > 0);
    expect(await portal.as('sofia').getEnding(id)).toMatchObject({
      aftermath: [{ credentials: 1, revoked: 0 }],
    });
    expect(lives(DANAS_TOKEN)).toBe(true);
  });
});

const postgres = eachDatabase().filter(kind => kind === 'POSTGRES_18');

// Without rows there is nothing to test; the suite of npm test always has PostgreSQL.
(postgres.length > 0 ? describe : describe.skip)('two replicas', () => {
  beforeEach(() => start('POSTGRES_18'));

  it('each revoke what they hold, whoever the ending was made by', async () => {
    const replica = await portal.startReplica();
    await look(browser('dana', DANAS_TOKEN));
    await look(browser('dana', LATER_TOKEN, replica.url));
    await look(browser('victor', VICTORS_TOKEN, replica.url));
    const { id } = await end(ofDanaInDev);
    await died(DANAS_TOKEN);
    await died(LATER_TOKEN);
    await recorded(2);
    expect(lives(VICTORS_TOKEN)).toBe(true);
    expect(await replica.as('sofia').getEnding(id)).toMatchObject({
      aftermath: [{ environment: 'dev', credentials: 0, revoked: 2 }],
    });
  });
});
