import { dirname, join } from 'node:path';

/** What is measured inside the backend's process, by its folder or file below the backend's `src`. */
interface Modules {
  '__testUtils__/startIdentity': typeof import('../../../../plugins/vertex-ai-backend/src/__testUtils__/startIdentity');
}

/**
 * A module that the backend plugin keeps to itself. It is taken from the sources of the checkout: exporting it would make it public.
 */
export function backendModule<Name extends keyof Modules>(
  name: Name,
): Modules[Name] {
  const root = dirname(
    require.resolve('@backstage-vertex/plugin-vertex-ai-backend/package.json'),
  );
  return require(join(root, 'src', name));
}
