import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';
import { forgetKey, keyOf } from './requestKeys';

describe('the idempotency key of a request', () => {
  const client = new VertexAiClient({ baseUrl: 'http://portal.test', fetch });

  it('is the same for equal requests, in whatever order their fields are', () => {
    const key = keyOf(client, { action: 'traffic.set', split: { 1: 60 } });
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf(client, { split: { 1: 60 }, action: 'traffic.set' })).toBe(
      key,
    );
  });

  it('is another one for every other request', () => {
    expect(keyOf(client, { reason: 'a' })).not.toBe(
      keyOf(client, { reason: 'b' }),
    );
  });

  it('is used up when the answer was seen', () => {
    const request = { action: 'deployment.create' };
    const key = keyOf(client, request);
    forgetKey(client, request);
    expect(keyOf(client, request)).not.toBe(key);
  });
});
