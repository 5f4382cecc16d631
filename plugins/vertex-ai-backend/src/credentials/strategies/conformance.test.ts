import { strategyKinds } from '@backstage-vertex/plugin-vertex-ai-common';
import { inspect } from 'node:util';
import { Identity } from '../../__testUtils__/startIdentity';
import {
  StrategyWorld,
  strategyWorlds,
} from '../../__testUtils__/strategyWorlds';
import { newCorrelationId, VertexAiError } from '../../core';
import { VertexApi } from '../../google';
import type { CredentialRequest } from '../Credential';

let identity: Identity;
let world: StrategyWorld;

async function start(
  makeWorld: () => Promise<StrategyWorld>,
  { spoilt = false } = {},
): Promise<void> {
  world = await makeWorld();
  identity = await Identity.start({
    configure: world.configure,
    seed: seed => {
      world.seed(seed);
      if (spoilt) {
        world.spoil.seed(seed);
      }
    },
  });
  identity.azure = world.azure ?? {};
  identity.broker = identity.newBroker();
}

afterEach(async () => {
  await identity.stop();
  await world.stop();
});

async function deploying(
  change: Partial<CredentialRequest> = {},
): Promise<CredentialRequest> {
  return {
    actor: {
      ...identity.actor('dana'),
      presented: await world.presented(identity.clock.now()),
    },
    role: 'deployer',
    environment: 'dev',
    correlationId: newCorrelationId(),
    purpose: { action: 'model.upload', intentDigest: 'a'.repeat(64) },
    ...change,
  };
}

const names = (hops: readonly { hop: string; outcome: string }[]) =>
  hops.map(({ hop, outcome }) => `${hop} ${outcome}`);

/** Where tokens that went over the wire are found that must be in memory only. */
async function leaks(...texts: string[]): Promise<string[]> {
  const { db } = identity.database;
  const places = [
    ...texts,
    identity.logs.text(),
    JSON.stringify(await db('handshakes').select('*')),
    JSON.stringify(await db('audit_entries').select('*')),
  ];
  return [...identity.link.tokens].filter(token =>
    places.some(place => place.includes(token)),
  );
}

it('has a world for each strategy', async () => {
  await start(strategyWorlds.workloadIdentityFederation);
  const kinds = new Set<string>();
  for (const make of Object.values(strategyWorlds)) {
    const one = await make();
    kinds.add(one.kind);
    await one.stop();
  }
  expect([...kinds].sort()).toEqual([...strategyKinds].sort());
});

describe.each(Object.entries(strategyWorlds))('%s', (_, makeWorld) => {
  it('mints what really acts at Google, as the principal that it names', async () => {
    await start(makeWorld);
    const request = await deploying();
    const credential = await identity.broker.credential(request);
    expect(credential.principal).toBe(world.principal);
    const vertex = await VertexApi.create(identity.config);
    await vertex
      .models('europe-west4')
      .get(
        { project: 'ml-dev', model: '7001' },
        { credential, reason: 'test', correlationId: request.correlationId },
      );
    expect(
      identity.emulator.journal.entries({ method: 'GetModel' }),
    ).toMatchObject([{ status: 200, principal: world.principal }]);
  });

  it('times and records each of the hops that it names, and keeps tokens out of it', async () => {
    await start(makeWorld);
    const request = await deploying();
    const credential = await identity.broker.credential(request);
    const [handshake] = await identity.handshakesOf(request.correlationId);
    expect(names(handshake.hops)).toEqual(
      ['identity', 'role', ...world.hops].map(hop => `${hop} passed`),
    );
    expect(
      handshake.hops.every(({ durationMs }) => Number.isFinite(durationMs)),
    ).toBe(true);
    expect(handshake).toMatchObject({
      strategy: world.kind,
      principal: world.principal,
      expiresAt: credential.expiresAt.toISOString(),
    });
    const { items } = await identity.audit.list({
      environments: ['dev'],
      correlationId: request.correlationId,
      limit: 20,
    });
    expect(items.map(({ detail }) => detail.hop).reverse()).toEqual(
      handshake.hops.map(({ hop }) => hop),
    );
    expect(identity.link.tokens.size).toBeGreaterThan(0);
    expect(
      await leaks(
        inspect(credential, { depth: null, showHidden: true }),
        JSON.stringify(credential),
      ),
    ).toEqual([]);
  });

  it('names the hop at which it fails, explains it, and leaves no token in the error', async () => {
    await start(makeWorld, { spoilt: true });
    const request = await deploying();
    const error = await identity.broker.credential(request).then(
      () => undefined,
      (thrown: VertexAiError) => thrown,
    );
    expect(error).toMatchObject({
      name: 'VertexAiError',
      hop: world.spoil.hop,
    });
    const [handshake] = await identity.handshakesOf(request.correlationId);
    expect(handshake.outcome).toBe('failed');
    expect(handshake.hops.at(-1)).toMatchObject({
      hop: world.spoil.hop,
      outcome: 'failed',
      error: { explanation: expect.any(String) },
    });
    expect(
      await leaks(inspect(error, { depth: null, showHidden: true })),
    ).toEqual([]);
  });

  it('is looked at by a dry run up to what would be asserted, and no further', async () => {
    await start(makeWorld);
    const { hops, credential } = await identity.broker.dryRun(
      await deploying(),
    );
    expect(credential).toBeUndefined();
    expect(names(hops)).toEqual([
      'identity passed',
      'role passed',
      ...world.hops.map(hop => `${hop} skipped`),
    ]);
    expect(identity.emulator.journal.entries()).toEqual([]);
  });

  it('gives our own reader a credential without any person', async () => {
    await start(makeWorld);
    const { principal } = await identity.broker.reconciler(
      'dev',
      newCorrelationId(),
    );
    expect(principal).not.toContain('dana');
  });

  it('ends no later than what it was made of', async () => {
    await start(makeWorld);
    const now = identity.clock.now().getTime();
    const { expiresAt } = await identity.broker.credential(await deploying());
    expect(expiresAt.getTime()).toBeGreaterThan(now);
    expect(expiresAt.getTime()).toBeLessThanOrEqual(now + 3_601_000);
  });
});
