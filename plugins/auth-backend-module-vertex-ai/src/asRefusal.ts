import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { errors } from 'openid-client';

/** What to do about it, by Google's code (RFC 6749 §4.1.2.1, §5.2). */
function adviceFor(code: string, callbackUrl: string): string {
  switch (code) {
    case 'access_denied':
      return 'You have cancelled it there. Begin again if you want to go on.';
    case 'invalid_client':
      return 'clientId or clientSecret of this provider is wrong.';
    case 'redirect_uri_mismatch':
      return `Add ${callbackUrl} to the authorised redirect URIs of the client.`;
    case 'invalid_grant':
      return 'It has ended, or has been used before. Sign in to Google again.';
    case 'admin_policy_enforced':
    case 'org_internal':
      return 'The administrators of your organisation decide this.';
    default:
      return 'Sign in to Google again; if that does not help, tell the people who run this portal.';
  }
}

/**
 * A failure of a call of the library's, in words of ours. The library's own error is left behind: it holds the answer, with what was sent.
 */
export function asRefusal(error: unknown, callbackUrl: string): Error {
  if (error instanceof errors.OPError && isAnswer(error)) {
    const { error: code = '', error_description: words } = error;
    return new AuthenticationError(
      `Google says ${code}${words ? ` (${words})` : ''}. ${adviceFor(
        code,
        callbackUrl,
      )}`,
    );
  }
  if (error instanceof errors.RPError && !isTimeout(error)) {
    return new AuthenticationError(
      `What Google has answered does not hold: ${error.message}. Sign in to Google again.`,
    );
  }
  return new ServiceUnavailableError(
    `${unreachable(error)} Try again in a while.`,
  );
}

/** Why there is no answer, without what was sent. */
export function unreachable(error: unknown): string {
  if (error instanceof errors.OPError) {
    return `Google has answered ${error.error}.`;
  }
  const { code } = error as { code?: unknown };
  return `Google could not be reached${
    typeof code === 'string' ? ` (${code})` : ''
  }.`;
}

/** The library makes the same error of an answer that is none of OAuth's, with the status for a code. */
function isAnswer(error: errors.OPError): boolean {
  return /^[a-z_]+$/.test(error.error ?? '');
}

function isTimeout(error: errors.RPError): boolean {
  return error.message.startsWith('outgoing request timed out');
}
