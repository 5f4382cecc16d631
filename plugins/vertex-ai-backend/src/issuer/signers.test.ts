import type { IssuerSigner } from '@backstage-vertex/plugin-vertex-ai-node';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { webcrypto } from 'node:crypto';
import { ForeignSigner } from '../__testUtils__/ForeignSigner';
import { Identity } from '../__testUtils__/startIdentity';
import { newCorrelationId } from '../core';
import { createVerifiedKey } from './createVerifiedKey';
import { DatabaseSigner } from './DatabaseSigner';
import { Issuer } from './Issuer';
import { publicJwkOf } from './SigningKey';

const HOUR = 3_600_000;
const ES256 = { name: 'ECDSA', hash: 'SHA-256' };

let identity: Identity;
let foreign: ForeignSigner;

beforeAll(async () => {
  identity = await Identity.start({
    configure: ({ vertexAi }) => {
      vertexAi.issuer.keys = { rotationHours: 24, publishMinutes: 10 };
    },
  });
  foreign = await ForeignSigner.start();
});

afterAll(async () => {
  await foreign.stop();
  await identity.stop();
});

async function assertionOf(issuer: Issuer): Promise<string> {
  const { token } = await issuer.sign({
    audience: '//iam.googleapis.com/anything',
    actor: identity.actor('dana'),
    environment: 'dev',
    role: 'deployer',
    correlationId: newCorrelationId(),
  });
  return token.reveal();
}

const kidOf = async (issuer: Issuer) =>
  decodeProtectedHeader(await assertionOf(issuer)).kid;

