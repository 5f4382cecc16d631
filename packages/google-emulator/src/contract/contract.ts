import { SMALL_MESSAGES } from './smallMessages';
import contractJson from './vertexContract.json';

export interface FieldRule {
  /** A scalar of protobuf, or the full name of a message or enum. */
  type: string;
  list?: boolean;
  /** The field is a map from string to `type`. */
  map?: boolean;
  /** Output only: Google ignores it in requests. */
  output?: boolean;
  required?: boolean;
  oneof?: string;
}

export interface MessageRule {
  fields: Record<string, FieldRule>;
}

interface Contract {
  messages: Record<string, MessageRule>;
  enums: Record<string, Record<string, number>>;
}

const contract = contractJson as unknown as Contract;

export const VERTEX = 'google.cloud.aiplatform.v1';

export function messageRule(type: string): MessageRule | undefined {
  return contract.messages[type] ?? SMALL_MESSAGES[type];
}

/** Name to number of each value of an enum. */
export function enumRule(type: string): Record<string, number> | undefined {
  return contract.enums[type];
}

export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

export function toCamelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
