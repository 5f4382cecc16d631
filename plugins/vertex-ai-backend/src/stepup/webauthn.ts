import type {
  AssertionResponse,
  AttestationResponse,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import type { StepUpConfig } from '../config';
import { AuthenticatorData, readAuthenticatorData } from './authenticatorData';
import { algorithms } from './publicKey';
import { stepUpRefused } from './refusal';

type RelyingParty = Pick<StepUpConfig, 'rpId' | 'origins'>;

/** What the browser says that it did (WebAuthn §5.8.1). */
interface ClientData {
  origin: string;
  crossOrigin?: boolean;
}

/** A key as far as a signature is verified with it. */
export interface VerifyingKey {
  credentialId: string;
  publicKey: Buffer;
}

/**
 * Verifies a signature: type, challenge, origin, relying party, presence, verification of the person, and the signature itself. The
 * counter is the caller's to look at, once it is known that the key has really said it.
 *
 * @throws VertexAiError `step_up_refused`
 */
export async function verifyAssertion(
  party: RelyingParty,
  {
    response,
    challenge,
    key,
  }: { response: AssertionResponse; challenge: string; key: VerifyingKey },
): Promise<{ data: AuthenticatorData; origin: string }> {
  const client = clientDataOf(response);
  const { verified } = await verifyAuthenticationResponse({
    // Nobody reads the extensions; their type is a browser's.
    response: {
      ...response,
      authenticatorAttachment: undefined,
      clientExtensionResults: {},
      response: {
        ...response.response,
        userHandle: response.response.userHandle ?? undefined,
      },
    },
    expectedChallenge: challenge,
    expectedOrigin: party.origins,
    expectedRPID: party.rpId,
    credential: {
      id: key.credentialId,
      publicKey: Uint8Array.from(key.publicKey),
      counter: 0,
    },
    requireUserVerification: true,
  }).catch(refuse);
  if (!verified) {
    throw refuse(new Error('the signature is not that of the key'));
  }
  return {
    data: readAuthenticatorData(
      Buffer.from(response.response.authenticatorData, 'base64url'),
    ),
    origin: client.origin,
  };
}

/** Verifies a new key and what its maker says about it. @throws VertexAiError `step_up_refused` */
export async function verifyAttestation(
  party: RelyingParty,
  { response, challenge }: { response: AttestationResponse; challenge: string },
): Promise<NonNullable<VerifiedRegistrationResponse['registrationInfo']>> {
  clientDataOf(response);
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      ...response,
      authenticatorAttachment: undefined,
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: party.origins,
    expectedRPID: party.rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...algorithms],
  }).catch(refuse);
  if (!verified || !registrationInfo) {
    throw refuse(new Error('the attestation does not verify'));
  }
  return registrationInfo;
}

/** A page of another origin may have shown anything around the prompt; where that is not told, a library lets it pass. */
function clientDataOf({
  response,
}: {
  response: { clientDataJSON: string };
}): ClientData {
  let client: ClientData;
  try {
    client = JSON.parse(
      Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'),
    );
  } catch (error) {
    return refuse(error);
  }
  if (client?.crossOrigin) {
    refuse(new Error('made inside a page of another origin'));
  }
  return client;
}

function refuse(error: unknown): never {
  throw stepUpRefused(
    'The answer of the security key does not verify. Ask for a new challenge and try again with a key that is registered here.',
    { privateDetail: String(error), cause: error },
  );
}
