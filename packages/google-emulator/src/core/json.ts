/** A JSON value, as it travels on the wire. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A deep copy, so that what is stored and what is handed out never share objects. */
export function copy<T>(value: T): T {
  return structuredClone(value);
}

/** The object without members that are undefined; JSON has no undefined. */
export function withoutUndefined(
  value: Record<string, Json | undefined>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as JsonObject;
}
