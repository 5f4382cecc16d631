import { invalidCursor } from '../core';

/** What a list is ordered by. */
export interface Listed {
  environment: string;
  location: string;
  id: string;
  displayName: string;
}

/** A position in a list: the last row of a page. */
type Position = [
  environment: string,
  location: string,
  name: string,
  id: string,
];

/** What the rows of a source are ordered by. */
export type Order = 'name' | 'id';

/** Order within one source; by code units, so that every replica pages alike. */
export function byNameThenId(a: Listed, b: Listed): number {
  return compareKeys(keyOf(a, 'name'), keyOf(b, 'name'));
}

/**
 * One page of the rows of several sources, in the order in which the sources come; the rows of each are given by name.
 *
 * The cursor names the last row itself: rows that come and go in between neither repeat nor hide others.
 */
export function pageOfSources<T extends Listed>(
  sources: readonly {
    environment: string;
    location: string;
    rows: readonly T[];
  }[],
  query: { limit: number; cursor?: string; search?: string; orderBy?: Order },
): { items: T[]; nextCursor?: string } {
  const { orderBy = 'name', cursor, limit } = query;
  const after = cursor ? readCursor(cursor) : undefined;
  const start = after ? startOf(sources, after) : 0;
  const search = query.search?.toLowerCase();
  const items: T[] = [];
  for (const [offset, source] of sources.slice(start).entries()) {
    const resume = offset === 0 && after && isAt(source, after);
    for (const row of inOrder(source.rows, orderBy)) {
      if (
        (resume && !isAfter(keyOf(row, orderBy), after)) ||
        (search && !matches(row, search))
      ) {
        continue;
      }
      if (items.length === limit) {
        const last = items[items.length - 1];
        return { items, nextCursor: cursorAt(last, orderBy) };
      }
      items.push(row);
    }
  }
  return { items };
}

/** Where a row is among those of its source. */
type Key = [name: string, id: string];

function keyOf({ displayName, id }: Listed, orderBy: Order): Key {
  return [orderBy === 'name' ? displayName.toLowerCase() : '', id];
}

function compareKeys([nameA, idA]: Key, [nameB, idB]: Key): number {
  return compare(nameA, nameB) || compare(idA, idB);
}

function inOrder<T extends Listed>(
  rows: readonly T[],
  orderBy: Order,
): readonly T[] {
  return orderBy === 'name'
    ? rows
    : [...rows].sort((a, b) => compare(a.id, b.id));
}

/** Index of the cursor's source; the list ends when the caller may not see that source any more. */
function startOf(
  sources: readonly { environment: string; location: string }[],
  after: Position,
): number {
  const index = sources.findIndex(source => isAt(source, after));
  return index === -1 ? sources.length : index;
}

function isAt(
  source: { environment: string; location: string },
  [environment, location]: Position,
): boolean {
  return source.environment === environment && source.location === location;
}

function isAfter(key: Key, [, , ...position]: Position): boolean {
  return compareKeys(key, position) > 0;
}

function matches(row: Listed, search: string): boolean {
  return (
    row.displayName.toLowerCase().includes(search) ||
    row.id.toLowerCase().includes(search)
  );
}

function cursorAt(row: Listed, orderBy: Order): string {
  const position: Position = [
    row.environment,
    row.location,
    ...keyOf(row, orderBy),
  ];
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function readCursor(cursor: string): Position {
  try {
    const position = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (
      Array.isArray(position) &&
      position.length === 4 &&
      position.every(part => typeof part === 'string')
    ) {
      return position as Position;
    }
  } catch {
    // Answered below, like every other cursor that is none of ours.
  }
  throw invalidCursor();
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
