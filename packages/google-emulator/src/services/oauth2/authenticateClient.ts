import { OAuthError } from '../../core/ApiError';
import { Call, World } from '../../http/Route';
import { OAuthClientSeed } from '../../seed/EmulatorSeed';
import { consentTexts } from '../../texts';

/** The application by its id and secret, from the body or an `Authorization: Basic` header (RFC 6749 §2.3.1). */
export function authenticateClient(call: Call, world: World): OAuthClientSeed {
  const { id, secret } = basicCredentials(call) ?? {
    id: call.body.client_id,
    secret: call.body.client_secret,
  };
  if (!id) {
    throw new OAuthError('invalid_request', consentTexts.missing('client_id'));
  }
  const client = world.state.oauthClients.find(
    ({ clientId }) => clientId === id,
  );
  if (!client) {
    throw new OAuthError('invalid_client', consentTexts.clientNotFound, 401);
  }
  if (!secret) {
    throw new OAuthError('invalid_request', consentTexts.secretMissing);
  }
  if (secret !== client.clientSecret) {
    throw new OAuthError('invalid_client', consentTexts.wrongSecret, 401);
  }
  return client;
}

function basicCredentials({ headers }: Call) {
  const encoded = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (!encoded) return undefined;
  const [id, secret] = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .split(/:(.*)/s)
    .map(part => new URLSearchParams(`part=${part}`).get('part') ?? '');
  return { id, secret };
}
