import { Action } from '@backstage-vertex/plugin-vertex-ai-common';
import { useEnvironments } from './useEnvironments';

/** What the policy answers about actions in an environment, and where to ask again when that could not be read. */
export function useAccess(environment: string) {
  const source = useEnvironments();
  const access = source.data?.find(({ name }) => name === environment)?.access;
  return (action: Action) => ({ action, decision: access?.[action], source });
}
