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
 * Throws INVALID_ARGUMENT with a BadRequest detail that names every bad field, as Google's front end does.
 */
export function parseMessage(type: string, json: Json): JsonObject {
  const violations: Violation[] = [];
  const parsed = parseFields(type, json, { path: '', violations });
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
    const field = rule.fields[name];
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
  // Scalars without presence: the default says nothing, and Google does not send it back either.
  const isDefault = parsed === '' || parsed === 0 || parsed === false;
  return isDefault && field.type !== 'google.protobuf.Value'
    ? undefined
    : parsed;
}

function parseValue(type: string, value: Json, context: Context): Json {
  if (messageRule(type)) return parseFields(type, value, context);
  const enumValues = enumRule(type);
  if (enumValues) return parseEnum(type, value, context.path);
  switch (type) {
    case 'string':
    case 'bytes':
    case 'google.protobuf.Timestamp':
    case 'google.protobuf.Duration':
    case 'google.protobuf.FieldMask':
      if (typeof value === 'string') return value;
      break;
    case 'bool':
      if (typeof value === 'boolean') return value;
      break;
    case 'int32':
    case 'uint32':
      if (Number.isInteger(Number(value)) && isNumeric(value)) {
        return Number(value);
      }
      break;
    case 'int64':
    case 'uint64':
      if (isNumeric(value)) return String(value);
      break;
    case 'float':
    case 'double':
      if (isNumeric(value)) return Number(value);
      break;
    case 'google.protobuf.Struct':
    case 'google.protobuf.Empty':
      if (isObject(value)) return value;
      break;
    default:
      return value;
  }
  throw badValue(context.path, `TYPE_${type.toUpperCase()}`, value);
}

function isNumeric(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
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
