import { tokenFingerprint } from '../core/ids';
import { isObject, Json } from '../core/json';

/** Members and parameters that hold a secret wherever they appear, without underscores and capitals. */
const SECRET_NAMES = new Set([
  'accesstoken',
  'actortoken',
  'assertion',
  'clientassertion',
  'clientsecret',
  'code',
  'codeverifier',
  'idtoken',
  'oauthtoken',
  'refreshtoken',
  'subjecttoken',
  'token',
]);

const SECRET_HEADERS = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'x-goog-api-key',
  'x-goog-iam-authorization-token',
]);

const isSecret = (name: string) =>
  SECRET_NAMES.has(name.replaceAll('_', '').toLowerCase());

export function redactHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = Array.isArray(value) ? value.join(', ') : value ?? '';
    shown[name] = SECRET_HEADERS.has(name) ? redactCredential(text) : text;
  }
  return shown;
}

function redactCredential(value: string): string {
  const [scheme, ...rest] = value.split(' ');
  return rest.length > 0
    ? `${scheme} ${tokenFingerprint(rest.join(' '))}`
    : tokenFingerprint(value);
}

export function redactBody(body: Json): Json {
  if (Array.isArray(body)) return body.map(redactBody);
  if (!isObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      isSecret(name) ? fingerprintOf(value) : redactBody(value),
    ]),
  );
}

function fingerprintOf(value: Json): string {
  return tokenFingerprint(
    typeof value === 'string' ? value : JSON.stringify(value),
  );
}

/** Path and query with secret parameters hashed. */
export function redactPath(pathAndQuery: string): string {
  const [path, query] = pathAndQuery.split(/\?(.*)/s);
  if (!query) return path;
  const parameters = new URLSearchParams(query);
  let changed = false;
  for (const [name, value] of [...parameters]) {
    if (isSecret(name) || name === 'key') {
      parameters.set(name, tokenFingerprint(value));
      changed = true;
    }
  }
  return `${path}?${changed ? parameters.toString() : query}`;
}
