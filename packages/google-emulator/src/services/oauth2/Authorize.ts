import { Call, Reply, World } from '../../http/Route';
import { AccountSeed } from '../../seed/EmulatorSeed';
import { consentTexts } from '../../texts';
import { accountPage, errorPage, grantName } from './pages';
import {
  Authorization,
  AuthorizationError,
  readAuthorization,
} from './readAuthorization';
import { isBasic } from './scopes';

/** The page on which a person chooses an account and what to grant. There are no passwords and no sessions here. */
export function showAccounts(call: Call, world: World): Reply {
  return answer(() => {
    const authorization = readAuthorization(call.query, world);
    const { accounts } = world.state;
    return page(200, accountPage(authorization, accounts));
  });
}

/** The person's answer: back to the application with a code, or with `access_denied`. */
export function decide(call: Call, world: World): Reply {
  return answer(() => {
    const authorization = readAuthorization(call.query, world);
    const { account: email, deny } = call.body;
    if (deny !== undefined) {
      return redirect(authorization, { error: 'access_denied' });
    }
    const account = world.state.accounts.find(one => one.email === email);
    if (!account) {
      throw new AuthorizationError(
        'invalid_request',
        consentTexts.unknownAccount,
      );
    }
    call.principal = account.email;
    requireMember(authorization, account);
    const scopes = authorization.scopes.filter(
      scope => isBasic(scope) || call.body[grantName(scope)] !== undefined,
    );
    const code = world.authorizationCodes.issue(
      {
        clientId: authorization.client.clientId,
        redirectUri: authorization.redirectUri,
        email: account.email,
        scopes,
        challenge: authorization.challenge,
        nonce: authorization.nonce,
        offline: givesRefreshToken(authorization, account, world),
      },
      call.now,
    );
    return redirect(authorization, {
      code,
      scope: scopes.join(' '),
      authuser: '0',
      ...(account.hostedDomain ? { hd: account.hostedDomain } : {}),
      prompt: authorization.prompt ?? 'consent',
    });
  });
}

/** Google's own check of an internal application. */
function requireMember({ client }: Authorization, account: AccountSeed): void {
  if (
    client.audience === 'internal' &&
    account.hostedDomain !== client.organization
  ) {
    throw new AuthorizationError('org_internal', consentTexts.orgInternal, 403);
  }
}

/** The first time for this client, and whenever consent was asked for. */
function givesRefreshToken(
  { client, offline, prompt = '' }: Authorization,
  { email }: AccountSeed,
  world: World,
): boolean {
  return (
    offline &&
    (prompt.split(' ').includes('consent') ||
      !world.state.refreshTokens.has({ email, clientId: client.clientId }))
  );
}

function answer(handle: () => Reply): Reply {
  try {
    return handle();
  } catch (error) {
    if (!(error instanceof AuthorizationError)) throw error;
    return page(error.httpStatus, errorPage(error));
  }
}

function redirect(
  { redirectUri, state }: Authorization,
  answered: Record<string, string>,
): Reply {
  const url = new URL(redirectUri);
  if (state !== undefined) url.searchParams.set('state', state);
  for (const [name, value] of Object.entries(answered)) {
    url.searchParams.set(name, value);
  }
  return {
    status: 302,
    headers: { location: url.href },
    body: Buffer.alloc(0),
  };
}

function page(status: number, html: string): Reply {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // Nobody else's page may show this one and have it clicked.
      'content-security-policy': "frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    },
    body: Buffer.from(html),
  };
}
