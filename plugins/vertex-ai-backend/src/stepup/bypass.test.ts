import { createHash } from 'node:crypto';
import {
  Cheat,
  eachDatabase,
  Portal,
  registerKey,
  signSubject,
  SoftwareAuthenticator,
  startPortal,
} from '@backstage-vertex/testkit';
import plugin from '..';

const refused = { problem: { code: 'step_up_refused' } };
const MINUTE_MS = 60_000;

describe.each(eachDatabase())(
  'nobody gets around a step-up on %s',
  database => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal({ features: [plugin], database });
    });
    afterAll(() => portal.stop());

    let people = 0;

    /** Somebody new with a key, and a subject to sign. */
    async function someone(
      authenticator: SoftwareAuthenticator = new SoftwareAuthenticator(),
    ) {
      people += 1;
      const ref = `user:default/person-${people}`;
      portal.org.addUser(ref);
      const client = portal.as(ref);
      const key = await registerKey(client, authenticator);
      const subject = { kind: 'removeKey' as const, key: key.id };
      return {
        ref,
        client,
        authenticator,
        key,
        subject,
        challenge: () => client.createStepUpChallenge({ subject }),
        sign: () => signSubject(client, authenticator, subject),
      };
    }

    const auditOf = async (ref: string, event: string) =>
      (
        await (await portal.db())('audit_entries').where({ actor: ref, event })
      ).map(({ detail }) => JSON.parse(detail));

    it.each<[string, Cheat]>([
      ['made for another origin', { origin: 'https://evil.example' }],
      [
        'made for another port of the same host',
        { origin: 'http://localhost' },
      ],
      ['made for another relying party', { rpId: 'evil.example' }],
      ['of another type', { type: 'webauthn.create' }],
      ['over another challenge', { challenge: 'AAAA' }],
      ['made inside a page of another origin', { crossOrigin: true }],
      [
        'made inside a page of another origin that is named',
        { crossOrigin: true, topOrigin: 'https://evil.example' },
      ],
      ['with which nobody was present', { userPresent: false }],
      ['by a person whom the key did not verify', { userVerified: false }],
      ['that answers for another person', { userHandle: 'AAAA' }],
      [
        'that says that the key may be copied, which it did not say before',
        { backupEligible: true },
      ],
      ['that has a backup and can have none', { backedUp: true }],
    ])(
      'refuses a signature %s, and the challenge is used up',
      async (_, cheat) => {
        const { client, authenticator, challenge, ref } = await someone();
        const { challengeId, options } = await challenge();
        await expect(
          client.answerStepUpChallenge(challengeId, {
            response: authenticator.get(options, cheat),
          }),
        ).rejects.toMatchObject(refused);
        await expect(
          client.answerStepUpChallenge(challengeId, {
            response: authenticator.get(options),
          }),
        ).rejects.toThrow(/answered already/);
        expect(await auditOf(ref, 'stepUp.refused')).toHaveLength(1);
      },
    );

    it('refuses a signature in which a bit is turned', async () => {
      const { client, authenticator, challenge } = await someone();
      const { challengeId, options } = await challenge();
      const response = authenticator.get(options);
      const bytes = Buffer.from(
        response.response.authenticatorData,
        'base64url',
      );
      bytes[36] += 1;
      response.response.authenticatorData = bytes.toString('base64url');
      await expect(
        client.answerStepUpChallenge(challengeId, { response }),
      ).rejects.toMatchObject(refused);
    });

    it('refuses a challenge that was answered before, also from two at once', async () => {
      const { client, authenticator, challenge } = await someone();
      const { challengeId, options } = await challenge();
      const outcomes = await Promise.allSettled(
        [0, 1, 2].map(() =>
          client.answerStepUpChallenge(challengeId, {
            response: authenticator.get(options),
          }),
        ),
      );
      expect(
        outcomes.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(1);
    });

    it('refuses a challenge that is older than five minutes', async () => {
      const { client, authenticator, challenge } = await someone();
      const { challengeId, options } = await challenge();
      portal.clock.advance(5 * MINUTE_MS + 1);
      await expect(
        client.answerStepUpChallenge(challengeId, {
          response: authenticator.get(options),
        }),
      ).rejects.toThrow(/older than five minutes/);
    });

    it('refuses the challenge of another person, and does not say that there is one', async () => {
      const one = await someone();
      const other = await someone();
      const { challengeId, options } = await one.challenge();
      await expect(
        other.client.answerStepUpChallenge(challengeId, {
          response: one.authenticator.get(options),
        }),
      ).rejects.toThrow(/not known/);
    });

    it('refuses the key of another person over one’s own challenge', async () => {
      const one = await someone();
      const other = await someone();
      const { challengeId, options } = await one.challenge();
      await expect(
        one.client.answerStepUpChallenge(challengeId, {
          response: other.authenticator.get({
            ...options,
            allowCredentials: [{ id: other.authenticator.credentialIds[0] }],
          }),
        }),
      ).rejects.toThrow(/not registered to you/);
    });

    it('refuses a key that signs under the credential id of another', async () => {
      const one = await someone();
      const thief = new SoftwareAuthenticator();
      await someone(thief);
      const { challengeId, options } = await one.challenge();
      await expect(
        one.client.answerStepUpChallenge(challengeId, {
          response: thief.get(options, {
            credentialId: one.authenticator.credentialIds[0],
            userHandle: undefined,
          }),
        }),
      ).rejects.toMatchObject(refused);
    });

    it('locks a key whose counter goes back, says so in the log, and takes nothing from it any more', async () => {
      const { ref, client, authenticator, challenge, sign } = await someone();
      await sign();
      const grant = await sign();
      authenticator.counter = 0;
      await expect(sign()).rejects.toThrow(/went back/);
      expect(await auditOf(ref, 'securityKey.locked')).toEqual([
        expect.objectContaining({ known: 2, counter: 1 }),
      ]);
      expect((await client.listSecurityKeys()).items[0].lockedAt).toBeDefined();
      await expect(challenge()).rejects.toMatchObject(refused);
      const { id } = (await client.listSecurityKeys()).items[0];
      await expect(
        client.removeSecurityKey(id, { stepUp: grant }),
      ).rejects.toThrow(/removed or locked/);
    });

    it('does not lock a key on the word of somebody who does not hold it', async () => {
      const one = await someone();
      await one.sign();
      const thief = new SoftwareAuthenticator();
      await someone(thief);
      const { challengeId, options } = await one.challenge();
      await expect(
        one.client.answerStepUpChallenge(challengeId, {
          response: thief.get(options, {
            credentialId: one.authenticator.credentialIds[0],
            counter: 0,
          }),
        }),
      ).rejects.toMatchObject(refused);
      expect((await one.client.listSecurityKeys()).items[0].lockedAt).toBe(
        undefined,
      );
    });

    it('takes a synced passkey that counts nothing again and again', async () => {
      const { sign } = await someone(
        new SoftwareAuthenticator({ synced: true }),
      );
      await sign();
      expect(await sign()).toMatch(/^[a-z0-9]{26}$/);
    });

    it('refuses a grant over another intent, of another person, an invented one, and one that is too old', async () => {
      const one = await someone();
      const other = await someone();
      const grant = await one.sign();
      const remove = (who: typeof one, key: string, stepUp: string) =>
        who.client.removeSecurityKey(key, { stepUp });
      await one.client.renameSecurityKey(one.key.id, { name: 'renamed' });
      await expect(remove(one, one.key.id, grant)).rejects.toThrow(
        /something else/,
      );
      await one.client.renameSecurityKey(one.key.id, { name: 'key' });
      await expect(remove(other, other.key.id, grant)).rejects.toThrow(
        /not known/,
      );
      await expect(
        remove(one, one.key.id, '0'.repeat(26)),
      ).rejects.toMatchObject(refused);
      await expect(remove(one, one.key.id, 'x')).rejects.toMatchObject(refused);
      portal.clock.advance(5 * MINUTE_MS + 1);
      await expect(remove(one, one.key.id, grant)).rejects.toThrow(
        /older than five minutes/,
      );
    });

    it('takes a grant once, also from many at once', async () => {
      const { client, authenticator } = await someone();
      const second = new SoftwareAuthenticator();
      const { registration, options } = await client.startKeyRegistration();
      const response = second.create(options);
      const stepUp = await signSubject(client, authenticator, {
        kind: 'registerKey',
        registration,
        credentialId: response.id,
        name: 'second',
      });
      const outcomes = await Promise.allSettled(
        Array.from({ length: 5 }, () =>
          client.finishKeyRegistration(
            registration,
            { name: 'second', response },
            { stepUp },
          ),
        ),
      );
      expect(
        outcomes.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(1);
      expect((await client.listSecurityKeys()).items).toHaveLength(2);
    });

    it('refuses a vouched registration with another key than the one that was vouched for', async () => {
      const { client, authenticator } = await someone();
      const { registration, options } = await client.startKeyRegistration();
      const stepUp = await signSubject(client, authenticator, {
        kind: 'registerKey',
        registration,
        credentialId: new SoftwareAuthenticator().create(options).id,
        name: 'mine',
      });
      await expect(
        client.finishKeyRegistration(
          registration,
          {
            name: 'mine',
            response: new SoftwareAuthenticator().create(options),
          },
          { stepUp },
        ),
      ).rejects.toThrow(/something else/);
    });

    it('refuses to register by the challenge of another person, by one that is too old, and by one that was answered', async () => {
      const newcomer = (name: string) => {
        portal.org.addUser(`user:default/${name}`);
        return portal.as(`user:default/${name}`);
      };
      const answer = (client: typeof one, begun: typeof mine) =>
        client.finishKeyRegistration(begun.registration, {
          name: 'key',
          response: new SoftwareAuthenticator().create(begun.options),
        });
      const one = newcomer('newcomer');
      const other = newcomer('newcomer-too');
      const mine = await one.startKeyRegistration();
      await expect(answer(other, mine)).rejects.toThrow(/not known/);
      expect((await other.listSecurityKeys()).items).toEqual([]);
      await answer(one, mine);
      await expect(answer(one, mine)).rejects.toThrow(/not known/);
      expect((await one.listSecurityKeys()).items).toHaveLength(1);
      const late = await other.startKeyRegistration();
      portal.clock.advance(5 * MINUTE_MS + 1);
      await expect(answer(other, late)).rejects.toThrow(
        /older than five minutes/,
      );
    });

    it('takes one first key when two are registered at once', async () => {
      portal.org.addUser('user:default/twice');
      const client = portal.as('user:default/twice');
      const { registration, options } = await client.startKeyRegistration();
      const outcomes = await Promise.allSettled(
        [0, 1].map(() =>
          client.finishKeyRegistration(registration, {
            name: 'first',
            response: new SoftwareAuthenticator().create(options),
          }),
        ),
      );
      expect(
        outcomes.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(1);
    });

    it('leaves one key when the last two are removed at once', async () => {
      const { client, authenticator, key } = await someone();
      const second = await registerKey(client, new SoftwareAuthenticator(), {
        vouchedBy: authenticator,
      });
      const outcomes = await Promise.allSettled(
        [key, second].map(({ id }) => client.removeSecurityKey(id)),
      );
      expect(
        outcomes.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(1);
      expect((await client.listSecurityKeys()).items).toHaveLength(1);
    });

    it.each<[string, Cheat]>([
      ['on another origin', { origin: 'https://evil.example' }],
      ['for another relying party', { rpId: 'evil.example' }],
      ['without verification of the person', { userVerified: false }],
      ['over another challenge', { challenge: 'AAAA' }],
      ['inside a page of another origin', { crossOrigin: true }],
    ])('refuses to register a key that was made %s', async (_, cheat) => {
      portal.org.addUser('user:default/nobody');
      const client = portal.as('user:default/nobody');
      const { registration, options } = await client.startKeyRegistration();
      await expect(
        client.finishKeyRegistration(registration, {
          name: 'key',
          response: new SoftwareAuthenticator().create(options, cheat),
        }),
      ).rejects.toMatchObject(refused);
    });

    it('refuses a key whose algorithm is not that of its type', async () => {
      portal.org.addUser('user:default/confused');
      const client = portal.as('user:default/confused');
      const { registration, options } = await client.startKeyRegistration();
      // An EC key that says RS256: {1: 2, 3: -257, -1: 1, -2: x, -3: y}.
      const coseKey = Buffer.concat([
        Buffer.from('a5010203390100200121', 'hex'),
        Buffer.from('5820', 'hex'),
        Buffer.alloc(32, 1),
        Buffer.from('225820', 'hex'),
        Buffer.alloc(32, 2),
      ]);
      await expect(
        client.finishKeyRegistration(registration, {
          name: 'key',
          response: new SoftwareAuthenticator().create(options, { coseKey }),
        }),
      ).rejects.toMatchObject(refused);
      expect((await client.listSecurityKeys()).items).toEqual([]);
    });

    it('refuses the same key twice, whoever registers it', async () => {
      const one = await someone();
      portal.org.addUser('user:default/copier');
      const copier = portal.as('user:default/copier');
      const { registration, options } = await copier.startKeyRegistration();
      const again = new SoftwareAuthenticator();
      const response = again.create(options);
      await copier.finishKeyRegistration(registration, { name: 'k', response });
      const next = await one.client.startKeyRegistration();
      expect(next.options.excludeCredentials).toHaveLength(1);
      await expect(
        one.client.finishKeyRegistration(next.registration, {
          name: 'k',
          response,
        }),
      ).rejects.toMatchObject(refused);
    });

    it('refuses bodies that are larger than any key makes them', async () => {
      const { challengeId } = await (await someone()).challenge();
      const response = await portal.fetch(
        `/v1/step-up/challenges/${challengeId}/answer`,
        {
          method: 'POST',
          as: 'dana',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            response: {
              id: 'AAAA',
              rawId: 'AAAA',
              type: 'public-key',
              response: {
                clientDataJSON: 'A'.repeat(10_000),
                authenticatorData: 'AAAA',
                signature: 'AAAA',
              },
            },
          }),
        },
      );
      expect(response.status).toBe(400);
      const huge = await portal.fetch('/v1/step-up/challenges', {
        method: 'POST',
        as: 'dana',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ subject: { kind: 'x'.repeat(300_000) } }),
      });
      expect(huge.status).toBe(413);
    });

    it('gives a service no challenge and no key', async () => {
      const service = portal.asService('external:ci');
      await expect(service.startKeyRegistration()).rejects.toMatchObject(
        refused,
      );
    });

    it('stops who asks for more challenges than anybody can sign', async () => {
      const { challenge } = await someone();
      for (let count = 0; count < 50; count += 1) {
        await challenge();
      }
      await expect(challenge()).rejects.toMatchObject({
        problem: { code: 'too_many_requests' },
      });
    });

    it('signs what the server says: SHA-256 of the name, a zero, the nonce, and the digest', async () => {
      const { client, challenge, authenticator, ref } = await someone();
      const { challengeId, options, intentDigest } = await challenge();
      await client.answerStepUpChallenge(challengeId, {
        response: authenticator.get(options),
      });
      const [{ id }] = await (
        await portal.db()
      )('step_up_evidence').where({ actor: ref });
      const { nonce } = await client.getStepUpEvidence(id);
      expect(options.challenge).toBe(
        createHash('sha256')
          .update('backstage-vertex-ai/intent/v1\0')
          .update(Buffer.from(nonce, 'base64url'))
          .update(Buffer.from(intentDigest, 'hex'))
          .digest('base64url'),
      );
    });

    it('keeps evidence from those who neither signed nor audit, and from change', async () => {
      const { client, sign, ref } = await someone();
      await sign();
      const db = await portal.db();
      const [{ id }] = await db('step_up_evidence').where({ actor: ref });
      expect((await client.getStepUpEvidence(id)).actor).toBe(ref);
      expect((await portal.as('sofia').getStepUpEvidence(id)).actor).toBe(ref);
      await expect(
        portal.as('victor').getStepUpEvidence(id),
      ).rejects.toMatchObject({ problem: { code: 'role_missing' } });
      await expect(
        db('step_up_evidence').where({ id }).update({ actor: 'x' }),
      ).rejects.toThrow('append-only');
      await expect(
        db('step_up_evidence').where({ id }).delete(),
      ).rejects.toThrow('append-only');
    });
  },
);
