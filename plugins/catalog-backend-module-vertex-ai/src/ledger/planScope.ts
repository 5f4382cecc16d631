import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { RemovalGuardSettings } from '../config/CatalogSettings';
import { contentHashOf } from '../entities/contentHash';
import { isNewer } from './isNewer';
import { KnownEntity } from './KnownEntity';
import { allowsRemoval } from './removalGuard';
import { Scope } from './Scope';

/** An entity as it should be, and the instant of the state it shows, by the backend's clock. */
export interface ObservedEntity {
  entity: Entity;
  asOf?: string;
}

/** Everything that one reading tells about one scope. */
export interface ObservedScope {
  scope: Scope;
  entities: ObservedEntity[];
  /** When Google was asked, by the backend's clock. */
  observedAt?: string;
  /** Why the reading is not complete. Then what is missing from it proves nothing. */
  problem?: string;
  /** Deployments requested before this instant are left out on purpose. */
  expiredBefore?: string;
}

/** What is known about a scope. `candidates` were known before the reading began; only they can be missing from it. */
export interface KnownScope {
  find(entityRef: string): KnownEntity | undefined;
  /** Whether the catalog holds exactly this already. */
  isSettled(entityRef: string, hash: string): boolean;
  candidates: readonly KnownEntity[];
}

export interface ScopePlan {
  added: ObservedEntity[];
  /** Entity refs. */
  removed: string[];
  /** Set when the guard refused: how many would have left. */
  refused?: { removed: number; known: number };
}

/** The smallest change that makes the catalog agree with a reading, and never more than the reading proves. */
export function planScope(
  observed: ObservedScope,
  known: KnownScope,
  guard: RemovalGuardSettings,
): ScopePlan {
  const refs = new Set<string>();
  const added = observed.entities.filter(({ entity, asOf }) => {
    const entityRef = stringifyEntityRef(entity);
    refs.add(entityRef);
    return (
      !isNewer(known.find(entityRef)?.asOf, asOf) &&
      !known.isSettled(entityRef, contentHashOf(entity)!)
    );
  });
  const missing = known.candidates.filter(
    ({ entityRef }) => !refs.has(entityRef),
  );
  return observed.problem !== undefined
    ? { added, removed: [] }
    : { added, ...planRemovals(observed, { missing, known }, guard) };
}

function planRemovals(
  { observedAt, expiredBefore }: ObservedScope,
  { missing, known }: { missing: KnownEntity[]; known: KnownScope },
  guard: RemovalGuardSettings,
): Omit<ScopePlan, 'added'> {
  const isExpired = ({ requestedAt }: KnownEntity) =>
    isNewer(expiredBefore, requestedAt);
  const expired = missing.filter(isExpired);
  const gone = missing.filter(
    entity =>
      !isExpired(entity) &&
      !isNewer(known.find(entity.entityRef)?.asOf, observedAt),
  );
  const counts = { removed: gone.length, known: known.candidates.length };
  const refsOf = (entities: KnownEntity[]) => entities.map(e => e.entityRef);
  return allowsRemoval(counts, guard)
    ? { removed: refsOf([...expired, ...gone]) }
    : { removed: refsOf(expired), refused: counts };
}
