import { parseMessage } from '../contract/parseMessage';
import { ApiError, badRequest } from '../core/ApiError';
import { isObject, JsonObject } from '../core/json';
import { vertexTexts } from '../texts';
import { Route } from './Route';

export const FORM = 'application/x-www-form-urlencoded';

/** The body of a request as a JSON object: JSON as it is, a form as text members, anything else empty. */
export function parseBody(
  contentType: string | undefined,
  raw: Buffer,
): JsonObject {
  if (raw.length === 0) return {};
  if (contentType?.startsWith(FORM)) {
    return Object.fromEntries(new URLSearchParams(raw.toString('utf8')));
  }
  if (contentType && !contentType.startsWith('application/json')) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw.toString('utf8'));
  } catch {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.notJson);
  }
  if (parsed === '' || parsed === null) return {};
  if (!isObject(parsed)) {
    const description = vertexTexts.noMessage;
    throw new ApiError('INVALID_ARGUMENT', description, [
      badRequest([{ field: '', description }]),
    ]);
  }
  return parsed;
}

/** The body in the canonical form of the message, where the route names one. */
export function asMessage(
  { request, bodyField }: Pick<Route, 'request' | 'bodyField'>,
  body: JsonObject,
): JsonObject {
  return request ? parseMessage(request, body, bodyField) : body;
}
