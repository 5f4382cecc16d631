import {
  GOOGLE_TOKEN_HEADER,
  isFinal,
  SUBJECT_TOKEN_HEADER,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Portal, startPortal, until } from '@backstage-vertex/testkit';
import { randomUUID } from 'node:crypto';
import plugin from '..';
import {
  StrategyWorld,
  strategyWorlds,
  userOAuthWorld,
} from '../__testUtils__/strategyWorlds';
import {
  deployTo,
  writesAtGoogle,
} from '../deployments/__testUtils__/portalDriver';

let portal: Portal;
let world: StrategyWorld;
const environment = { ...process.env };

async function start(make: () => Promise<StrategyWorld>): Promise<void> {
  world = await make();
  Object.assign(process.env, world.azure);
  portal = await startPortal({
    features: [plugin],
    configure: world.configure,
    seed: world.seed,
  });
}

afterEach(async () => {
  await portal.stop();
  await world.stop();
  for (const name of ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']) {
    delete process.env[name];
  }
  Object.assign(process.env, environment);
});

/** Dana in her browser, which sends along what she has. */
async function dana(): Promise<VertexAiClient> {
  const presented = await world.presented(portal.clock.now());
  const headers = {
    ...(presented?.google && {
      [GOOGLE_TOKEN_HEADER]: presented.google.reveal(),
    }),
    ...(presented?.subject && {
      [SUBJECT_TOKEN_HEADER]: presented.subject.reveal(),
    }),
  };
  const baseUrl = `${portal.url}/api/vertex-ai`;
  return new VertexAiClient({
    baseUrl,
    fetch: (input, init) =>
      portal.fetch(String(input).slice(baseUrl.length), {
        ...init,
        as: 'dana',
        headers: {
          ...Object.fromEntries(new Headers(init?.headers)),
          ...headers,
        },
      }),
  });
}

const deployment = (id: string) => portal.as('victor').getDeployment(id);

const finished = (id: string) =>
  until('the end of the deployment', async () => {
    portal.clock.advance(1_000);
    const now = await deployment(id);
    return isFinal(now.phase) && now;
  });

const principalsOf = (method: string) => [
  ...new Set(
    portal.emulator.journal
      .entries({ method })
      .map(({ principal }) => principal),
  ),
];

describe.each(Object.entries(strategyWorlds))(
  'a deployment by %s',
  (_, make) => {
    it('runs at Google as the principal of its strategy, and leaves no token behind', async () => {
      await start(make);
      const { id } = await (
        await dana()
      ).createDeployment(deployTo('new'), randomUUID());
      const end = await finished(id);
      expect(end).toMatchObject({ phase: 'succeeded' });
      for (const write of new Set(writesAtGoogle(portal))) {
        expect([write, principalsOf(write)]).toEqual([
          write,
          [world.principal],
        ]);
      }
      expect(writesAtGoogle(portal)).toContain('DeployModel');
      expect(end.handshakes.map(({ strategy }) => strategy)).toContain(
        world.kind,
      );
      const [call] = portal.emulator.journal.entries({ method: 'DeployModel' });
      // Who it was stays visible where Google sees the application only.
      expect(call.headers['x-goog-request-reason']).toContain(
        `deployment=${id}`,
      );
      expect(await portal.findTokens()).toEqual([]);
    });

    it('is told to whoever looks at the environment', async () => {
      await start(make);
      const { items } = await portal.as('dana').listEnvironments();
      expect(items.find(({ name }) => name === 'dev')).toMatchObject({
        strategy: world.kind,
        googleSees: expect.stringMatching(
          /^(person|personBehindAccount|application)$/,
        ),
      });
    });
  },
);

describe.each(
  Object.entries(strategyWorlds).filter(([name]) =>
    ['oidcSubject', 'userOAuth'].includes(name),
  ),
)('a token of the person’s own, for %s', (_, make) => {
  it('is in memory of one process only: after a restart the deployment waits until its person comes by', async () => {
    await start(make);
    portal.emulator.scenarios.add({
      match: { method: 'CreateEndpoint' },
      effect: 'fail',
      status: 'UNAVAILABLE',
      times: -1,
    });
    const { id } = await (
      await dana()
    ).createDeployment(deployTo('new'), randomUUID());
    await until(
      'the first attempt',
      () =>
        portal.emulator.journal.entries({ method: 'CreateEndpoint' }).length >
        0,
    );
    await portal.restart();
    portal.emulator.scenarios.clear();
    portal.emulator.journal.clear();
    const waiting = await until('the message', async () => {
      portal.clock.advance(5_000);
      const now = await deployment(id);
      return /none came with the request/.test(now.message ?? '') && now;
    });
    expect(isFinal(waiting.phase)).toBe(false);
    // Nobody else can bring it, and she not without it.
    await portal.as('dana').getDeployment(id);
    portal.clock.advance(30_000);
    expect(principalsOf('CreateEndpoint')).toEqual([]);
    await (await dana()).getDeployment(id);
    expect(await finished(id)).toMatchObject({ phase: 'succeeded' });
    expect(principalsOf('DeployModel')).toEqual([world.principal]);
  });

  it('is demanded of every request, with a code that tells the page what to ask for', async () => {
    await start(make);
    await expect(
      portal.as('dana').getModel({
        environment: 'dev',
        location: 'europe-west4',
        model: '7001',
      }),
    ).rejects.toMatchObject({
      problem: {
        status: 401,
        code: expect.stringMatching(
          /^(google_sign_in_required|subject_token_missing)$/,
        ),
      },
    });
  });
});

describe('the header of a token', () => {
  it.each([
    ['with Bearer', 'Bearer ya29.x'],
    ['that is far too long', 'x'.repeat(12_289)],
    ['with other letters', 'ya29.ä'.normalize('NFC').replace('ä', '(x)')],
  ])('%s is refused by its name, and never repeated', async (_, token) => {
    await start(async () => userOAuthWorld());
    const response = await portal.fetch('/v1/environments', {
      as: 'dana',
      headers: { [GOOGLE_TOKEN_HEADER]: token },
    });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: `header.${GOOGLE_TOKEN_HEADER}` }],
    });
    expect(text).not.toContain(token);
  });
});
