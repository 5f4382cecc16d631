import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { vertexAiApiRef } from '../api';
import { LiveUpdates } from './LiveUpdates';
import { queryClientFor } from './queryClient';

const updates = new WeakMap<QueryClient, LiveUpdates>();

function updatesFor(signals: SignalApi, queries: QueryClient): LiveUpdates {
  let found = updates.get(queries);
  if (!found) {
    found = new LiveUpdates(signals, queries);
    updates.set(queries, found);
  }
  return found;
}

/** Keeps what is read fresh by signals about deployments, and tells whether the app carries signals at all. */
export function useLiveUpdates(): boolean {
  const signals = useApiHolder().get(signalApiRef);
  const queries = queryClientFor(useApi(vertexAiApiRef));
  useEffect(
    () => (signals ? updatesFor(signals, queries).follow() : undefined),
    [signals, queries],
  );
  return signals !== undefined;
}
