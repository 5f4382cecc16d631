import {
  SecurityKey,
  StepUpSubjectInput,
  VertexAiClient,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { SoftwareAuthenticator } from './SoftwareAuthenticator';

/** Registers a key of the authenticator for the person of the client, signed by `vouchedBy` where there is a key already. */
export async function registerKey(
  client: VertexAiClient,
  authenticator: SoftwareAuthenticator,
  {
    name = 'key',
    vouchedBy,
  }: { name?: string; vouchedBy?: SoftwareAuthenticator } = {},
): Promise<SecurityKey> {
  const { registration, options } = await client.startKeyRegistration();
  const response = authenticator.create(options);
  const stepUp =
    vouchedBy &&
    (await signSubject(client, vouchedBy, {
      kind: 'registerKey',
      registration,
      credentialId: response.id,
      name,
    }));
  return client.finishKeyRegistration(
    registration,
    { name, response },
    { stepUp },
  );
}

/** Signs a subject as the person of the client. @returns the grant, for the option `stepUp` of the client */
export async function signSubject(
  client: VertexAiClient,
  authenticator: SoftwareAuthenticator,
  subject: StepUpSubjectInput,
): Promise<string> {
  const { challengeId, options } = await client.createStepUpChallenge({
    subject,
  });
  const { grant } = await client.answerStepUpChallenge(challengeId, {
    response: authenticator.get(options),
  });
  return grant;
}
