import { messageRule, MessageRule, toCamelCase } from '../contract/contract';
import { parseMessage } from '../contract/parseMessage';
import { ApiError, badRequest } from '../core/ApiError';
import { JsonObject } from '../core/json';
import { vertexTexts } from '../texts';
import { Route } from './Route';

type Query = Record<string, string>;

/** Query parameters that every Google API takes (cloud.google.com/apis/docs/system-parameters). */
const SYSTEM_PARAMETERS = new Set([
  '$alt',
  'alt',
  '$.xgafv',
  '$prettyPrint',
  'access_token',
  'callback',
  'fields',
  'key',
  'oauth_token',
  'prettyPrint',
  'quotaUser',
  'uploadType',
  'upload_protocol',
]);

/** Fields that the path binds already. */
const IN_PATH = ['name', 'parent'];

/**
 * The query with its field names in camelCase. Throws INVALID_ARGUMENT, naming each, for parameters that are no field of
 * the request and for values that do not fit their field.
 */
export function parseQuery(route: Route, query: Query): Query {
  // Google's OAuth 2 service is older than this front end and takes what it is given.
  if (route.service === 'oauth2') return query;
  const fields = route.query ? messageRule(route.query)?.fields ?? {} : {};
  const known: Query = {};
  const system: Query = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    const field = toCamelCase(name);
    if (SYSTEM_PARAMETERS.has(name)) system[name] = value;
    else if (Object.hasOwn(fields, field) && !IN_PATH.includes(field)) {
      known[field] = value;
    } else unknown.push(name);
  }
  if (unknown.length > 0) throw refused(unknown);
  if (route.query) parseMessage(route.query, typed(known, fields));
  return { ...system, ...known };
}

/** In a query everything is text; a message wants its booleans. */
function typed(query: Query, fields: MessageRule['fields']): JsonObject {
  const booleans: Record<string, boolean> = { true: true, false: false };
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      fields[name].type === 'bool' ? booleans[value] ?? value : value,
    ]),
  );
}

function refused(names: string[]): ApiError {
  const descriptions = names.map(vertexTexts.unknownParameter);
  return new ApiError('INVALID_ARGUMENT', descriptions.join('\n'), [
    badRequest(descriptions.map(description => ({ field: '', description }))),
  ]);
}
