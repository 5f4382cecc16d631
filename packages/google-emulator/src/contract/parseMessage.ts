import { ApiError, badRequest } from '../core/ApiError';
import { isObject, Json, JsonObject } from '../core/json';
import { vertexTexts } from '../texts';
import {
  enumRule,
  FieldRule,
  messageRule,
  toCamelCase,
  toSnakeCase,
} from './contract';

interface Violation {
  field: string;
  description: string;
}

/** Thrown inside one field's parse and collected, so that one answer lists every bad field. */
class BadField extends Error {
  constructor(readonly field: string, description: string) {
    super(description);
  }
}

/**
 * Reads a request body as the message `type` of Google's descriptors, by the JSON mapping of protobuf:
 * camelCase or snake_case names, enums by name or number, 64-bit numbers as text.
 *
 * Returns the canonical form (camelCase, enum names, no defaults, no output-only fields).
 * Throws INVALID_ARGUMENT with a BadRequest detail that names every bad field, as Google's front end does. `at` is
 * where the message stands in the whole request.
 */
export function parseMessage(type: string, json: Json, at = ''): JsonObject {
  const violations: Violation[] = [];
  const parsed = parseFields(type, json, { path: at, violations });
  if (violations.length > 0) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      violations.map(v => v.description).join('\n'),
      [badRequest(violations)],
    );
  }
  return parsed;
}

interface Context {
  path: string;
  violations: Violation[];
}

function parseFields(type: string, json: Json, context: Context): JsonObject {
  const { path, violations } = context;
  const rule = messageRule(type);
  if (!path && !isObject(json)) {
    violations.push({ field: '', description: vertexTexts.noMessage });
    return {};
  }
  if (!rule || !isObject(json)) {
    violations.push({
      field: path,
      description: vertexTexts.invalidValue(
        path,
        `type.googleapis.com/${type}`,
        JSON.stringify(json),
      ),
    });
    return {};
  }
  const result: JsonObject = {};
  const oneofs = new Set<string>();
  for (const [key, value] of Object.entries(json)) {
    const name = toCamelCase(key);
    const field = Object.hasOwn(rule.fields, name)
      ? rule.fields[name]
      : undefined;
    const at = path ? `${path}.${toSnakeCase(name)}` : toSnakeCase(name);
    if (!field) {
      violations.push({
        field: path,
        description: vertexTexts.unknownField(key, path),
      });
    } else if (value !== null && !field.output) {
      if (field.oneof && oneofs.has(field.oneof)) {
        violations.push({
          field: at,
          description: vertexTexts.oneofTwice(
            path,
            toSnakeCase(field.oneof),
            name,
          ),
        });
      }
      if (field.oneof) oneofs.add(field.oneof);
      const parsed = parseField(field, value, { path: at, violations });
      if (parsed !== undefined) result[name] = parsed;
    }
  }
  return result;
}

function parseField(
  field: FieldRule,
  value: Json,
  context: Context,
): Json | undefined {
  const { path, violations } = context;
  const one = (item: Json, at: string) => {
    try {
      return parseValue(field.type, item, { path: at, violations });
    } catch (error) {
      if (!(error instanceof BadField)) throw error;
      violations.push({ field: error.field, description: error.message });
      return null;
    }
  };
  if (field.map) {
    if (!isObject(value)) return one([], path);
    const entries = Object.entries(value).map(([key, item], index) => [
      key,
      one(item, `${path}[${index}].value`),
    ]);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  if (field.list) {
    const items = Array.isArray(value) ? value : [value];
    return items.length > 0
      ? items.map((item, index) => one(item, `${path}[${index}]`))
      : undefined;
  }
  const parsed = one(value, path);
  return isDefault(field.type, parsed) ? undefined : parsed;
}

/** Scalars and enums without presence: the default says nothing, and Google does not send it back either. */
function isDefault(type: string, value: Json): boolean {
  if (type === 'google.protobuf.Value') return false;
  return (
    value === '' ||
    value === 0 ||
    value === false ||
    enumRule(type)?.[String(value)] === 0
  );
}

function parseValue(type: string, value: Json, context: Context): Json {
  if (messageRule(type)) return parseFields(type, value, context);
  const enumValues = enumRule(type);
  if (enumValues) return parseEnum(type, value, context.path);
  const refused = badValue(context.path, `TYPE_${type.toUpperCase()}`, value);
  switch (type) {
    case 'string':
    case 'bytes':
      if (typeof value === 'string') return value;
      throw refused;
    case 'google.protobuf.Timestamp':
    case 'google.protobuf.Duration':
    case 'google.protobuf.FieldMask':
      return parseWellKnown(type, value, context.path);
    case 'bool':
      if (typeof value === 'boolean') return value;
      throw refused;
    case 'int32':
      if (isWhole(value, -(2 ** 31), 2 ** 31 - 1)) return Number(value);
      throw refused;
    case 'uint32':
      if (isWhole(value, 0, 2 ** 32 - 1)) return Number(value);
      throw refused;
    case 'int64':
      if (isWhole(value, -(2 ** 63), 2 ** 63)) return String(value);
      throw refused;
    case 'uint64':
      if (isWhole(value, 0, 2 ** 64)) return String(value);
      throw refused;
    case 'float':
    case 'double':
      if (isNumeric(value)) return Number(value);
      throw refused;
    case 'google.protobuf.Struct':
    case 'google.protobuf.Empty':
      if (isObject(value)) return value;
      throw refused;
    default:
      return value;
  }
}

/** Types that travel as text of their own form. */
function parseWellKnown(type: string, value: Json, path: string): string {
  const kind = type.replace('google.protobuf.', '').toLowerCase();
  const refused = (problem: string) =>
    new BadField(path, vertexTexts.wellKnown(path, type, problem));
  if (typeof value !== 'string') {
    throw refused(
      `Invalid data type for ${kind}, value is ${JSON.stringify(value)}`,
    );
  }
  if (kind === 'duration' && !value.endsWith('s')) {
    throw refused("Illegal duration format; duration must end with 's'");
  }
  if (kind === 'duration' && !/^-?\d+(\.\d{1,9})?s$/.test(value)) {
    throw refused('Invalid duration format, failed to parse seconds');
  }
  return value;
}

function isNumeric(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
}

function isWhole(value: Json, least: number, most: number): boolean {
  const number = Number(value);
  return (
    isNumeric(value) &&
    Number.isInteger(number) &&
    number >= least &&
    number <= most
  );
}

function parseEnum(type: string, value: Json, path: string): string {
  const values = enumRule(type) ?? {};
  if (typeof value === 'string' && Object.hasOwn(values, value)) return value;
  const byNumber = Object.entries(values).find(([, n]) => n === value);
  if (byNumber) return byNumber[0];
  throw badValue(path, `type.googleapis.com/${type}`, value);
}

function badValue(path: string, type: string, value: Json): BadField {
  return new BadField(
    path,
    vertexTexts.invalidValue(path, type, JSON.stringify(value)),
  );
}
