import type { Handshake } from '@backstage-vertex/plugin-vertex-ai-common';
import type { CredentialRequest } from './Credential';
import type { Minted } from './strategies';
import type { Walk } from './Walk';

/** The record of one walk, as it goes into the log and onto the pages. */
export function handshakeOf(
  { actor, environment, role, correlationId, purpose }: CredentialRequest,
  result: {
    id: string;
    startedAt: Date;
    walk: Walk;
    minted?: Minted;
    strategy: Handshake['strategy'];
  },
): Handshake {
  const { id, startedAt, walk, minted, strategy } = result;
  return {
    id,
    correlationId,
    deploymentId: purpose?.deploymentId,
    actor: actor.ref,
    environment,
    role,
    action: purpose?.action,
    intentDigest: purpose?.intentDigest,
    strategy,
    outcome: minted ? 'passed' : 'failed',
    startedAt: startedAt.toISOString(),
    principal: minted?.principal,
    expiresAt: minted?.expiresAt.toISOString(),
    hops: [...walk.hops],
  };
}
