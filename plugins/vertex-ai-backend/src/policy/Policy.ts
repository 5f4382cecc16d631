import {
  Action,
  actions,
  Decision,
  Environment,
  googleSees,
  permissionForAction,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig, VertexAiConfig } from '../config';
import { Actor, SignInClaims, VertexAiError } from '../core';
import { askRules } from './accessRules';
import { claimsUsed } from './claims';
import { decide } from './decide';
import { evaluate, RequestFacts, rolesOf } from './evaluate';
import type { Evidence } from './requirements';

/** `decide` over the configured environments. */
export class Policy {
  readonly #environments: ReadonlyMap<string, EnvironmentConfig>;

  readonly #administrators: VertexAiConfig['administrators'];

  readonly #services: VertexAiConfig['services'];

  constructor(
    config: Pick<
      VertexAiConfig,
      'environments' | 'administrators' | 'services'
    >,
  ) {
    this.#environments = config.environments;
    this.#administrators = config.administrators;
    this.#services = config.services;
  }

  get environments(): EnvironmentConfig[] {
    return [...this.#environments.values()];
  }

  /** @throws VertexAiError `not_found` */
  environment(name: string): EnvironmentConfig {
    const environment = this.#environments.get(name);
    if (!environment) {
      throw new VertexAiError(
        'not_found',
        `There is no environment ${name}; there is ${[
          ...this.#environments.keys(),
        ].join(', ')}.`,
      );
    }
    return environment;
  }

  /**
   * For what concerns no single environment: the issuer's keys, the lost keys of a person, an end to everything. Named by
   * `vertexAi.administrators`; a role in an environment never makes somebody one.
   *
   * @throws VertexAiError `role_missing`
   */
  requireAdministrator(actor: Actor): void {
    if (!this.isAdministrator(actor)) {
      throw new VertexAiError(
        'role_missing',
        `${actor.ref} is not among vertexAi.administrators.`,
      );
    }
  }

  isAdministrator({ kind, ref, groups }: Actor): boolean {
    return (
      kind === 'user' &&
      (this.#administrators.users.includes(ref) ||
        this.#administrators.groups.some(group => groups.includes(group)))
    );
  }

  /** Whether the person operates the service, by `vertexAi.services`; undefined when nobody says who does, so that it may be anybody. */
  operates({ ref, groups }: Actor, service: string): boolean | undefined {
    return this.#services[service]?.operatedBy.some(
      operator => operator === ref || groups.includes(operator),
    );
  }

  /** The services of which it is known that the person does not operate them. */
  servicesOfOthers(actor: Actor): string[] {
    return Object.keys(this.#services).filter(
      service => !this.operates(actor, service),
    );
  }

  decide(
    actor: Actor,
    action: Action,
    target: {
      environment: string;
      location?: string;
      facts?: RequestFacts;
      evidence?: Evidence;
    },
  ): Decision {
    const environment = this.environment(target.environment);
    const { location, facts, evidence } = target;
    return decide({ actor, action, environment, location, facts, evidence });
  }

  /**
   * The claims of the sign-in that the access rests on, for work that goes on after the request; undefined where it rests on none.
   *
   * @param target.role - one that is taken along besides, with the claims that it rests on
   */
  claimsBehind(
    actor: Actor,
    action: Action,
    {
      role,
      ...target
    }: {
      environment: string;
      location?: string;
      facts?: RequestFacts;
      role?: Role;
    },
  ): SignInClaims | undefined {
    const environment = this.environment(target.environment);
    const taken = role && askRules(actor, environment.access[role] ?? []);
    return claimsUsed(
      evaluate({ ...target, actor, action, environment }),
      taken?.matched,
    );
  }

  /** The environments in which the actor may do the action, requirements aside. For lists. */
  environmentsFor(actor: Actor, action: Action): EnvironmentConfig[] {
    return this.environments.filter(
      environment =>
        decide({ actor, action, environment }).outcome !== 'denied',
    );
  }

  /**
   * The environment with the actor's roles and what would come of every action, for the pages. `granted` are the
   * actions that Backstage's permission policy lets the actor take.
   */
  describe(
    { actor, granted }: { actor: Actor; granted: ReadonlySet<Action> },
    environment: EnvironmentConfig,
  ): Environment {
    return {
      name: environment.name,
      title: environment.title,
      project: environment.project,
      locations: [...environment.locations],
      strategy: environment.credentials.strategy,
      googleSees: googleSees[environment.credentials.strategy],
      catalog: environment.catalog,
      roles: rolesOf(actor, environment),
      access: Object.fromEntries(
        actions.map(action => {
          const decision = decide({ actor, action, environment });
          return [
            action,
            granted.has(action)
              ? decision
              : withoutPermission(action, decision),
          ];
        }),
      ) as Environment['access'],
    };
  }
}

/** Both gates must open, so both reasons are told: a role alone would not help. */
function withoutPermission(action: Action, decision: Decision): Decision {
  const { name } = permissionForAction[action];
  return {
    outcome: 'denied',
    reasons: [
      ...(decision.outcome === 'denied' ? decision.reasons : []),
      {
        code: 'permissionMissing',
        message: `Backstage's permission policy does not grant ${name}.`,
        missingRoles: [],
        grantedBy: [],
        permission: name,
      },
    ],
  };
}
