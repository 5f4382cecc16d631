import { InputError } from '@backstage/errors';

/** What Vertex AI takes (https://developers.google.com/identity/protocols/oauth2/scopes#aiplatform). */
export const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

/** Who it is: the backend compares the e-mail with the one in the catalog. */
export const REQUIRED_SCOPES = [
  'openid',
  'https://www.googleapis.com/auth/userinfo.email',
];

/** Short names that Google takes and never answers with. */
const LONG: Record<string, string> = { email: REQUIRED_SCOPES[1] };

const OFFERED = new Set([...REQUIRED_SCOPES, CLOUD_PLATFORM]);

/**
 * Who it is, and what was asked for. Nothing by itself that would let somebody do something, and nothing that is not for Vertex AI.
 *
 * @throws InputError
 */
export function narrowScopes(requested: Iterable<string>): string[] {
  const asked = [...requested].map(scope => LONG[scope] ?? scope);
  const foreign = asked.filter(scope => !OFFERED.has(scope));
  if (foreign.length > 0) {
    throw new InputError(
      `This provider does not hand out the scopes ${foreign.join(
        ', ',
      )}; there are ${[...OFFERED].join(', ')}.`,
    );
  }
  return [...new Set([...REQUIRED_SCOPES, ...asked])];
}
