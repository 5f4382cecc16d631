import { dirname, join } from 'node:path';

/** What is measured inside the backend's process, by its folder or file below the backend's `src`. */
interface Modules {
  core: typeof import('../../../../plugins/vertex-ai-backend/src/core');
  'stepup/challenge': typeof import('../../../../plugins/vertex-ai-backend/src/stepup/challenge');
  'stepup/publicKey': typeof import('../../../../plugins/vertex-ai-backend/src/stepup/publicKey');
  'stepup/verifyEvidence': typeof import('../../../../plugins/vertex-ai-backend/src/stepup/verifyEvidence');
  'stepup/webauthn': typeof import('../../../../plugins/vertex-ai-backend/src/stepup/webauthn');
  policy: typeof import('../../../../plugins/vertex-ai-backend/src/policy');
  'config/readConfig': typeof import('../../../../plugins/vertex-ai-backend/src/config/readConfig');
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
