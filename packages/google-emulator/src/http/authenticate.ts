import { ApiError, errorInfo } from '../core/ApiError';
import { TokenRecord } from '../iam/TokenStore';
import { authTexts } from '../texts';
import { Call, PermissionCheck, Route, World } from './Route';

export const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

/** The access token of an `Authorization: Bearer` header. */
export function bearerToken(
  headers: Record<string, string | undefined>,
): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/**
 * The record of the caller's token. Throws UNAUTHENTICATED as Google's front end does: no token, an unknown or
 * expired one, or one whose pool or service account has been disabled.
 */
export function authenticate(
  route: Route,
  headers: Record<string, string | undefined>,
  world: World,
): TokenRecord {
  const domain = `${route.service}.googleapis.com`;
  const refuse = (reason: string, message: string) =>
    new ApiError('UNAUTHENTICATED', message, [
      errorInfo(reason, 'googleapis.com', {
        service: domain,
        method: route.method,
      }),
    ]).withHeader(
      'www-authenticate',
      'Bearer realm="https://accounts.google.com/"',
    );
  const token = bearerToken(headers);
  if (!token) throw refuse('CREDENTIALS_MISSING', authTexts.missing);
  const record = world.state.tokens.find(token, world.clock.now());
  if (!record) {
    const reason = world.state.tokens.isKnown(token)
      ? 'ACCESS_TOKEN_EXPIRED'
      : 'ACCESS_TOKEN_TYPE_UNSUPPORTED';
    throw refuse(reason, authTexts.invalid);
  }
  if (!world.policy.isUsable(record.identity)) {
    throw refuse('ACCOUNT_STATE_INVALID', authTexts.invalid);
  }
  if (!record.scopes.includes(CLOUD_PLATFORM)) {
    throw new ApiError('PERMISSION_DENIED', authTexts.scopes, [
      errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'googleapis.com', {
        service: domain,
        method: route.method,
      }),
    ]);
  }
  return record;
}

/** Throws PERMISSION_DENIED for the first permission that the caller lacks. An unknown project denies too. */
export function authorize(
  call: Call,
  checks: PermissionCheck[],
  world: World,
): void {
  for (const { permission, resource } of checks) {
    const project = /^projects\/([^/]+)/.exec(resource)?.[1] ?? '';
    const identity = call.token?.identity;
    if (
      !identity ||
      !world.policy.allowsOnProject(identity, permission, project)
    ) {
      throw permissionDenied(permission, resource);
    }
  }
}

export function permissionDenied(
  permission: string,
  resource: string,
): ApiError {
  return new ApiError(
    'PERMISSION_DENIED',
    authTexts.denied(permission, resource),
    [
      errorInfo('IAM_PERMISSION_DENIED', 'aiplatform.googleapis.com', {
        permission,
        resource,
      }),
    ],
  );
}
