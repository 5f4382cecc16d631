import { IssuerKey } from '@backstage-vertex/plugin-vertex-ai-common';

/**
 * Until when a key signs, or has signed; undefined for one that has not begun, or never did.
 *
 * @param keys - all of them, the newest first
 */
export function signsUntil(
  key: IssuerKey,
  keys: readonly IssuerKey[],
  nextRotationAt: string,
): string | undefined {
  if (key.state === 'next') {
    return undefined;
  }
  const successor = keys.filter(
    ({ generation }) => generation > key.generation,
  );
  // The one right after it, which is the last of those that are newer.
  const ends = [
    key.withdrawnAt,
    successor[successor.length - 1]?.signsFrom,
    key.state === 'signing' ? nextRotationAt : undefined,
  ].filter((end): end is string => end !== undefined);
  const [first] = [...ends].sort();
  return first === undefined || first <= key.signsFrom ? undefined : first;
}
