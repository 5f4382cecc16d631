import { Environment, Source } from '@backstage-vertex/plugin-vertex-ai-common';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ObservedScope } from '../ledger/planScope';
import { EntityType } from '../ledger/Scope';
import { readPages } from './readPages';

/** Things of one kind in one environment, as far as they could be read. */
export interface RegistryReading<T> {
  items: T[];
  /** How well each location could be read; see `sourceSchema`. */
  sources: Source[];
  /** Set when the list broke off. */
  failure?: string;
}

interface RegistryPage<T> {
  items: T[];
  sources: Source[];
  nextCursor?: string;
}

/** Never throws for an answer of the backend: what was read before it broke off is kept, and the failure said. */
export async function readRegistry<T>(
  readPage: (cursor: string | undefined) => Promise<RegistryPage<T>>,
): Promise<RegistryReading<T>> {
  const reading: RegistryReading<T> = { items: [], sources: [] };
  try {
    for await (const page of readPages(readPage)) {
      reading.items.push(...page.items);
      reading.sources.push(...page.sources);
    }
    return reading;
  } catch (error) {
    return { ...reading, failure: messageOf(error) };
  }
}

/** Splits a reading by location, as locations fail one by one. */
export function toScopes<T extends { location: string }>(
  reading: RegistryReading<T>,
  of: { type: EntityType; environment: Environment },
  toEntity: (item: T) => Entity,
): ObservedScope[] {
  return of.environment.locations.map(location => {
    const sources = reading.sources.filter(one => one.location === location);
    const observedAt = sources.map(one => one.observedAt).sort()[0];
    const observed: ObservedScope = {
      scope: { type: of.type, environment: of.environment.name, location },
      entities: [],
      observedAt,
      problem: reading.failure ?? problemOf(sources),
    };
    const refs = new Set<string>();
    for (const item of reading.items) {
      if (item.location === location) {
        addEntity({ observed, refs }, () => toEntity(item));
      }
    }
    return observed;
  });
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

function problemOf(sources: Source[]): string | undefined {
  const problem = sources.find(source => source.problem)?.problem;
  if (problem) {
    return problem.detail;
  }
  return sources.length === 0 || sources.some(source => !source.observedAt)
    ? 'it has not been read from Google yet'
    : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
