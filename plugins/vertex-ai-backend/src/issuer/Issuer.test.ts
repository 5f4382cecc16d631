import { eachDatabase } from '@backstage-vertex/testkit';
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  JSONWebKeySet,
  jwtVerify,
} from 'jose';
import knexFactory from 'knex';
import { inspect } from 'node:util';
import { Identity } from '../__testUtils__/startIdentity';
import { newCorrelationId, Secret } from '../core';
import { AssertionRequest } from './assertion';
import { Issuer } from './Issuer';
import { insertPrivateKey } from './PrivateKeyStore';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let identity: Identity;

const request = (): AssertionRequest => ({
  audience: '//iam.googleapis.com/anything',
  actor: identity.actor('dana'),
  environment: 'dev',
  role: 'deployer',
  correlationId: newCorrelationId(),
});

async function published(): Promise<JSONWebKeySet> {
  const response = await fetch(`${identity.issuer.url}/jwks.json`);
  return response.json();
}

async function kidOfSignature(issuer: Issuer): Promise<string> {
  const { token } = await issuer.sign(request());
  return decodeProtectedHeader(token.reveal()).kid!;
}

describe.each(eachDatabase())('the issuer on %s', database => {
  const start = (rotationHours: number, publishMinutes: number) =>
    Identity.start({
      database,
      configure: ({ vertexAi }) => {
        vertexAi.issuer.keys = { rotationHours, publishMinutes };
      },
    });

  afterEach(() => identity.stop());

  it('signs what anybody can verify with its published keys', async () => {
    identity = await start(24, 10);
    const { token, claims } = await identity.issuer.sign(request());
    const { payload, protectedHeader } = await jwtVerify(
      token.reveal(),
      createLocalJWKSet(await published()),
      { issuer: identity.issuer.url, algorithms: ['ES256'] },
    );
    expect(payload).toEqual(claims);
    expect(protectedHeader.typ).toBe('JWT');
  });

  it('publishes only what Google takes in an upload, and never a private key', async () => {
    identity = await start(24, 10);
    const { keys } = await published();
    expect(keys).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        alg: 'ES256',
        use: 'sig',
        kid: expect.any(String),
        x: expect.any(String),
        y: expect.any(String),
      },
    ]);
  });

  it('publishes the next key before it signs and the last one after it signed', async () => {
    identity = await start(24, 30);
    const first = await kidOfSignature(identity.issuer);
    const [{ signs_from_ms: startMs }] = await identity.database.db(
      'issuer_keys',
    );
    const at = (ms: number) =>
      identity.clock.set(new Date(Number(startMs) + ms));

    at(23 * HOUR + 29 * MINUTE);
    expect((await published()).keys).toHaveLength(1);
    at(23 * HOUR + 31 * MINUTE);
    const both = (await published()).keys.map(({ kid }) => kid);
    expect(both).toHaveLength(2);
    expect(await kidOfSignature(identity.issuer)).toBe(first);

    at(24 * HOUR - MINUTE);
    const { token: last } = await identity.issuer.sign(request());
    expect(decodeProtectedHeader(last.reveal()).kid).toBe(first);
    at(24 * HOUR + 2 * MINUTE);
    const second = await kidOfSignature(identity.issuer);
    expect([first, second]).toEqual(both);
    await jwtVerify(last.reveal(), createLocalJWKSet(await published()), {
      currentDate: identity.clock.now(),
    });

    at(24 * HOUR + 20 * MINUTE);
    expect((await published()).keys.map(({ kid }) => kid)).toEqual([second]);
    const rows = await identity.database
      .db('issuer_keys')
      .orderBy('generation')
      .select('kid', 'destroyed_at_ms', 'handle');
    expect(rows).toMatchObject([
      { kid: first, destroyed_at_ms: expect.anything() },
      { kid: second, destroyed_at_ms: null },
    ]);
    expect(
      await identity.database.db('issuer_private_keys').select('handle'),
    ).toEqual([{ handle: rows[1].handle }]);
  });

  it('agrees on one key when many replicas start at once', async () => {
    identity = await start(24, 10);
    await identity.database.db('issuer_keys').delete();
    const replicas = await Promise.all(
      Array.from({ length: 8 }, () => identity.newIssuer()),
    );
    const kids = await Promise.all(replicas.map(kidOfSignature));
    expect(new Set(kids).size).toBe(1);
    expect(await identity.database.db('issuer_keys')).toHaveLength(1);
  });

  it('agrees on the next key when many replicas rotate at once', async () => {
    identity = await start(24, 10);
    const replicas = await Promise.all(
      Array.from({ length: 8 }, () => identity.newIssuer()),
    );
    identity.clock.advance(23 * HOUR + 55 * MINUTE);
    const before = new Set(await Promise.all(replicas.map(kidOfSignature)));
    identity.clock.advance(10 * MINUTE);
    const after = new Set(await Promise.all(replicas.map(kidOfSignature)));
    expect([before.size, after.size]).toEqual([1, 1]);
    expect(after).not.toEqual(before);
    expect(await identity.database.db('issuer_keys')).toHaveLength(2);
  });

  it('knows on every replica the key of another before that one signs with it', async () => {
    identity = await start(24, 1);
    const other = await identity.newIssuer();
    identity.clock.advance(24 * HOUR - MINUTE);
    await kidOfSignature(identity.issuer);
    const next = (await identity.issuer.jwks()).keys.map(({ kid }) => kid)[1];
    identity.clock.advance(1_000);
    expect((await other.jwks()).keys.map(({ kid }) => kid)).toContain(next);
  });

  it('keeps its key over a restart', async () => {
    identity = await start(24, 10);
    const again = await identity.newIssuer();
    expect(await kidOfSignature(again)).toBe(
      await kidOfSignature(identity.issuer),
    );
  });

  it('puts each key on record once', async () => {
    identity = await start(24, 10);
    await Promise.all([identity.newIssuer(), identity.newIssuer()]);
    const { items } = await identity.audit.list({
      environments: [],
      withoutEnvironment: true,
      limit: 10,
    });
    expect(items).toEqual([
      expect.objectContaining({
        event: 'issuer.keyCreated',
        actor: 'service:vertex-ai/issuer',
        detail: {
          generation: 1,
          kid: await kidOfSignature(identity.issuer),
          signer: 'database',
          signsFrom: expect.any(String),
        },
      }),
    ]);
    expect(JSON.stringify(items)).not.toContain('private');
  });

  describe('in an emergency', () => {
    const rotation = () => ({
      actor: 'user:default/ada.admin',
      reason: 'A backup of the database was found in a public bucket.',
      correlationId: newCorrelationId(),
    });
    const rotate = (issuer: Issuer) =>
      identity.keysOf(issuer).rotateNow(rotation());

    it('withdraws every key and signs with a new one at once', async () => {
      identity = await start(24, 30);
      const { token: stolen } = await identity.issuer.sign(request());
      identity.clock.advance(24 * HOUR - 10 * MINUTE);
      const before = (await published()).keys.map(({ kid }) => kid);
      expect(before).toHaveLength(2);
      await rotate(identity.issuer);
      const now = await kidOfSignature(identity.issuer);
      expect(before).not.toContain(now);
      expect((await published()).keys.map(({ kid }) => kid)).toEqual([now]);
      await expect(
        jwtVerify(stolen.reveal(), createLocalJWKSet(await published())),
      ).rejects.toThrow('no applicable key');
      expect((await identity.issuer.keys()).keys).toMatchObject([
        { kid: now, state: 'signing' },
        { state: 'withdrawn', withdrawnAt: expect.any(String) },
        { state: 'withdrawn', withdrawnAt: expect.any(String) },
      ]);
    });

    it('leaves no private half of a withdrawn key', async () => {
      identity = await start(24, 10);
      await rotate(identity.issuer);
      const kept = await identity.database.db('issuer_private_keys');
      expect(kept).toHaveLength(1);
      const living = await identity.database
        .db('issuer_keys')
        .whereNull('destroyed_at_ms');
      expect(living.map(({ handle }) => handle)).toEqual([kept[0].handle]);
    });

    it('takes every replica along within a second', async () => {
      identity = await start(24, 10);
      const replica = await identity.newIssuer();
      const before = await kidOfSignature(replica);
      await rotate(identity.issuer);
      identity.clock.advance(1_000);
      const [now, ...others] = (await replica.jwks()).keys;
      expect(others).toEqual([]);
      expect(now.kid).not.toBe(before);
      expect(await kidOfSignature(replica)).toBe(now.kid);
    });

    it('never lets a replica sign with a key that is gone, also before it has heard of it', async () => {
      identity = await start(24, 10);
      const replica = await identity.newIssuer();
      const before = await kidOfSignature(replica);
      await rotate(identity.issuer);
      // A replica that was asleep has the key in memory no more.
      const woken = await identity.newIssuer();
      expect(await kidOfSignature(woken)).not.toBe(before);
    });

    it('gives one key when two people act at once, and the log says both reasons', async () => {
      identity = await start(24, 10);
      const other = await identity.newIssuer();
      await Promise.all([rotate(identity.issuer), rotate(other)]);
      identity.clock.advance(1_000);
      expect((await published()).keys).toHaveLength(1);
      expect(await kidOfSignature(other)).toBe(
        await kidOfSignature(identity.issuer),
      );
      const { items } = await identity.audit.list({
        environments: [],
        withoutEnvironment: true,
        event: 'issuer.keysReplaced',
        limit: 10,
      });
      expect(items.map(({ detail }) => detail.withdrawn)).toEqual([
        [expect.any(String)],
        [expect.any(String)],
      ]);
      expect(items[0]).toMatchObject({
        actor: 'user:default/ada.admin',
        detail: { reason: rotation().reason },
      });
    });

    it('goes on with the interval from the new key', async () => {
      identity = await start(24, 10);
      identity.clock.advance(20 * HOUR);
      await rotate(identity.issuer);
      const now = await kidOfSignature(identity.issuer);
      identity.clock.advance(20 * HOUR);
      expect(await kidOfSignature(identity.issuer)).toBe(now);
      const { keys, nextRotationAt } = await identity.issuer.keys();
      expect(Date.parse(nextRotationAt)).toBe(
        Date.parse(keys[0].signsFrom) + 24 * HOUR,
      );
    });
  });
});

describe('a private key', () => {
  it('is not in the error of a database that cannot store it', async () => {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    const d = 'the-private-half';
    const privateJwk = new Secret(JSON.stringify({ d }));
    const key = { handle: 'one', privateJwk, createdAtMs: 0 };
    const error = await insertPrivateKey(knex, key).catch(thrown => thrown);
    await knex.destroy();
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(d);
    expect(inspect(key, { depth: null })).not.toContain(d);
  });
});
