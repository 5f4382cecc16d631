import {
  AccessEntry,
  AccessPage,
  AccessQuery,
  roles,
  rolesForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import { invalidCursor } from '../core';
import { entriesOf } from './memberships';
import { CatalogReader, readDirectory } from './readDirectory';

/** Environments × roles × members, from the configuration and the catalog as they are now. */
export class AccessMatrix {
  readonly #reader: CatalogReader;

  constructor(reader: CatalogReader) {
    this.#reader = reader;
  }

  /** One page in the order of environment, role, member and rule. */
  async page(
    environments: readonly EnvironmentConfig[],
    query: AccessQuery,
  ): Promise<AccessPage> {
    const after = readCursor(query.cursor);
    const places = environments.flatMap(environment =>
      placesOf(environment, query),
    );
    const directory = await readDirectory(this.#reader, {
      groups: new Set(places.flatMap(({ rule }) => rule.groups)),
      users: new Set(places.flatMap(({ rule }) => rule.users)),
    });
    const rows = places
      .flatMap(place => entriesOf(place, directory))
      .filter(
        ({ member }) =>
          query.member === undefined ||
          member?.includes(query.member.toLocaleLowerCase('en-US')),
      )
      .map(entry => ({ entry, key: keyOf(entry) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .filter(({ key }) => after === undefined || key > after);
    const shown = rows.slice(0, query.limit);
    return {
      items: shown.map(({ entry }) => entry),
      ...(rows.length > query.limit && {
        nextCursor: toCursor(shown[shown.length - 1].key),
      }),
      missingGroups: missing(places, directory.missingGroups),
    };
  }
}

function placesOf(
  { name, access }: EnvironmentConfig,
  { role, action }: AccessQuery,
) {
  return roles
    .filter(one => role === undefined || one === role)
    .filter(one => action === undefined || rolesForAction[action].includes(one))
    .flatMap(one =>
      (access[one] ?? []).map(rule => ({ environment: name, role: one, rule })),
    );
}

function missing(
  places: ReturnType<typeof placesOf>,
  groups: ReadonlySet<string>,
): AccessPage['missingGroups'] {
  return places.flatMap(({ environment, role, rule }) =>
    rule.groups
      .filter(group => groups.has(group))
      .map(group => ({ environment, role, group })),
  );
}

function keyOf({ environment, role, member, rule }: AccessEntry): string {
  return JSON.stringify([environment, roles.indexOf(role), member ?? '', rule]);
}

function toCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const key = Buffer.from(cursor, 'base64url').toString();
  if (!key.startsWith('["') || toCursor(key) !== cursor) {
    throw invalidCursor();
  }
  return key;
}
