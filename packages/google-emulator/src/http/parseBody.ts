import { parseMessage } from '../contract/parseMessage';
import { ApiError } from '../core/ApiError';
import { isObject, JsonObject } from '../core/json';
import { vertexTexts } from '../texts';

/** The body of a request as a JSON object: JSON as it is, a form as text members, anything else empty. */
export function parseBody(
  contentType: string | undefined,
  raw: Buffer,
): JsonObject {
  if (raw.length === 0) return {};
  if (contentType?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(raw.toString('utf8')));
  }
  if (contentType && !contentType.startsWith('application/json')) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw.toString('utf8'));
  } catch {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.payload);
  }
  if (parsed === '' || parsed === null) return {};
  if (!isObject(parsed)) {
    throw new ApiError('INVALID_ARGUMENT', vertexTexts.payload);
  }
  return parsed;
}

/** The body in the canonical form of the message, where the route names one. */
export function asMessage(
  type: string | undefined,
  body: JsonObject,
): JsonObject {
  return type ? parseMessage(type, body) : body;
}
