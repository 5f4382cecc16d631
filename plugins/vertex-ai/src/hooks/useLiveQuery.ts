import { useLiveUpdates } from './useLiveUpdates';
import { useVertexQuery, VertexQueryOptions } from './useVertexQuery';

export interface LiveQueryOptions<T>
  extends Omit<VertexQueryOptions<T>, 'pollMs'> {
  /** Milliseconds until the next read, by what was read last and by whether there are signals; `false` stops. */
  pollMs?: (last: T | undefined, live: boolean) => number | false;
}

/**
 * Reads what a deployment changes.
 *
 * A signal reads it at once. Polling goes on beside it, slower, because an open page cannot tell a quiet channel from a broken one.
 */
export function useLiveQuery<T>(options: LiveQueryOptions<T>) {
  const live = useLiveUpdates();
  const { pollMs = unhurried } = options;
  return useVertexQuery({
    ...options,
    pollMs: last => pollMs(last, live),
  });
}

function unhurried(_: unknown, live: boolean): number {
  return live ? 60_000 : 15_000;
}
