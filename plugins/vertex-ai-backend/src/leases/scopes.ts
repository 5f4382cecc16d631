import type { Ending } from '@backstage-vertex/plugin-vertex-ai-common';
import type { AccessSubject } from '../core';

/** What one ending is about. Absent parts mean everybody and every environment; with a lease, that lease alone. */
export interface Scope {
  kind: Ending['scope'];
  lease?: string;
  actor?: string;
  environment?: string;
}

/** The endings that hold at one moment, for a question that is asked thousands of times a second. */
export class EndingsInForce {
  readonly all: readonly Ending[];
  readonly #bySubject = new Map<string, Ending>();
  readonly #leases = new Set<string>();

  constructor(endings: readonly Ending[]) {
    this.all = endings;
    for (const ending of endings) {
      if (ending.scope === 'lease') {
        this.#leases.add(ending.lease!);
      } else {
        this.#bySubject.set(keyOf(ending.actor, ending.environment), ending);
      }
    }
  }

  /** The ending that shuts the subject out; of several the widest. */
  holding({ actor, environment }: AccessSubject): Ending | undefined {
    // Nearly always there is none at all.
    return this.#bySubject.size === 0
      ? undefined
      : this.#bySubject.get(keyOf()) ??
          this.#bySubject.get(keyOf(undefined, environment)) ??
          this.#bySubject.get(keyOf(actor)) ??
          this.#bySubject.get(keyOf(actor, environment));
  }

  isLeaseEnded(lease: string): boolean {
    return this.#leases.has(lease);
  }

  /** Those that were not there before. */
  since(before: EndingsInForce): Ending[] {
    const known = new Set(before.all.map(({ id }) => id));
    return this.all.filter(({ id }) => !known.has(id));
  }
}

/** Whether two endings would shut out exactly the same. */
export function isSameScope(one: Scope, other: Scope): boolean {
  return (
    one.kind === other.kind &&
    one.lease === other.lease &&
    one.actor === other.actor &&
    one.environment === other.environment
  );
}

/** What has ended, for the person whom it concerns. Names who did it, so that there is somebody to ask. */
export function wordsOf({ actor, environment, by, reason }: Ending): string {
  const whose = actor === undefined ? 'All access' : `The access of ${actor}`;
  const where = environment === undefined ? '' : ` to ${environment}`;
  return `${whose}${where} was ended by ${by}: ${reason}`;
}

/** Neither a ref nor an environment has a line break. */
function keyOf(actor = '', environment = ''): string {
  return `${actor}\n${environment}`;
}
