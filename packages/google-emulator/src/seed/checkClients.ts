import { isLoopback } from '../core/loopback';
import { OAuthClientSeed } from './EmulatorSeed';

/** What Google's console would refuse when these OAuth clients were made there. */
export function clientProblems(clients: OAuthClientSeed[]): string[] {
  return clients.flatMap(client => [
    ...client.redirectUris
      .filter(uri => !canBeRedirect(uri))
      .map(
        uri =>
          `${client.clientId}: the redirect URI "${uri}" must be an https address, or an http one of this machine, without a fragment`,
      ),
    ...(client.audience === 'internal' && !client.organization
      ? [`${client.clientId}: an internal client belongs to an "organization"`]
      : []),
  ]);
}

function canBeRedirect(uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes('#')) return false;
  const { protocol } = new URL(uri);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(uri));
}
