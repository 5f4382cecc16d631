import type { PortalSession } from './PortalSession';

const ASK_EVERY_MS = 500;

/** The parts of a catalog entity that the demo looks at. */
export type CatalogEntity = {
  kind: string;
  metadata: { name: string; namespace: string; title?: string };
  spec?: { type?: string; owner?: string };
  relations?: { type: string; targetRef: string }[];
};

/**
 * Waits until the catalog has the entity and relates it to each of `relatedTo`.
 *
 * Throws with what is missing after `deadlineMs`.
 */
export async function awaitEntity(
  session: PortalSession,
  backendUrl: string,
  wanted: { ref: string; relatedTo: string[]; deadlineMs: number },
): Promise<CatalogEntity> {
  const deadline = Date.now() + wanted.deadlineMs;
  for (;;) {
    const entity = await findEntity(session, backendUrl, wanted.ref);
    const targets = entity?.relations?.map(({ targetRef }) => targetRef) ?? [];
    const missing = wanted.relatedTo.filter(ref => !targets.includes(ref));
    if (entity && missing.length === 0) {
      return entity;
    }
    if (Date.now() > deadline) {
      throw new Error(
        entity
          ? `The catalog has ${
              wanted.ref
            } but does not relate it to ${missing.join(' and ')}.`
          : `The catalog has no ${wanted.ref}.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, ASK_EVERY_MS));
  }
}

async function findEntity(
  session: PortalSession,
  backendUrl: string,
  ref: string,
): Promise<CatalogEntity | undefined> {
  const [, kind, namespace, name] = /^([^:]+):([^/]+)\/(.+)$/.exec(ref) ?? [];
  const response = await session.fetch(
    `${backendUrl}/api/catalog/entities/by-name/${kind}/${namespace}/${name}`,
  );
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    throw new Error(`The catalog answered ${response.status} for ${ref}.`);
  }
  return (await response.json()) as CatalogEntity;
}
