import {
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  JWTPayload,
} from 'jose';
import { OAuthError } from '../../core/ApiError';
import { World } from '../../http/Route';
import { stsTexts } from '../../texts';
import { Provider } from './findProvider';

const ALGORITHMS = ['RS256', 'ES256'];
const SKEW_SECONDS = 60;
const LONGEST_LIFE_SECONDS = 24 * 60 * 60;

export type AssertionClaims = JWTPayload & { iat: number; exp: number };

/**
 * Verifies the subject token as the provider's configuration demands: issuer, key, signature, audience, times.
 * Throws OAuthError `invalid_grant` with Google's words for the first that fails. Nothing in the token is used
 * before its signature is checked, except its issuer, which decides whose keys to use.
 */
export async function verifyAssertion(
  token: string,
  target: Provider,
  world: World,
): Promise<AssertionClaims> {
  const { header, claims } = decode(token);
  const { provider } = target;
  if (claims.iss !== provider.issuer) {
    throw refused(stsTexts.issuerMismatch(claims.iss ?? null, provider.issuer));
  }
  if (!header.alg || !ALGORITHMS.includes(header.alg)) {
    throw refused(stsTexts.algorithm(header.alg));
  }
  const key = await world.issuerKeys.find(provider, header);
  try {
    await compactVerify(token, key, { algorithms: ALGORITHMS });
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) {
      throw refused(stsTexts.signature);
    }
    throw error;
  }
  checkAudience(claims, target);
  return checkTimes(claims, world.clock.now());
}

function decode(token: string) {
  try {
    return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
  } catch {
    throw refused(stsTexts.malformedToken);
  }
}

function checkAudience(claims: JWTPayload, target: Provider): void {
  const accepted = target.provider.allowedAudiences ?? [
    target.resource,
    `https:${target.resource}`,
  ];
  const audiences = [claims.aud ?? []].flat();
  if (!audiences.some(audience => accepted.includes(audience))) {
    // Seen at Google: an audience is named only where the provider has no list of its own.
    const expected = target.provider.allowedAudiences ? '' : ` ${accepted[0]}`;
    throw refused(stsTexts.audienceMismatch(audiences.join(', '), expected));
  }
}

function checkTimes(claims: JWTPayload, now: Date): AssertionClaims {
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const { iat, exp, nbf } = claims;
  if (typeof iat !== 'number' || typeof exp !== 'number') {
    throw refused(stsTexts.stale(iat ?? null));
  }
  if (iat > nowSeconds + SKEW_SECONDS) throw refused(stsTexts.futureToken(iat));
  if (exp + SKEW_SECONDS <= nowSeconds) throw refused(stsTexts.stale(iat));
  // RFC 7519 §4.1.5. What Google says to it is not known.
  if (typeof nbf === 'number' && nbf > nowSeconds + SKEW_SECONDS) {
    throw refused(stsTexts.notYetValid(nbf));
  }
  if (exp - iat > LONGEST_LIFE_SECONDS) throw refused(stsTexts.tokenTooLong);
  return { ...claims, iat, exp };
}

function refused(description: string): OAuthError {
  return new OAuthError('invalid_grant', description);
}
