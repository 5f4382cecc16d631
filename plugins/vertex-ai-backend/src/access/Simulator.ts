import {
  Action,
  Explanation,
  permissionForAction,
  Simulation,
  SimulationRequest,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, Clock, invalidField, VertexAiError } from '../core';
import { explainDecision, ModelFacts, Policy, RequestFacts } from '../policy';
import type { Inventory } from '../registry';

export interface SimulatorServices {
  policy: Policy;
  /** Who a person is today. */
  actors: { resolve(ref: string): Promise<Actor> };
  inventory: Pick<Inventory, 'known'>;
  clock: Clock;
}

export interface SimulationCall {
  caller: Actor;
  /** Actions that Backstage's permission policy does not rule out for the caller. */
  granted: ReadonlySet<Action>;
  /** Whether the caller may see how guardrails are written. */
  auditor: boolean;
  simulated: SimulationRequest;
}

/** Asks the policy about somebody as it would be asked, and shows every rule. Reads nothing at Google and mints nothing. */
export class Simulator {
  readonly #services: SimulatorServices;

  constructor(services: SimulatorServices) {
    this.#services = services;
  }

  /** @throws VertexAiError `not_found` for a person that is not in the catalog; `invalid_request` for a request of another action */
  async simulate(call: SimulationCall): Promise<Simulation> {
    const { caller, granted, auditor, simulated } = call;
    const { action, environment, location, request } = simulated;
    checkRequest(simulated);
    const isSelf =
      simulated.actor === undefined || simulated.actor === caller.ref;
    const actor = this.#withClaims(
      isSelf ? caller : await this.#resolve(simulated.actor!),
      simulated,
    );
    const explanation = explainDecision({
      actor,
      action,
      environment: this.#services.policy.environment(environment),
      location: location ?? request?.location,
      facts: this.#facts(simulated),
    });
    return {
      actor: actor.ref,
      action,
      environment,
      groups: actor.groups.filter(ref => ref !== actor.ref),
      permission: {
        name: permissionForAction[action].name,
        ...(isSelf && { granted: granted.has(action) }),
      },
      explanation: auditor ? explanation : withoutExpressions(explanation),
    };
  }

  #withClaims(actor: Actor, { claims }: SimulationRequest): Actor {
    return claims && actor.kind === 'user'
      ? {
          ...actor,
          claims: { values: claims, verifiedAt: this.#services.clock.now() },
          claimsMissing: undefined,
        }
      : actor;
  }

  #facts(simulated: SimulationRequest): RequestFacts | undefined {
    const { request } = simulated;
    if (!request) {
      return undefined;
    }
    const model = simulated.model ?? this.#known(request);
    return {
      request,
      model,
      ...(model && { touches: [model] }),
      now: this.#services.clock.now(),
    };
  }

  /** What is in memory of the model; of one that nobody has read lately nothing is known. */
  #known(
    request: NonNullable<SimulationRequest['request']>,
  ): ModelFacts | undefined {
    const { environment, location } = request;
    return request.action === 'deployment.create'
      ? this.#services.inventory
          .known(environment, location)
          ?.models.find(({ id }) => id === request.model.id)
      : undefined;
  }

  async #resolve(ref: string): Promise<Actor> {
    try {
      return await this.#services.actors.resolve(ref);
    } catch (error) {
      // Of whoever acts it is a refusal; of whoever is looked at it is an answer.
      if (VertexAiError.is(error) && error.code === 'role_missing') {
        throw new VertexAiError(
          'not_found',
          `There is no ${ref} in the catalog.`,
        );
      }
      throw error;
    }
  }
}

/** Two answers in one would be read for the wrong one. */
function checkRequest({
  action,
  environment,
  request,
}: SimulationRequest): void {
  if (request && request.action !== action) {
    throw invalidField('body.request.action', `it has to be ${action}`);
  }
  if (request && request.environment !== environment) {
    throw invalidField(
      'body.request.environment',
      `it has to be ${environment}`,
    );
  }
}

function withoutExpressions(explanation: Explanation): Explanation {
  return {
    ...explanation,
    guardrails: explanation.guardrails.map(
      ({ expression, why, ...guardrail }) => guardrail,
    ),
  };
}
