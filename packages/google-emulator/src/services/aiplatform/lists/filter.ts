import { toCamelCase } from '../../../contract/contract';
import { ApiError } from '../../../core/ApiError';
import { isObject, JsonObject } from '../../../core/json';
import { vertexTexts } from '../../../texts';

type Test = (resource: JsonObject) => boolean;

/** How a filter field reads its value from a rendered resource. */
export type FilterFields = Record<
  string,
  { value: (resource: JsonObject) => string; operators: string[] }
>;

const TERM =
  /^(?<not>NOT\s+|-)?(?<field>[A-Za-z_]+)(?:\.(?<key>"[^"]*"|[\p{L}\p{N}_-]+))?\s*(?<operator>!=|=|:)\s*(?<value>"(?:[^"\\]|\\.)*"|[^\s"]+)$/u;

/**
 * Compiles a list filter (AIP-160, the part that Vertex AI documents): terms joined by AND, `field=value`,
 * `field!=value`, `labels.key=value`, `labels.key:*`, `labels:key`. Throws INVALID_ARGUMENT for anything else.
 */
export function compileFilter(filter: string, fields: FilterFields): Test {
  if (filter.trim() === '') return () => true;
  const tests = splitTerms(filter).map(term => compileTerm(term, fields));
  return resource => tests.every(test => test(resource));
}

/** Splits at AND, but not inside quotes. */
function splitTerms(filter: string): string[] {
  const terms =
    filter.match(/(?:"(?:[^"\\]|\\.)*"|(?!\s+AND\s+)[\s\S])+/g) ?? [];
  return terms.map(term => term.replace(/^\s*AND\s+/, '').trim());
}

function compileTerm(term: string, fields: FilterFields): Test {
  const parts = TERM.exec(term)?.groups;
  if (!parts) throw invalid(term);
  const test =
    toCamelCase(parts.field) === 'labels'
      ? labelTest(term, parts)
      : fieldTest(term, parts, fields);
  return parts.not ? resource => !test(resource) : test;
}

type Parts = Record<string, string | undefined>;

function fieldTest(term: string, parts: Parts, fields: FilterFields): Test {
  const rule = fields[toCamelCase(parts.field ?? '')];
  const { operator = '' } = parts;
  if (!rule || parts.key || !rule.operators.includes(operator)) {
    throw invalid(term);
  }
  const expected = unquote(parts.value);
  return operator === '='
    ? resource => rule.value(resource) === expected
    : resource => rule.value(resource) !== expected;
}

function labelTest(term: string, parts: Parts): Test {
  const labelsOf = (resource: JsonObject) =>
    isObject(resource.labels) ? resource.labels : {};
  const value = unquote(parts.value);
  if (!parts.key) {
    if (parts.operator !== ':') throw invalid(term);
    return resource => Object.hasOwn(labelsOf(resource), value);
  }
  const key = unquote(parts.key);
  switch (parts.operator) {
    case ':':
      if (value !== '*') throw invalid(term);
      return resource => Object.hasOwn(labelsOf(resource), key);
    case '=':
      return resource => labelsOf(resource)[key] === value;
    default:
      return resource => labelsOf(resource)[key] !== value;
  }
}

function unquote(text = ''): string {
  return text.startsWith('"')
    ? text.slice(1, -1).replace(/\\(.)/g, '$1')
    : text;
}

function invalid(filter: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', vertexTexts.filter(filter));
}
