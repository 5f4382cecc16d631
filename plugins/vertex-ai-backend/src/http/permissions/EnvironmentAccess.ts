import {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  Action,
  actions,
  permissionForAction,
  RESOURCE_TYPE_ENVIRONMENT,
  vertexAiPermissions,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
  isResourcePermission,
  Permission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  PermissionRuleset,
} from '@backstage/plugin-permission-node';
import type { EnvironmentConfig } from '../../config';
import { notGranted, Policy, roleFor, rolesOf } from '../../policy';
import type { Caller } from '../Callers';
import {
  EnvironmentResource,
  environmentResourceRef,
  environmentRules,
} from './environmentRules';
import { evaluate } from './evaluate';

type EnvironmentPermission = ResourcePermission<
  typeof RESOURCE_TYPE_ENVIRONMENT
>;

/** For the resource types of other slices: whether what is granted on conditions is possible at all in the environment. */
export type StillPossible = (
  decision: ConditionalPolicyDecision,
  environment: string,
) => boolean;

const onEnvironments = vertexAiPermissions.filter(isOnEnvironment);

/**
 * Both gates of an environment: Backstage's permission policy, and ours by role. Each alone can refuse.
 *
 * A policy that knows nothing of environments answers yes or no, and that holds for all of them.
 */
export class EnvironmentAccess {
  readonly #permissions: PermissionsService;
  readonly #policy: Policy;
  readonly #ruleset: PermissionRuleset<EnvironmentResource>;

  private constructor(parts: {
    permissions: PermissionsService;
    policy: Policy;
    ruleset: PermissionRuleset<EnvironmentResource>;
  }) {
    this.#permissions = parts.permissions;
    this.#policy = parts.policy;
    this.#ruleset = parts.ruleset;
  }

  /** Registers the resource type with its rules; its refs are the names of environments. */
  static create(services: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    policy: Policy;
  }): EnvironmentAccess {
    const { permissions, permissionsRegistry, policy } = services;
    permissionsRegistry.addResourceType({
      resourceRef: environmentResourceRef,
      permissions: onEnvironments,
      rules: Object.values(environmentRules),
      getResources: async names =>
        names.map(name => {
          const found = policy.environments.find(one => one.name === name);
          return found && toResource(found);
        }),
    });
    return new EnvironmentAccess({
      permissions,
      policy,
      ruleset: permissionsRegistry.getPermissionRuleset(environmentResourceRef),
    });
  }

  /**
   * The first gate only, for one environment. A permission that is granted on conditions is refused where none is given, so that a route
   * that forgets to say where it acts is closed.
   *
   * @throws VertexAiError `forbidden`, or `not_found` for an environment that there is not
   */
  async authorize(
    { actor, credentials }: Caller,
    permission: Permission,
    environment: string | undefined,
  ): Promise<void> {
    const [decision] = isResourcePermission(permission)
      ? await this.#permissions.authorizeConditional([{ permission }], {
          credentials,
        })
      : await this.#permissions.authorize([{ permission }], { credentials });
    if (decision.result === AuthorizeResult.ALLOW) {
      return;
    }
    if (
      decision.result === AuthorizeResult.DENY ||
      environment === undefined ||
      !isOnEnvironment(permission) ||
      !this.#holds(permission, decision, this.#policy.environment(environment))
    ) {
      throw notGranted(permission, actor.ref, environment);
    }
  }

  /**
   * The first gate only, for a list: the environments in which the policy grants the permission.
   *
   * @throws VertexAiError `forbidden` when it grants it nowhere, whatever the environment
   */
  async granted(
    { actor, credentials }: Caller,
    permission: EnvironmentPermission,
  ): Promise<EnvironmentConfig[]> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw notGranted(permission, actor.ref);
    }
    return this.#policy.environments.filter(environment =>
      this.#holds(permission, decision, environment),
    );
  }

  /**
   * Both gates, for a list. An environment that is asked for by name is refused with a reason; the others are left out.
   *
   * @throws VertexAiError `forbidden`, `role_missing`, `not_found`
   */
  async readable(
    caller: Caller,
    action: Exclude<Action, 'deployment.read' | 'deployment.cancel'>,
    { environment, location }: { environment?: string; location?: string } = {},
  ): Promise<EnvironmentConfig[]> {
    const permission = permissionForAction[action];
    if (environment !== undefined) {
      await this.authorize(caller, permission, environment);
      roleFor(this.#policy, caller.actor, { action, environment, location });
      return [this.#policy.environment(environment)];
    }
    const granted = await this.granted(caller, permission);
    const byRole = this.#policy.environmentsFor(caller.actor, action);
    return granted.filter(one => byRole.includes(one));
  }

  /**
   * The actions that Backstage's permission policy does not rule out for the caller in an environment. Of a permission on something in an
   * environment `stillPossible` says whether its conditions leave anything there.
   */
  async grantedActions(
    { credentials }: Caller,
    stillPossible: StillPossible,
  ): Promise<(environment: EnvironmentConfig) => ReadonlySet<Action>> {
    const decisions = await this.#permissions.authorizeConditional(
      // The framework answers a basic permission here as well, only its types do not say so.
      actions.map(action => ({
        permission: permissionForAction[action] as ResourcePermission,
      })),
      { credentials },
    );
    const granted = (
      action: Action,
      decision: PolicyDecision,
      environment: EnvironmentConfig,
    ) => {
      if (decision.result !== AuthorizeResult.CONDITIONAL) {
        return decision.result === AuthorizeResult.ALLOW;
      }
      const permission: Permission = permissionForAction[action];
      try {
        return isOnEnvironment(permission)
          ? this.#holds(permission, decision, environment)
          : stillPossible(decision, environment.name);
      } catch {
        // Who takes the action is told why it cannot be evaluated; the others are not to be lost for it.
        return false;
      }
    };
    return environment =>
      new Set(
        actions.filter((action, index) =>
          granted(action, decisions[index], environment),
        ),
      );
  }

  #holds(
    permission: Permission,
    decision: PolicyDecision,
    environment: EnvironmentConfig,
  ): boolean {
    return evaluate(permission, () =>
      createConditionAuthorizer(this.#ruleset)(
        decision,
        toResource(environment),
      ),
    );
  }
}

function toResource(environment: EnvironmentConfig): EnvironmentResource {
  return {
    name: environment.name,
    rolesOf: ref => rolesOf({ kind: 'user', ref, groups: [ref] }, environment),
  };
}

function isOnEnvironment(
  permission: Permission,
): permission is EnvironmentPermission {
  return isResourcePermission(permission, RESOURCE_TYPE_ENVIRONMENT);
}
