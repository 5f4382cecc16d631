import { NotAllowedError } from '@backstage/errors';
import type { Settings } from './settings';

/** Whose Google account it is, from a verified ID token. */
export interface Account {
  email: string;
  /** The claim `hd`: the domain of the organisation that manages the account. */
  hostedDomain?: string;
}

/** The claims that are looked at (https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload). */
export interface AccountClaims {
  email?: unknown;
  email_verified?: unknown;
  hd?: unknown;
}

/**
 * The account, when it is one that this client is for. The address alone says nothing about the organisation: anybody can have an
 * account with a foreign address, and only `hd` says who manages it.
 *
 * @throws NotAllowedError
 */
export function requireAccount(
  { email, email_verified: verified, hd }: AccountClaims,
  { hostedDomains }: Pick<Settings, 'hostedDomains'>,
): Account {
  if (typeof email !== 'string' || verified !== true) {
    throw new NotAllowedError(
      'Google does not vouch for the e-mail address of this account. Verify it at Google, or choose another account.',
    );
  }
  const hostedDomain = typeof hd === 'string' ? hd : undefined;
  if (
    hostedDomains &&
    !(hostedDomain && hostedDomains.includes(hostedDomain))
  ) {
    throw new NotAllowedError(
      `${email} is not an account of ${hostedDomains.join(
        ' or ',
      )}. Choose your company account.`,
    );
  }
  return { email, hostedDomain };
}
