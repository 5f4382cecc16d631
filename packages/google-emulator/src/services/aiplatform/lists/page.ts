import { createHash } from 'node:crypto';
import { toCamelCase } from '../../../contract/contract';
import { ApiError } from '../../../core/ApiError';
import { Json, JsonObject } from '../../../core/json';
import { Call } from '../../../http/Route';
import { vertexTexts } from '../../../texts';
import { compileFilter, FilterFields } from './filter';

const DEFAULT_PAGE_SIZE = 50;
const LARGEST_PAGE_SIZE = 100;

export interface ListRules {
  filterFields: FilterFields;
  /** Fields that `order_by` may name, camelCase. */
  orderFields: string[];
  /** The resources come in the order they are listed in. */
  isOrdered?: boolean;
}

/** What a list method lists. */
export interface ListSource<T> {
  items: T[];
  /** The fields that filters and order look at; cheap, because it runs for every item of every request. */
  view(item: T): JsonObject;
  /** The whole resource; runs for the items of the page only. */
  render(item: T): JsonObject;
}

/**
 * Filters, orders, masks and pages resources as the standard list methods do (AIP-132, AIP-158).
 * The page token holds the name of the last resource and a digest of the query it belongs to.
 */
export function listPage<T>(
  source: ListSource<T>,
  call: Call,
  rules: ListRules,
): { items: JsonObject[]; nextPageToken?: string } {
  const { query } = call;
  const filter = query.filter ?? '';
  const orderBy = query.orderBy ?? '';
  const order = comparator(orderBy, rules.orderFields);
  const matches = compileFilter(filter, rules.filterFields);
  const matching = source.items
    .map(item => ({ item, view: source.view(item) }))
    .filter(({ view }) => matches(view));
  if (!rules.isOrdered) matching.sort((a, b) => order(a.view, b.view));
  const digest = createHash('sha256')
    .update(JSON.stringify([filter, orderBy]))
    .digest('base64url')
    .slice(0, 12);
  const start = startOf(
    query.pageToken,
    digest,
    matching.map(({ view }) => view),
  );
  const size = pageSize(query.pageSize);
  const page = matching.slice(start, start + size);
  const last = page.at(-1);
  const more = start + size < matching.length && last;
  const mask = query.readMask ?? '';
  return {
    items: page.map(({ item }) => masked(source.render(item), mask)),
    nextPageToken: more ? encode([digest, keyOf(last.view)]) : undefined,
  };
}

function pageSize(text: string | undefined): number {
  const size = Number(text ?? 0);
  if (!Number.isInteger(size) || size < 0) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.pageSize);
  }
  return size === 0 ? DEFAULT_PAGE_SIZE : Math.min(size, LARGEST_PAGE_SIZE);
}

function keyOf(resource: JsonObject): string {
  return `${resource.name}@${resource.versionId ?? ''}`;
}

function encode(token: [string, string]): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function startOf(
  token: string | undefined,
  digest: string,
  resources: JsonObject[],
): number {
  if (!token) return 0;
  try {
    const [madeFor, key] = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    const index = resources.findIndex(resource => keyOf(resource) === key);
    if (madeFor === digest && index >= 0) return index + 1;
  } catch {
    // Not a token of ours: refused below.
  }
  throw new ApiError('INVALID_ARGUMENT', vertexTexts.pageToken);
}

function comparator(orderBy: string, allowed: string[]) {
  const keys = orderBy
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => {
      const [field, direction = 'asc'] = part.split(/\s+/);
      const name = toCamelCase(field);
      if (!allowed.includes(name) || !['asc', 'desc'].includes(direction)) {
        throw new ApiError('INVALID_ARGUMENT', vertexTexts.orderBy(part));
      }
      return { name, sign: direction === 'desc' ? -1 : 1 };
    });
  // Newest first when nothing is asked for; the key makes the order total.
  if (keys.length === 0) keys.push({ name: 'createTime', sign: -1 });
  return (a: JsonObject, b: JsonObject): number => {
    for (const { name, sign } of keys) {
      const order = compare(a[name], b[name]);
      if (order !== 0) return sign * order;
    }
    return compare(keyOf(a), keyOf(b));
  };
}

function compare(a?: Json, b?: Json): number {
  // Names and ISO times: code unit order is what is wanted.
  const left = (a ?? '') as string;
  const right = (b ?? '') as string;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function masked(resource: JsonObject, mask: string): JsonObject {
  if (mask === '' || mask === '*') return resource;
  const names = mask.split(',').map(path => toCamelCase(path.split('.')[0]));
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => names.includes(name)),
  );
}
