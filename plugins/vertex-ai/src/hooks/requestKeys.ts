import { hashKey } from '@tanstack/react-query';
import { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';

const keys = new WeakMap<VertexAiClient, Map<string, string>>();

/** What is asked, as text: the same for equal requests, in whatever order their fields are. */
export function contentOf(request: unknown): string {
  return hashKey([request]);
}

/**
 * The idempotency key of a request, the same one until {@link forgetKey}.
 *
 * It belongs to what is asked and not to the form in which it is: whoever leaves the form after an answer was lost, comes back
 * and asks for the same again must not have it done twice.
 */
export function keyOf(client: VertexAiClient, request: unknown): string {
  const known = keys.get(client) ?? new Map<string, string>();
  keys.set(client, known);
  const content = contentOf(request);
  const key = known.get(content) ?? newKey();
  known.set(content, key);
  return key;
}

/** Once the answer was seen, asking for the same means to have it done once more. */
export function forgetKey(client: VertexAiClient, request: unknown): void {
  keys.get(client)?.delete(contentOf(request));
}

/** 128 random bits in hex. `crypto.randomUUID` would need a secure context, which a portal on plain http has not. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
