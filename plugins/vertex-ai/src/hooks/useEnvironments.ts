import { useVertexQuery } from './useVertexQuery';

/** The environments, with the caller's roles and access in each. */
export function useEnvironments() {
  return useVertexQuery({
    key: ['environments'],
    read: async (client, signal) =>
      (await client.listEnvironments(signal)).items,
  });
}

/** One environment by name; undefined while it loads and when there is none. */
export function useEnvironment(name: string | undefined) {
  return useEnvironments().data?.find(environment => environment.name === name);
}
