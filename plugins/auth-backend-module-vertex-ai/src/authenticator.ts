import type { AuditorService } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  createOAuthAuthenticator,
  OAuthAuthenticator,
  OAuthAuthenticatorResult,
} from '@backstage/plugin-auth-node';
import { Account, requireAccount } from './account';
import { beginFlow, endFlow } from './flowCookie';
import { GoogleOAuth, GoogleTokens } from './GoogleOAuth';
import { narrowScopes, REQUIRED_SCOPES } from './scopes';
import { readSettings, Settings } from './settings';

interface Context {
  google: GoogleOAuth;
  settings: Settings;
  callbackUrl: string;
}

type Session = OAuthAuthenticatorResult<Account>;

/** The flow of one person, from and to Backstage's own routes. Every session that begins or ends is in the audit log. */
export function createAuthenticator(
  auditor: AuditorService,
): OAuthAuthenticator<Context, Account> {
  return createOAuthAuthenticator<Context, Account>({
    defaultProfileTransform: async ({ fullProfile: { email } }) => ({
      profile: { email, displayName: email },
    }),
    scopes: {
      required: REQUIRED_SCOPES,
      transform: ({ requested }) => narrowScopes(requested),
    },
    initialize({ callbackUrl, config }) {
      const settings = readSettings(config);
      const google = GoogleOAuth.create(settings, callbackUrl);
      return { google, settings, callbackUrl };
    },
    async start({ scope, state, req }, { google, callbackUrl }) {
      const flow = beginFlow(req, callbackUrl);
      return { url: google.authorizationUrl({ scope, state }, flow) };
    },
    async authenticate({ req }, context) {
      const flow = endFlow(req, context.callbackUrl);
      const { code, state, error, error_description } = req.query;
      const tokens = await context.google.exchange(
        textOnly({ code, state, error, error_description }),
        flow,
      );
      return beginSession(tokens, context, auditor);
    },
    async refresh({ refreshToken }, { google, settings }) {
      const tokens = await google.refresh(refreshToken);
      return asSession(requireAccount(tokens.claims(), settings), tokens);
    },
    async logout({ refreshToken }, { google }) {
      if (refreshToken) {
        await google.revoke(refreshToken);
        await record(auditor, { actionType: 'end' });
      }
    },
  });
}

/** Takes the tokens, or leaves nothing of them alive. */
async function beginSession(
  tokens: GoogleTokens,
  { google, settings }: Context,
  auditor: AuditorService,
): Promise<Session> {
  try {
    const account = requireAccount(tokens.claims(), settings);
    requireRefreshToken(tokens);
    await record(auditor, {
      actionType: 'begin',
      ...account,
      scopes: tokens.scope ?? '',
    });
    return asSession(account, tokens);
  } catch (refusal) {
    await google.revoke(tokens.refresh_token ?? tokens.access_token);
    throw refusal;
  }
}

async function record(
  auditor: AuditorService,
  meta: Record<string, string>,
): Promise<void> {
  // Without the request: its address carries the code.
  const event = await auditor.createEvent({
    eventId: 'google-session',
    severityLevel: 'medium',
    meta,
  });
  await event.success();
}

function requireRefreshToken({ refresh_token: token }: GoogleTokens): void {
  if (!token) {
    throw new AuthenticationError(
      'Google has given no refresh token, so signing out could not revoke this session, and it is not begun. Remove this portal at https://myaccount.google.com/connections and sign in to Google again.',
    );
  }
}

function asSession(account: Account, tokens: GoogleTokens): Session {
  return {
    fullProfile: account,
    session: {
      accessToken: tokens.access_token,
      tokenType: tokens.token_type ?? 'bearer',
      scope: tokens.scope ?? '',
      expiresInSeconds: tokens.expires_in,
      refreshToken: tokens.refresh_token,
    },
  };
}

/** A parameter that is sent twice is a list, and none of ours is. */
function textOnly(query: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
