import type { IssuerKey } from '@backstage-vertex/plugin-vertex-ai-common';
import { publishedKeys, signingKey } from './keySchedule';
import type { SigningKey } from './SigningKey';

/** The keys for people to look at, the newest first. */
export function keyViews(
  keys: readonly SigningKey[],
  nowMs: number,
): IssuerKey[] {
  const published = publishedKeys(keys, nowMs);
  const signing = signingKey(published, nowMs);
  return [...keys]
    .sort((a, b) => b.generation - a.generation)
    .map(key => ({
      kid: key.publicJwk.kid,
      generation: key.generation,
      state: stateOf(key, { published, signing }),
      signer: key.signer,
      createdAt: instant(key.createdAtMs),
      signsFrom: instant(key.signsFromMs),
      ...(key.withdrawnAtMs !== undefined && {
        withdrawnAt: instant(key.withdrawnAtMs),
      }),
    }));
}

function stateOf(
  key: SigningKey,
  now: { published: SigningKey[]; signing?: SigningKey },
): IssuerKey['state'] {
  if (key.withdrawnAtMs !== undefined) {
    return 'withdrawn';
  }
  if (!now.published.includes(key)) {
    return 'over';
  }
  if (key === now.signing) {
    return 'signing';
  }
  return now.signing && key.generation > now.signing.generation
    ? 'next'
    : 'published';
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
