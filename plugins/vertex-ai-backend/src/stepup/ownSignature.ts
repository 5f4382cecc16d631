import { Actor, digestOf, VertexAiError } from '../core';
import { isSigned } from '../policy';
import type { Grants, Verified } from './Grants';
import type { SignedIntent } from './IntentSources';
import { stepUpRefused } from './refusal';

/** What this slice itself demands for a change of keys. */
const demand = { maxAgeSeconds: 300, hardware: false };

/** Verifies the grant that came with a request, where one came. @throws VertexAiError `step_up_refused` */
export async function verifyGrant(
  grants: Grants,
  {
    grant,
    actor,
    intent,
  }: { grant?: string; actor: Actor; intent: SignedIntent },
): Promise<Verified | undefined> {
  if (grant === undefined) {
    return undefined;
  }
  const verified = await grants.verify({
    grant,
    actor,
    digest: digestOf(intent),
  });
  if (!isSigned(demand, verified.facts)) {
    throw stepUpRefused('This step-up is older than five minutes. Sign again.');
  }
  return verified;
}

/** A change of keys that has to be signed, and is not. */
export function signatureMissing(message: string): VertexAiError {
  return new VertexAiError('requirement_unmet', message, {
    requirements: [{ kind: 'stepUp', ...demand }],
  });
}
