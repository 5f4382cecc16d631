import { useRef } from 'react';
import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import { useLiveQuery } from './useLiveQuery';

/** One deployment with its timeline, followed closely until its final phase. */
export function useDeployment(id: string, enabled = true) {
  const environment = useRef<string>();
  return useLiveQuery({
    key: ['deployment', id],
    read: async (client, signal) => {
      const read = await client.getDeployment(id, signal, environment.current);
      // From the next time on a token can come along that the work waits for.
      environment.current = read.environment;
      return read;
    },
    enabled,
    pollMs: (last, live) => {
      if (last && isFinal(last.phase)) {
        return false;
      }
      return live ? 10_000 : 3_000;
    },
  });
}
