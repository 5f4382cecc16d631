import {
  errorCodes,
  errorStatus,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { canonicalJson, digestOf } from './canonical';
import { newCorrelationId, newId, traceparent } from './Ids';
import { VertexAiError } from './VertexAiError';

describe('newId', () => {
  it('sorts by the time at which it was made', () => {
    const ids = [1, 1_000, 1_700_000_000_000, 1_700_000_000_001].map(time =>
      newId({ now: () => new Date(time) }),
    );
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(id => /^[a-z0-9]{26}$/.test(id))).toBe(true);
  });

  it('differs within one millisecond', () => {
    const clock = { now: () => new Date(0) };
    expect(
      new Set(Array.from({ length: 10_000 }, () => newId(clock))).size,
    ).toBe(10_000);
  });
});

describe('traceparent', () => {
  it('carries the correlation id as the trace id of W3C Trace Context', () => {
    const id = newCorrelationId();
    expect(traceparent(id)).toMatch(new RegExp(`^00-${id}-[0-9a-f]{16}-01$`));
  });
});

describe('canonicalJson', () => {
  it('gives one text for one meaning (RFC 8785)', () => {
    expect(canonicalJson({ b: 1e21, a: 'é', c: [true, null] })).toBe(
      '{"a":"é","b":1e+21,"c":[true,null]}',
    );
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: '1' }));
  });

  it('leaves a field that is undefined out, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('refuses what is not JSON', () => {
    expect(() => canonicalJson(undefined)).toThrow('canonical form');
    expect(() => canonicalJson(Number.NaN)).toThrow();
  });
});

describe('VertexAiError', () => {
  it.each(errorCodes)('answers %s with the status of the table', code => {
    const problem = new VertexAiError(code, 'what was wrong', {
      privateDetail: 'internals',
    }).toProblem('0'.repeat(32));
    expect(problem.status).toBe(errorStatus[code]);
    expect(JSON.stringify(problem)).not.toContain('internals');
  });
});