/** What every signer promises, whoever wrote it. */
describe.each<[string, () => IssuerSigner]>([
  [
    'in the database',
    () => new DatabaseSigner(identity.database, identity.clock),
  ],
  ['in another process', () => foreign],
])('a signer %s', (_, signerOf) => {
  let signer: IssuerSigner;

  beforeAll(() => {
    signer = signerOf();
  });

  async function verifies(
    key: { x: string; y: string },
    signature: Uint8Array,
    data: Uint8Array,
  ): Promise<boolean> {
    const { kid: _kid, ...jwk } = await publicJwkOf(key);
    return webcrypto.subtle.verify(
      ES256,
      await webcrypto.subtle.importKey(
        'jwk',
        jwk,
        { name: 'ECDSA', namedCurve: 'P-256' },
        false,
        ['verify'],
      ),
      signature,
      data,
    );
  }

  it('signs with 64 bytes that its public key verifies, whatever the bytes are', async () => {
    const key = await signer.createKey();
    const samples = [0, 1, 200, 20_000].map(length =>
      webcrypto.getRandomValues(new Uint8Array(length)),
    );
    const signatures = await Promise.all(
      samples.map(data => signer.sign(key.handle, data)),
    );
    expect(signatures.map(({ length }) => length)).toEqual([64, 64, 64, 64]);
    const answers = await Promise.all(
      samples.map((data, index) => verifies(key, signatures[index], data)),
    );
    expect(answers).toEqual([true, true, true, true]);
    expect(await verifies(key, signatures[0], samples[1])).toBe(false);
  });

  it('makes another key each time, and signs with the one that is named', async () => {
    const [one, other] = [await signer.createKey(), await signer.createKey()];
    expect(one.handle).not.toBe(other.handle);
    expect(one.x).not.toBe(other.x);
    const data = new Uint8Array([1, 2, 3]);
    const signature = await signer.sign(one.handle, data);
    expect(await verifies(one, signature, data)).toBe(true);
    expect(await verifies(other, signature, data)).toBe(false);
  });

  it('never signs with a key that it destroyed, nor with one that it never had', async () => {
    const { handle } = await signer.createKey();
    const kept = await signer.createKey();
    const data = new Uint8Array([1]);
    await signer.sign(handle, data);
    await signer.destroyKey(handle);
    await signer.destroyKey(handle);
    await signer.destroyKey('never-there');
    await expect(signer.sign(handle, data)).rejects.toThrow(handle);
    await expect(signer.sign('never-there', data)).rejects.toThrow(
      'never-there',
    );
    expect(await signer.sign(kept.handle, data)).toHaveLength(64);
  });

  it('gives nothing but a handle and a public point', async () => {
    expect(await signer.createKey()).toEqual({
      handle: expect.stringMatching(/^.{1,512}$/),
      x: expect.stringMatching(/^[\w-]{43}$/),
      y: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('gives its keys to every replica, rotates them and lets Google verify them', async () => {
    const issuer = await identity.newIssuer(signer);
    const replica = await identity.newIssuer(signer);
    expect(await kidOf(replica)).toBe(await kidOf(issuer));
    const before = await kidOf(issuer);
    identity.clock.advance(24 * HOUR - 5 * 60_000);
    await issuer.jwks();
    identity.clock.advance(24 * HOUR);
    expect(await kidOf(issuer)).not.toBe(before);
    await jwtVerify(
      await assertionOf(replica),
      createLocalJWKSet(await issuer.jwks()),
      { currentDate: identity.clock.now() },
    );
  });
});

describe('a change of the signer', () => {
  let fresh: Identity;

  beforeAll(async () => {
    fresh = await Identity.start({});
  });
  afterAll(() => fresh.stop());

  it('signs with the new one at once, and keeps what the old one signed verifiable', async () => {
    const last = await assertionOf(fresh.issuer);
    const after = await fresh.newIssuer(foreign);
    const first = await assertionOf(after);
    const keys = createLocalJWKSet(await after.jwks());
    const currentDate = fresh.clock.now();
    await jwtVerify(last, keys, { currentDate });
    await jwtVerify(first, keys, { currentDate });
    expect((await after.keys()).keys).toMatchObject([
      { state: 'signing', signer: 'test-kms', generation: 2 },
      { state: 'published', signer: 'database', generation: 1 },
    ]);
  });

  it('lets replicas that still have the old one go on, without a race for new keys', async () => {
    const old = await fresh.newIssuer();
    const kid = await kidOf(old);
    fresh.clock.advance(5 * 60_000);
    await (await fresh.newIssuer(foreign)).jwks();
    expect(await kidOf(old)).toBe(kid);
    expect((await old.keys()).keys).toHaveLength(2);
  });

  it('never signs with a key of before that is published no more', async () => {
    fresh.clock.advance(20 * 60_000);
    const back = await fresh.newIssuer();
    const assertion = await assertionOf(back);
    await jwtVerify(assertion, createLocalJWKSet(await back.jwks()), {
      currentDate: fresh.clock.now(),
    });
    expect((await back.keys()).keys[0]).toMatchObject({
      state: 'signing',
      signer: 'database',
      generation: 3,
    });
  });
});

describe('a signer that is written wrongly', () => {
  const wrong = (change: Partial<IssuerSigner>): IssuerSigner => ({
    name: 'wrong',
    createKey: () => foreign.createKey(),
    sign: (handle, data) => foreign.sign(handle, data),
    destroyKey: handle => foreign.destroyKey(handle),
    ...change,
  });
  const times = { generation: 1, signsFromMs: 0 };

  it.each<[string, Partial<IssuerSigner>, string]>([
    [
      'signs with another key',
      {
        sign: async (_, data) => {
          const { handle } = await foreign.createKey();
          return foreign.sign(handle, data);
        },
      },
      'does not verify',
    ],
    [
      'answers in DER',
      {
        sign: async (handle, data) =>
          new Uint8Array([0x30, 0x44, ...(await foreign.sign(handle, data))]),
      },
      'not DER',
    ],
    [
      'has no handle',
      {
        createKey: async () => ({ ...(await foreign.createKey()), handle: '' }),
      },
      '0 characters',
    ],
  ])(
    'is found out before a key of it is published: %s',
    async (_, change, says) => {
      await expect(createVerifiedKey(wrong(change), times, 0)).rejects.toThrow(
        says,
      );
    },
  );
});
