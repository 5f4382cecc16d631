import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  DeploymentChanged,
  SIGNAL_DEPLOYMENTS,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { useEffect, useRef } from 'react';

/** A type alias, since an interface does not count as a JSON object. */
type Message = { [K in keyof DeploymentChanged]: DeploymentChanged[K] };

/**
 * Calls back for every changed deployment, and tells whether the app carries signals at all.
 *
 * Subscribes itself instead of reading the last signal from state: a burst of messages would lose all but one there.
 */
export function useDeploymentSignals(
  onChange: (change: DeploymentChanged) => void,
): boolean {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    const subscription = signals?.subscribe<Message>(
      SIGNAL_DEPLOYMENTS,
      message => latest.current(message),
    );
    return () => subscription?.unsubscribe();
  }, [signals]);
  return signals !== undefined;
}
