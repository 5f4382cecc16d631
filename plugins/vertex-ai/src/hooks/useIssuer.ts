import { IssuerView } from '@backstage-vertex/plugin-vertex-ai-common';
import { useVertexMutation } from './useVertexMutation';
import { useVertexQuery } from './useVertexQuery';

/** The issuer's keys, and how they get to Google. They change by themselves. */
export function useIssuer() {
  return useVertexQuery({
    key: ['issuer'],
    read: (client, signal) => client.getIssuer(signal),
    pollMs: () => 60_000,
  });
}

/** Withdraws every key of the issuer and signs with a new one. */
export function useRotateIssuerKeys() {
  return useVertexMutation<string, IssuerView>(
    (client, reason) => client.rotateIssuerKeys({ reason }),
    ['issuer'],
  );
}
