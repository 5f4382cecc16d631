import { needHardwareKeyInProduction } from '@backstage-vertex/google-emulator';
import { Identity } from '../__testUtils__/startIdentity';
import { newCorrelationId } from '../core';
import { ACR, StepUpFact } from '../issuer';
import type { CredentialRequest } from './Credential';

let identity: Identity;

beforeEach(async () => {
  identity = await Identity.start({ seed: needHardwareKeyInProduction });
});
afterEach(() => identity.stop());

const signedAtMs = 1_700_000_000_900;

function deploying(stepUp?: StepUpFact): CredentialRequest {
  return {
    actor: identity.actor('dana'),
    role: 'deployer',
    environment: 'prod',
    correlationId: newCorrelationId(),
    purpose: {
      action: 'deployment.create',
      intentDigest: 'a'.repeat(64),
      stepUp,
    },
  };
}

describe('production that demands a hardware key at Google itself', () => {
  it.each<[string, StepUpFact | undefined]>([
    ['without a step-up', undefined],
    [
      'with a passkey that may be on other devices too',
      { userVerified: true, deviceBound: false, signedAtMs },
    ],
    [
      'with a key that has not checked who touched it',
      { userVerified: false, deviceBound: true, signedAtMs },
    ],
  ])('refuses the exchange %s', async (_, stepUp) => {
    await expect(
      identity.broker.credential(deploying(stepUp)),
    ).rejects.toMatchObject({
      code: 'handshake_failed',
      hop: 'sts',
      google: { status: 'unauthorized_client' },
      message: expect.stringContaining('step-up with a security key'),
    });
  });

  it('takes what a hardware key has signed, and sees how and when', async () => {
    const request = deploying({
      userVerified: true,
      deviceBound: true,
      signedAtMs,
    });
    await identity.broker.credential(request);
    const [{ hops }] = await identity.handshakesOf(request.correlationId);
    expect(hops[2].claims).toMatchObject({
      acr: ACR.hardwareKey,
      amr: ['hwk', 'user', 'mfa'],
      auth_time: 1_700_000_000,
    });
  });

  it('lets people read, and other environments deploy, without one', async () => {
    const given = await Promise.all(
      [{ purpose: undefined }, { environment: 'dev' }].map(change =>
        identity.broker.credential({ ...deploying(), ...change }),
      ),
    );
    expect(given).toHaveLength(2);
  });

  it('never gives what was minted with one signature for another', async () => {
    const with_ = (at: number) => ({
      ...deploying({ userVerified: true, deviceBound: true, signedAtMs: at }),
      correlationId: '0'.repeat(32),
    });
    const first = await identity.broker.credential(with_(signedAtMs));
    const second = await identity.broker.credential(with_(signedAtMs + 1));
    expect(second.token.reveal()).not.toBe(first.token.reveal());
  });

  it('is told what may be demanded by the discovery document', async () => {
    const response = await fetch(
      `${identity.issuer.url}/.well-known/openid-configuration`,
    );
    expect(await response.json()).toMatchObject({
      acr_values_supported: Object.values(ACR),
      claims_supported: expect.arrayContaining(['acr', 'amr', 'auth_time']),
    });
  });
});
