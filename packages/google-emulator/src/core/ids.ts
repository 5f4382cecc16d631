import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A number of 19 digits, the form of the ids that Vertex AI gives out. */
export function newNumericId(): string {
  let digits = String(randomInt(1, 10));
  while (digits.length < 19) digits += String(randomInt(0, 10));
  return digits;
}

/** An etag in the look of the real ones (`AMEw9y…`); no two are alike. */
export function newEtag(): string {
  return `AMEw9y${randomBytes(24).toString('base64url')}`;
}

/** An opaque access token. The prefix tells the kinds apart in a debugger, as at Google. */
export function newAccessToken(
  kind: 'federated' | 'serviceAccount' | 'user',
): string {
  const letter = { federated: 'd', serviceAccount: 'c', user: 'a0' }[kind];
  return `ya29.${letter}.${randomBytes(96).toString('base64url')}`;
}

/** An opaque refresh token, in the look of the real ones. */
export function newRefreshToken(): string {
  return `1//0${randomBytes(72).toString('base64url')}`;
}

/** An authorization code, in the look of the real ones; its slash has to be encoded in a query. */
export function newAuthorizationCode(): string {
  return `4/0A${randomBytes(48).toString('base64url')}`;
}

/** What we keep of a token: enough to find it again, nothing that can be used. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The first 12 hex digits of the hash: what journals and logs may show. */
export function tokenFingerprint(token: string): string {
  return `sha256:${hashToken(token).slice(0, 12)}`;
}
