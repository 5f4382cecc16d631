/** Whose credential it is, and where. */
export interface Slot {
  /** Equal for requests that may share a credential. */
  readonly key: string;
  /** Entity ref or service subject. */
  readonly actor: string;
  readonly environment: string;
}

/**
 * What shall end: what belongs to the actor, to the environment, or to the actor in the environment where both are named; or
 * everything, which has to be said. Matches by full, lower-case entity ref or service subject, and by the environment's name.
 */
export type EndScope =
  | { actor: string; environment?: string; all?: undefined }
  | { actor?: undefined; environment: string; all?: undefined }
  | { actor?: undefined; environment?: undefined; all: true };

export type Ended = (slot: Pick<Slot, 'actor' | 'environment'>) => boolean;

/** Whether something is in the scope. @throws TypeError for a scope that names nothing, which must not mean everything by mistake */
export function endedBy({ actor, environment, all }: EndScope): Ended {
  if (all !== true && actor === undefined && environment === undefined) {
    throw new TypeError('say what shall end: an actor, an environment, or all');
  }
  return slot =>
    (actor === undefined || slot.actor === actor) &&
    (environment === undefined || slot.environment === environment);
}
