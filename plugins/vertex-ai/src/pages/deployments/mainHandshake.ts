import { Handshake } from '@backstage-vertex/plugin-vertex-ai-common';

/**
 * The walk that tells the story of a deployment: the last one that was made for an action rather than for reading;
 * failing that, the last of all.
 */
export function mainHandshake(handshakes: Handshake[]): Handshake | undefined {
  const latestFirst = [...handshakes].sort((a, b) =>
    b.startedAt.localeCompare(a.startedAt),
  );
  return (
    latestFirst.find(handshake => handshake.action !== undefined) ??
    latestFirst[0]
  );
}
