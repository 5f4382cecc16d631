import { ApiError } from '../../core/ApiError';
import { CLOUD_PLATFORM } from '../../http/authenticate';
import { Call, Reply, World } from '../../http/Route';
import { ServiceAccountSeed } from '../../seed/EmulatorSeed';
import { iamCredentialsTexts } from '../../texts';
import { authorizeImpersonation } from './authorizeImpersonation';

const DEFAULT_SECONDS = 3600;
const HOUR_SECONDS = 3600;
const LONGEST_SECONDS = 12 * HOUR_SECONDS;

/** A short-lived access token of a service account, for whoever may impersonate it. */
export function generateAccessToken(call: Call, world: World): Reply {
  const { account, delegation } = authorizeImpersonation(
    call,
    'iam.serviceAccounts.getAccessToken',
    world,
  );
  const scopes = scopesOf(call);
  const lifetimeSeconds = lifetimeOf(call, account);
  const nowSeconds = Math.floor(call.now.getTime() / 1000);
  const expiresAtMs = (nowSeconds + lifetimeSeconds) * 1000;
  const accessToken = world.state.tokens.issue({
    identity: { kind: 'serviceAccount', email: account.email, delegation },
    scopes,
    expiresAtMs,
    clientId: account.uniqueId,
  });
  const expireTime = new Date(expiresAtMs).toISOString().replace('.000Z', 'Z');
  return { body: { accessToken, expireTime } };
}

function scopesOf(call: Call): string[] {
  // Seen at Google: an empty scope stands for cloud-platform.
  const scopes = [call.body.scope ?? []]
    .flat()
    .map(scope => String(scope) || CLOUD_PLATFORM);
  if (scopes.length === 0) {
    throw new ApiError('INVALID_ARGUMENT', iamCredentialsTexts.scopeMissing);
  }
  const bad = scopes.find(
    scope =>
      !/^(https:\/\/www\.googleapis\.com\/auth\/[a-z0-9._-]+|openid|email|profile)$/.test(
        scope,
      ),
  );
  if (bad !== undefined) {
    throw new ApiError('INVALID_ARGUMENT', iamCredentialsTexts.badScope(bad));
  }
  return scopes;
}

/** The documented minimum of 300 seconds is not enforced by the server; a second is enough. */
function lifetimeOf(call: Call, account: ServiceAccountSeed): number {
  const text = call.body.lifetime;
  if (text === undefined) return DEFAULT_SECONDS;
  const seconds = Math.trunc(parseFloat(`${text}`));
  if (seconds <= 0) throw refused(iamCredentialsTexts.zeroLifetime);
  if (seconds > LONGEST_SECONDS) {
    throw refused(iamCredentialsTexts.lifetimeOverTwelveHours);
  }
  if (seconds > HOUR_SECONDS && !account.extendedLifetime) {
    throw refused(iamCredentialsTexts.lifetimeTooLong);
  }
  return seconds;
}

function refused(message: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', message);
}
