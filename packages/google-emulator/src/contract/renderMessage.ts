import { isObject, Json } from '../core/json';
import { enumRule, messageRule } from './contract';

/**
 * The same message with enum values as numbers, which is what `$alt=json;enum-encoding=int` asks for.
 * `value` is in the canonical form that parseMessage returns; an `@type` member names the type of an Any.
 */
export function withIntegerEnums(type: string, value: Json): Json {
  const values = enumRule(type);
  if (values && typeof value === 'string') return values[value] ?? value;
  if (type === 'google.protobuf.Any' && isObject(value)) {
    const inner = String(value['@type']).replace('type.googleapis.com/', '');
    return {
      ...(withIntegerEnums(inner, value) as object),
      '@type': value['@type'],
    };
  }
  const rule = messageRule(type);
  if (!rule || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const field = rule.fields[name];
      if (!field) return [name, member];
      if (field.list && Array.isArray(member)) {
        return [name, member.map(item => withIntegerEnums(field.type, item))];
      }
      if (field.map && isObject(member)) {
        const entries = Object.entries(member).map(([key, item]) => [
          key,
          withIntegerEnums(field.type, item),
        ]);
        return [name, Object.fromEntries(entries)];
      }
      return [name, withIntegerEnums(field.type, member)];
    }),
  );
}
