import {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  Action,
  deploymentCancelPermission,
  deploymentReadPermission,
  permissionForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  PermissionRuleset,
} from '@backstage/plugin-permission-node';
import { Caller, evaluate } from '../../http';
import { notGranted, Policy, roleFor } from '../../policy';
import type { DeploymentRow } from '../store/rows';
import {
  DeploymentCondition,
  DeploymentFilter,
  isPossibleIn,
} from './DeploymentFilter';
import {
  DeploymentResource,
  deploymentResourceRef,
  deploymentRules,
} from './rules';

/** What a caller may read of the list: in these environments, and of those what the condition says. */
export interface Readable {
  environments: string[];
  condition?: DeploymentFilter;
}

/** Both gates of a deployment: Backstage's permission policy, and ours by role and environment. Each alone can refuse. */
export class DeploymentAccess {
  readonly #permissions: PermissionsService;
  readonly #policy: Policy;
  readonly #ruleset: PermissionRuleset<DeploymentResource, DeploymentCondition>;

  private constructor(parts: {
    permissions: PermissionsService;
    policy: Policy;
    ruleset: PermissionRuleset<DeploymentResource, DeploymentCondition>;
  }) {
    this.#permissions = parts.permissions;
    this.#policy = parts.policy;
    this.#ruleset = parts.ruleset;
  }

  /** Registers the resource type with its rules. `load` answers in the order of the ids, undefined for those that are not there. */
  static create(services: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    policy: Policy;
    load(ids: string[]): Promise<(DeploymentResource | undefined)[]>;
  }): DeploymentAccess {
    services.permissionsRegistry.addResourceType({
      resourceRef: deploymentResourceRef,
      permissions: [deploymentReadPermission, deploymentCancelPermission],
      rules: Object.values(deploymentRules),
      getResources: ids => services.load(ids),
    });
    return new DeploymentAccess({
      permissions: services.permissions,
      policy: services.policy,
      ruleset: services.permissionsRegistry.getPermissionRuleset(
        deploymentResourceRef,
      ),
    });
  }

  /** @throws VertexAiError `forbidden` when Backstage's permission policy lets the caller read nothing */
  async readable({ actor, credentials }: Caller): Promise<Readable> {
    const environments = this.#policy
      .environmentsFor(actor, 'deployment.read')
      .map(({ name }) => name);
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: deploymentReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return { environments };
      case AuthorizeResult.CONDITIONAL:
        return {
          environments,
          condition: evaluate(deploymentReadPermission, () =>
            this.#filterOf(decision),
          ),
        };
      default:
        throw notGranted(deploymentReadPermission, actor.ref);
    }
  }

  /** @throws VertexAiError `forbidden` or `role_missing` */
  async authorize(
    { actor, credentials }: Caller,
    action: Extract<Action, 'deployment.read' | 'deployment.cancel'>,
    resource: DeploymentResource,
  ): Promise<void> {
    const permission = permissionForAction[action];
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    const granted = evaluate(permission, () =>
      createConditionAuthorizer(this.#ruleset)(decision, resource),
    );
    if (!granted) {
      throw notGranted(permission, actor.ref);
    }
    roleFor(this.#policy, actor, {
      action,
      environment: resource.environment,
    });
  }

  /** Whether the conditions can hold for a deployment in the environment. For the pages, before there is a deployment to ask about. */
  isPossibleIn(
    decision: ConditionalPolicyDecision,
    environment: string,
  ): boolean {
    return isPossibleIn(environment, this.#filterOf(decision));
  }

  #filterOf({ conditions }: ConditionalPolicyDecision): DeploymentFilter {
    return createConditionTransformer(this.#ruleset)(conditions);
  }
}

/** What Backstage's rules look at of a row. */
export function resourceOf(row: DeploymentRow): DeploymentResource {
  return {
    id: row.id,
    environment: row.environment,
    action: row.action,
    requestedBy: row.requested_by,
    owner: row.owner ?? undefined,
  };
}
