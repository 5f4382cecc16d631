import { AuthenticationError } from '@backstage/errors';
import type { CookieOptions, Request } from 'express';
import { createHash, randomBytes } from 'node:crypto';

const NAME = 'vertex-ai-google-flow';
const TEN_MINUTES_MS = 10 * 60_000;

/** The secret of one flow, which proves that whoever comes back is the browser that left. */
export interface Flow {
  /** The code verifier of RFC 7636. */
  verifier: string;
  /** Goes through Google into the ID token (OpenID Connect Core §3.1.2.1), so that a token of another flow is found out. */
  nonce: string;
}

/**
 * Begins a flow. The verifier is kept where RFC 9700 §2.1.1 wants it, with the browser: somebody who sees the address that Google sends
 * back, with code and state, still does not have it.
 */
export function beginFlow(request: Request, callbackUrl: string): Flow {
  const verifier = randomBytes(32).toString('base64url');
  request.res!.cookie(NAME, verifier, {
    ...cookieOptions(callbackUrl),
    maxAge: TEN_MINUTES_MS,
  });
  return asFlow(verifier);
}

/**
 * Ends the flow of this browser; it can be ended once.
 *
 * @throws AuthenticationError when this browser has begun none
 */
export function endFlow(request: Request, callbackUrl: string): Flow {
  const verifier: unknown = request.cookies?.[NAME];
  request.res!.clearCookie(NAME, cookieOptions(callbackUrl));
  if (typeof verifier !== 'string' || !/^[\w-]{43}$/.test(verifier)) {
    throw new AuthenticationError(
      'This sign-in to Google was not begun in this browser, or more than ten minutes ago. Begin it again.',
    );
  }
  return asFlow(verifier);
}

function asFlow(verifier: string): Flow {
  return {
    verifier,
    nonce: createHash('sha256').update(`nonce ${verifier}`).digest('base64url'),
  };
}

/** Google sends the browser back by a navigation, so `lax` is enough wherever the app is. */
function cookieOptions(callbackUrl: string): CookieOptions {
  const { protocol, pathname } = new URL(callbackUrl);
  return {
    httpOnly: true,
    secure: protocol === 'https:',
    sameSite: 'lax',
    path: pathname,
  };
}
