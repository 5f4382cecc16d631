import type { SignInClaims } from '../core';

/** The claims of the sign-in behind a check-out, for the row of its lease. */
export function storedClaims(claims: SignInClaims | undefined): string | null {
  return claims === undefined ? null : JSON.stringify(claims);
}

/** The same from the row; they are as old as they were. */
export function claimsOfLease({
  claims,
}: {
  claims: string | null;
}): SignInClaims | undefined {
  if (claims === null) {
    return undefined;
  }
  const { values, verifiedAt } = JSON.parse(claims);
  return { values, verifiedAt: new Date(verifiedAt) };
}
