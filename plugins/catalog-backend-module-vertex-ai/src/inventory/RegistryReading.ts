import { Source } from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ObservedScope } from '../ledger/planScope';
import { Scope } from '../ledger/Scope';
import { readPages } from './readPages';

/** Things of one kind in one location, as far as they could be read. */
export interface RegistryReading<T> {
  items: T[];
  /** When Google was asked for the oldest of it, by the backend's clock. */
  observedAt?: string;
  /** Why it is not everything. */
  problem?: string;
}

/** One page of a list, with the state of what it comes from. */
export interface RegistryPage<T> {
  items: T[];
  sources: Source[];
  nextCursor?: string;
}

/**
 * Reads one location to its end, by pages that are ordered by id.
 *
 * The backend may come by a newer state of the registry between two pages, or the next page may come from another replica of
 * it. Ordered by id, each thing has its place on one page whatever else changes, so what is missing was not there in the state
 * that this page shows, and all pages together are as old as the oldest of them.
 *
 * Never throws for an answer of the backend: what was read before it broke off is kept, and the failure said.
 */
export async function readRegistry<T>(
  readPage: (cursor: string | undefined) => Promise<RegistryPage<T>>,
): Promise<RegistryReading<T>> {
  const items: T[] = [];
  const sources: Source[] = [];
  let failure: string | undefined;
  try {
    for await (const page of readPages(readPage)) {
      items.push(...page.items);
      sources.push(...page.sources);
    }
  } catch (error) {
    failure = messageOf(error);
  }
  const instants = sources
    .map(({ observedAt }) => observedAt)
    .filter(instant => instant !== undefined);
  return {
    items,
    observedAt: instants.sort()[0],
    problem: failure ?? problemOf(sources),
  };
}

function problemOf(sources: Source[]): string | undefined {
  const problem = sources.find(source => source.problem)?.problem;
  if (problem) {
    return problem.detail;
  }
  return sources.length === 0 || sources.some(source => !source.observedAt)
    ? 'it has not been read from Google yet'
    : undefined;
}

/** A reading as entities. */
export function toScope<T>(
  { items, observedAt, problem }: RegistryReading<T>,
  scope: Scope,
  toEntity: (item: T) => Entity,
): ObservedScope {
  const observed: ObservedScope = { scope, entities: [], observedAt, problem };
  const refs = new Set<string>();
  for (const item of items) {
    addEntity({ observed, refs }, () => toEntity(item));
  }
  return observed;
}

function addEntity(
  { observed, refs }: { observed: ObservedScope; refs: Set<string> },
  toEntity: () => Entity,
): void {
  try {
    const entity = toEntity();
    const ref = stringifyEntityRef(entity);
    if (!refs.has(ref)) {
      refs.add(ref);
      observed.entities.push({ entity, asOf: observed.observedAt });
    }
  } catch (error) {
    // A thing that cannot be named may be one that is known under another name.
    observed.problem ??= messageOf(error);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
