import { Entity } from '@backstage/catalog-model';
import type { UserEntity } from '@backstage/catalog-model';

const MEMBERSHIPS: Record<string, readonly string[]> = {
  'user:default/dana.deployer': ['ml-deployers', 'fraud-ml'],
  'user:default/amir.approver': ['ml-approvers', 'fraud-ml'],
  'user:default/sofia.auditor': ['ml-auditors'],
  'user:default/victor.viewer': ['ml-viewers', 'fraud-ml'],
};

/**
 * The people and groups of the demo, changeable during a test. The catalog and the sign-in read from here, so a person who is
 * taken out of a group is out of it in both.
 */
export class Organisation {
  readonly #groupsOf = new Map(
    Object.entries(MEMBERSHIPS).map(([user, groups]) => [
      user,
      new Set(groups.map(name => `group:default/${name}`)),
    ]),
  );

  readonly #ownerOf = new Map<string, string>();

  /** Full entity ref of a person, from it or from the first name: `dana`. */
  refOf(person: string): string {
    if (person.includes(':')) {
      return person;
    }
    const found = [...this.#groupsOf.keys()].find(ref =>
      ref.startsWith(`user:default/${person}.`),
    );
    if (!found) {
      throw new Error(
        `Nobody is called ${person}; there are ${[
          ...this.#groupsOf.keys(),
        ].join(', ')}.`,
      );
    }
    return found;
  }

  addUser(ref: string, groups: readonly string[] = []): void {
    this.#groupsOf.set(ref, new Set(groups));
  }

  removeUser(person: string): void {
    this.#groupsOf.delete(this.refOf(person));
  }

  join(person: string, group: string): void {
    this.#groupsOf.get(this.refOf(person))!.add(group);
  }

  leave(person: string, group: string): void {
    this.#groupsOf.get(this.refOf(person))!.delete(group);
  }

  /** Puts a thing into the catalog, with its owner. */
  own(ref: string, owner: string): void {
    this.#ownerOf.set(ref, owner);
  }

  /** What Backstage gives at sign-in: the person, and the groups that the person is a direct member of. */
  ownershipOf(ref: string): string[] {
    return [ref, ...(this.#groupsOf.get(ref) ?? [])];
  }

  /** As the catalog serves them, with relations. */
  entities(): Entity[] {
    const members = new Map<string, string[]>();
    for (const [user, groups] of this.#groupsOf) {
      for (const group of groups) {
        members.set(group, [...(members.get(group) ?? []), user]);
      }
    }
    return [
      ...[...this.#groupsOf].map(([ref, memberOf]) =>
        userEntity(ref, memberOf),
      ),
      ...[...members].map(([ref, users]) => groupEntity(ref, users)),
      ...[...this.#ownerOf].map(([ref, owner]) => ownedEntity(ref, owner)),
    ];
  }
}

/** `dana@example.com`, as in the demo. */
function emailOf(ref: string): string {
  return `${namesOf(ref).name.split('.')[0]}@example.com`;
}

/** What the company's directory calls the person. */
export function directoryIdOf(ref: string): string {
  return `id-of-${namesOf(ref).name}`;
}

function namesOf(ref: string): { namespace: string; name: string } {
  const [, namespace, name] = /^\w+:([^/]+)\/(.+)$/.exec(ref)!;
  return { namespace, name };
}

function userEntity(ref: string, memberOf: Set<string>): UserEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      ...namesOf(ref),
      annotations: { 'example.com/directory-id': directoryIdOf(ref) },
    },
    spec: {
      profile: { email: emailOf(ref) },
      memberOf: [...memberOf],
    },
    relations: [...memberOf].map(targetRef => ({
      type: 'memberOf',
      targetRef,
    })),
  };
}

function groupEntity(ref: string, members: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: namesOf(ref),
    spec: { type: 'team', children: [] },
    relations: members.map(targetRef => ({ type: 'hasMember', targetRef })),
  };
}

function ownedEntity(ref: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: ref.split(':')[0],
    metadata: namesOf(ref),
    spec: { owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}
