import {
  AccessEntry,
  AccessPage,
  AccessQuery,
  roles,
  rolesForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig, ModelRule } from '../config';
import { invalidCursor } from '../core';
import { hasModelRules } from '../policy';
import { entriesOf, Place } from './memberships';
import { CatalogReader, readDirectory } from './readDirectory';

/** Environments × roles × members, from the configuration and the catalog as they are now. */
export class AccessMatrix {
  readonly #reader: CatalogReader;

  constructor(reader: CatalogReader) {
    this.#reader = reader;
  }

  /** One page in the order of environment, role, member and rule; a rule for single models comes after the role that it narrows. */
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
      modelRules: environments.flatMap(environment =>
        modelRulesOf(environment, query),
      ),
      missingGroups: missing(places, directory.missingGroups),
    };
  }
}

function placesOf(environment: EnvironmentConfig, query: AccessQuery): Place[] {
  const { name, access } = environment;
  const { role, action } = query;
  return roles
    .filter(one => role === undefined || one === role)
    .filter(one => action === undefined || rolesForAction[action].includes(one))
    .flatMap(one => {
      const within = access[one] ?? [];
      return [
        ...within.map(rule => ({ environment: name, role: one, rule })),
        ...countingModelRules(environment, query).flatMap(modelRule =>
          (modelRule.access[one] ?? []).map(rule => ({
            environment: name,
            role: one,
            rule,
            narrowing: { name: modelRule.name, within },
          })),
        ),
      ];
    });
}

/** Those that are asked for what is wanted: for what is not about models, none. */
function countingModelRules(
  environment: EnvironmentConfig,
  { action }: AccessQuery,
): readonly ModelRule[] {
  return action === undefined || hasModelRules(environment, action)
    ? environment.models
    : [];
}

function modelRulesOf(
  environment: EnvironmentConfig,
  query: AccessQuery,
): AccessPage['modelRules'] {
  return countingModelRules(environment, query).map(
    ({ name, match, access }) => ({
      environment: environment.name,
      name,
      match,
      roles: roles.filter(role => access[role] !== undefined),
    }),
  );
}

function missing(
  places: readonly Place[],
  groups: ReadonlySet<string>,
): AccessPage['missingGroups'] {
  return places.flatMap(({ environment, role, rule }) =>
    rule.groups
      .filter(group => groups.has(group))
      .map(group => ({ environment, role, group })),
  );
}

function keyOf(entry: AccessEntry): string {
  const { environment, role, member = '', rule, modelRule = '' } = entry;
  return JSON.stringify([
    environment,
    roles.indexOf(role),
    member,
    modelRule,
    rule,
  ]);
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
