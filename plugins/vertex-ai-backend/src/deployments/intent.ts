import { canonicalJson, sha256Hex } from '../core';
import type { FixedRequest } from './model';

/** What one deployment will do, for whom and where: what a signature, an approval and the assertion to Google refer to. */
export interface Intent {
  type: 'backstage-vertex-ai/deployment';
  version: 1;
  requestedBy: string;
  environment: { name: string; project: string; projectNumber: string };
  request: FixedRequest;
}

/** The canonical form (RFC 8785) of an intent, and its SHA-256 in hex. */
export interface CanonicalIntent {
  text: string;
  digest: string;
}

export function canonicalIntent(input: {
  requestedBy: string;
  environment: { name: string; project: string; projectNumber: string };
  request: FixedRequest;
}): CanonicalIntent {
  const { name, project, projectNumber } = input.environment;
  const intent: Intent = {
    type: 'backstage-vertex-ai/deployment',
    version: 1,
    requestedBy: input.requestedBy,
    environment: { name, project, projectNumber },
    request: input.request,
  };
  const text = canonicalJson(intent);
  return { text, digest: sha256Hex(text) };
}
