import type { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { Actor, VertexAiError } from '../core';
import { actorOf } from '../credentials';
import type { Directory } from './memberships';

/** Refs in one question to the catalog. */
const BATCH = 200;
const FIELDS = ['kind', 'metadata.namespace', 'metadata.name', 'relations'];

export interface CatalogReader {
  catalog: CatalogService;
  auth: AuthService;
}

/**
 * Reads who is in the groups and below them, by the relation of the person, which is what the sign-in goes by: a group that is no
 * longer in the catalog still has whoever names it.
 *
 * @throws VertexAiError `internal` with a retry when the catalog cannot be read: a list that misses somebody would be a wrong answer
 */
export async function readDirectory(
  reader: CatalogReader,
  wanted: { groups: ReadonlySet<string>; users: ReadonlySet<string> },
): Promise<Directory & { missingGroups: ReadonlySet<string> }> {
  try {
    const { children, missing } = await readGroups(reader, wanted.groups);
    const groups = new Set([...wanted.groups, ...children.keys()]);
    const people = new Map<string, Actor>();
    for (const entity of [
      ...(await readMembers(reader, [...groups])),
      ...(await readByRefs(reader, [...wanted.users])).values(),
    ]) {
      const ref = refOf(entity);
      people.set(ref, actorOf(ref, entity));
    }
    return {
      people,
      childrenOf: group => children.get(group) ?? [],
      missingGroups: missing,
    };
  } catch (error) {
    throw new VertexAiError(
      'internal',
      'The catalog cannot be read, so it is not known who is in which group.',
      { cause: error, retry: { afterMs: 5_000 } },
    );
  }
}

/** The groups and all below them, level by level, each once. */
async function readGroups(
  reader: CatalogReader,
  wanted: ReadonlySet<string>,
): Promise<{ children: Map<string, string[]>; missing: Set<string> }> {
  const children = new Map<string, string[]>();
  const missing = new Set<string>();
  let level = [...wanted];
  while (level.length > 0) {
    const found = await readByRefs(reader, level);
    for (const ref of level) {
      const entity = found.get(ref);
      children.set(ref, entity ? childrenIn(entity) : []);
      if (!entity && wanted.has(ref)) {
        missing.add(ref);
      }
    }
    level = [...new Set([...found.values()].flatMap(childrenIn))].filter(
      ref => !children.has(ref),
    );
  }
  return { children, missing };
}

async function readMembers(
  { catalog, auth }: CatalogReader,
  groups: readonly string[],
): Promise<Entity[]> {
  const members: Entity[] = [];
  for (let from = 0; from < groups.length; from += BATCH) {
    const { items } = await catalog.getEntities(
      {
        filter: {
          kind: 'user',
          [`relations.${RELATION_MEMBER_OF}`]: groups.slice(from, from + BATCH),
        },
        fields: FIELDS,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    members.push(...items);
  }
  return members;
}

/** Those that there are, by ref. */
async function readByRefs(
  { catalog, auth }: CatalogReader,
  refs: readonly string[],
): Promise<Map<string, Entity>> {
  const found = new Map<string, Entity>();
  for (let from = 0; from < refs.length; from += BATCH) {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs.slice(from, from + BATCH), fields: FIELDS },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    items.forEach(entity => entity && found.set(refOf(entity), entity));
  }
  return found;
}

function childrenIn({ relations = [] }: Entity): string[] {
  return relations
    .filter(({ type }) => type === RELATION_PARENT_OF)
    .map(({ targetRef }) => targetRef);
}

/** As Backstage compares refs. */
function refOf(entity: Entity): string {
  return stringifyEntityRef(entity).toLocaleLowerCase('en-US');
}
