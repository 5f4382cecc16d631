import type { Person } from './People';

/** How a token of the company's identity provider names the person in the catalog. */
export type PersonRule =
  | { claim: string; annotation: string }
  | { verifiedEmail: true };

/**
 * Whether a token belongs to the person who asks. Only what is written in the configuration counts: a claim that equals an annotation of
 * the catalog's user, or a verified e-mail that equals the profile's. What is missing on either side is a no.
 *
 * @returns what does not fit, in words without values of the token; undefined when it fits
 */
export function ownershipProblem(
  rule: PersonRule,
  claims: Readonly<Record<string, unknown>>,
  person: Person,
): string | undefined {
  if ('verifiedEmail' in rule) {
    return emailProblem(
      { email: claims.email, verified: claims.email_verified === true },
      person,
    );
  }
  const named = claims[rule.claim];
  const expected = person.annotations[rule.annotation];
  if (typeof named !== 'string' || named === '') {
    return `it has no claim ${rule.claim}`;
  }
  if (!expected) {
    return `the catalog's user has no annotation ${rule.annotation}`;
  }
  return named === expected
    ? undefined
    : `its claim ${rule.claim} is not the annotation ${rule.annotation} of the catalog's user`;
}

/** An e-mail counts only where its issuer has verified it. Letters are compared without their case, as Backstage's sign-in does. */
export function emailProblem(
  token: { email: unknown; verified: boolean },
  person: Person,
): string | undefined {
  if (typeof token.email !== 'string' || token.email === '') {
    return 'it has no e-mail address';
  }
  if (!token.verified) {
    return 'its e-mail address is not verified';
  }
  if (!person.email) {
    return "the catalog's user has no e-mail address in the profile";
  }
  return lower(token.email) === lower(person.email)
    ? undefined
    : "its e-mail address is not that of the catalog's user";
}

/** ASCII only: other letters have case rules under which two addresses could become one. */
function lower(email: string): string {
  return email.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
