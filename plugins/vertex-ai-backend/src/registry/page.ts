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

/** Order within one source; by code units, so that every replica pages alike. */
export function byNameThenId(a: Listed, b: Listed): number {
  return (
    compare(a.displayName.toLowerCase(), b.displayName.toLowerCase()) ||
    compare(a.id, b.id)
  );
}

/**
 * One page of the rows of several sources, in the order in which the sources come.
 *
 * The cursor names the last row itself: rows that come and go in between neither repeat nor hide others.
 */
export function pageOfSources<T extends Listed>(
  sources: readonly {
    environment: string;
    location: string;
    rows: readonly T[];
  }[],
  query: { limit: number; cursor?: string; search?: string },
): { items: T[]; nextCursor?: string } {
  const after = query.cursor ? readCursor(query.cursor) : undefined;
  const start = after ? startOf(sources, after) : 0;
  const search = query.search?.toLowerCase();
  const items: T[] = [];
  for (const [offset, source] of sources.slice(start).entries()) {
    const resume = offset === 0 && after && isAt(source, after);
    for (const row of source.rows) {
      if (
        (resume && !isAfter(row, after)) ||
        (search && !matches(row, search))
      ) {
        continue;
      }
      if (items.length === query.limit) {
        return { items, nextCursor: cursorAt(items[items.length - 1]) };
      }
      items.push(row);
    }
  }
  return { items };
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

function isAfter(row: Listed, [, , name, id]: Position): boolean {
  return (
    (compare(row.displayName.toLowerCase(), name) || compare(row.id, id)) > 0
  );
}

function matches(row: Listed, search: string): boolean {
  return (
    row.displayName.toLowerCase().includes(search) ||
    row.id.toLowerCase().includes(search)
  );
}

function cursorAt(row: Listed): string {
  const position: Position = [
    row.environment,
    row.location,
    row.displayName.toLowerCase(),
    row.id,
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
