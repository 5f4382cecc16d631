import { ApiError, errorInfo } from '../../core/ApiError';
import { Call, World } from '../../http/Route';
import { Identity, principalOf } from '../../iam/Identity';
import { ServiceAccountSeed } from '../../seed/EmulatorSeed';
import { iamCredentialsTexts } from '../../texts';

export interface Impersonation {
  account: ServiceAccountSeed;
  /** Who acts through the account, nearest first: the delegates in reverse, then the caller. */
  delegation: string[];
}

/**
 * Checks that the caller may use `permission` on the account in the path, directly or along the chain of
 * `delegates`: each link needs `iam.serviceAccounts.implicitDelegation` on the next, the last one `permission`.
 * A missing account, a disabled one and a missing grant are refused with the same words.
 */
export function authorizeImpersonation(
  call: Call,
  permission: string,
  world: World,
): Impersonation {
  const target = call.params.account;
  const chain = [...delegatesOf(call), target];
  let actor: Identity | undefined = call.token?.identity;
  const actors: string[] = [];
  chain.forEach((email, index) => {
    const needed =
      index === chain.length - 1
        ? permission
        : 'iam.serviceAccounts.implicitDelegation';
    if (!actor || !world.policy.allowsOnServiceAccount(actor, needed, email)) {
      throw denied(needed);
    }
    actors.unshift(
      principalOf(actor),
      ...(actor.kind === 'serviceAccount' ? actor.delegation : []),
    );
    actor = { kind: 'serviceAccount', email, delegation: [] };
  });
  const account = world.policy.serviceAccount(target);
  if (!account) throw denied(permission);
  return { account, delegation: actors };
}

function delegatesOf(call: Call): string[] {
  return [call.body.delegates ?? []].flat().map(delegate => {
    const match = /^projects\/-\/serviceAccounts\/([^/]+)$/.exec(`${delegate}`);
    if (!match) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        iamCredentialsTexts.badDelegate(`${delegate}`),
      );
    }
    return match[1];
  });
}

function denied(permission: string): ApiError {
  return new ApiError(
    'PERMISSION_DENIED',
    iamCredentialsTexts.denied(permission),
    [errorInfo('IAM_PERMISSION_DENIED', 'iam.googleapis.com', { permission })],
  );
}
