import { RemovalGuardSettings } from '../config/CatalogSettings';

/** Whether so many of so many may leave at once. */
export function allowsRemoval(
  counts: { removed: number; known: number },
  guard: RemovalGuardSettings,
): boolean {
  return (
    counts.removed <= guard.alwaysAllowed ||
    counts.removed * 100 <= guard.maxPercentage * counts.known
  );
}
