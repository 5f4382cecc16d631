/** What a token of the company's identity provider has to say besides its signature, issuer, audience and times. */
export interface ClaimRules {
  audiences: readonly string[];
  /** Clients that may have asked for the token; empty: the audiences. */
  authorizedParties: readonly string[];
  requiredClaims: Readonly<Record<string, string | readonly string[]>>;
}

/** How far the clock of the identity provider may be ahead. */
const SKEW_SECONDS = 60;

/** The first rule that does not hold, in words; undefined when all do. */
export function claimProblem(
  rules: ClaimRules,
  claims: Readonly<Record<string, unknown>>,
  nowMs: number,
): string | undefined {
  const { iat } = claims;
  if (typeof iat !== 'number' || iat > nowMs / 1000 + SKEW_SECONDS) {
    return 'it was issued in the future';
  }
  const broken = Object.entries(rules.requiredClaims).find(
    ([name, wanted]) => !says(claims[name], wanted),
  );
  return (
    partyProblem(rules, claims) ??
    (broken && `its claim ${broken[0]} is not what the configuration demands`)
  );
}

/** OpenID Connect Core 1.0 §3.1.3.7, steps 4 and 5; `appid` is what Entra's v1 tokens call it. */
function partyProblem(
  { audiences, authorizedParties }: ClaimRules,
  claims: Readonly<Record<string, unknown>>,
): string | undefined {
  const party = claims.azp ?? claims.appid;
  const allowed = authorizedParties.length > 0 ? authorizedParties : audiences;
  if (party === undefined) {
    const several = Array.isArray(claims.aud) && claims.aud.length > 1;
    return several
      ? 'it is for several audiences and does not say who asked for it (azp)'
      : undefined;
  }
  return allowed.includes(party as string)
    ? undefined
    : 'a client asked for it (azp) that is not configured';
}

function says(value: unknown, wanted: string | readonly string[]): boolean {
  const values = [value].flat();
  return [wanted].flat().some(one => values.includes(one));
}
