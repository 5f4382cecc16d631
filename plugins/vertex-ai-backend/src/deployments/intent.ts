import { canonicalJson, sha256Hex } from '../core';
import type { Basis, FixedRequest } from './model';

/** What one deployment will do, for whom and where: what a signature, an approval and the assertion to Google refer to. */
export interface Intent {
  type: 'backstage-vertex-ai/deployment';
  version: 1;
  requestedBy: string;
  environment: { name: string; project: string; projectNumber: string };
  request: FixedRequest;
  /** What was looked at, where the environment demands a signature or approvals. */
  basis?: Basis;
  /** Present when the approvals are skipped in an emergency. */
  breakGlass?: true;
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
  basis?: Basis;
  breakGlass?: boolean;
}): CanonicalIntent {
  const { name, project, projectNumber } = input.environment;
  const intent: Intent = {
    type: 'backstage-vertex-ai/deployment',
    version: 1,
    requestedBy: input.requestedBy,
    environment: { name, project, projectNumber },
    request: input.request,
    ...(input.basis && { basis: input.basis }),
    ...(input.breakGlass && { breakGlass: true }),
  };
  const text = canonicalJson(intent);
  return { text, digest: sha256Hex(text) };
}
