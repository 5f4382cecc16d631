import { Portal, until } from '@backstage-vertex/testkit';

/** The backend of a test's portal asks Google again when its answer is older. */
const STALE_AFTER_MS = 6_000;

/** Has the backend ask Google what is there now; the places in `failing`, like `dev/us-central1`, cannot be read. */
export async function observe(
  portal: Portal,
  failing: readonly string[] = [],
): Promise<void> {
  portal.clock.advance(STALE_AFTER_MS);
  const sinceMs = portal.clock.now().getTime();
  const catalog = portal.asService('plugin:catalog');
  await until('the backend has read the registry', async () => {
    const { sources } = await catalog.listModels({ limit: 1 });
    return sources.every(({ environment, location, observedAt, problem }) =>
      failing.includes(`${environment}/${location}`)
        ? problem !== undefined
        : !problem && Date.parse(observedAt ?? '') >= sinceMs,
    );
  });
}
