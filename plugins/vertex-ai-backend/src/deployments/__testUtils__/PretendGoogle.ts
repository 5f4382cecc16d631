import {
  EffectKind,
  TrafficSplit,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../../core';
import type {
  DeploymentState,
  EffectArguments,
  EndpointView,
  MachineEvent,
  Step,
} from '../model';
import { active } from '../traffic';

/** What goes wrong, or not, in one exchange with Google. */
export type Luck =
  | 'fine'
  /** The request never arrives, and we do not know. */
  | 'lostRequest'
  /** Google does it, and the answer is lost. */
  | 'lostAnswer'
  /** The process dies before it sends, or right after Google has done it. */
  | 'crashBefore'
  | 'crashAfter'
  | 'refused'
  | 'operationFails'
  /** The operation comes to nothing, and Google knows it no more. */
  | 'operationForgotten'
  | 'roleWithdrawn'
  /** Somebody else changes the endpoint's traffic just before. */
  | 'interference';

interface Operation {
  kind: EffectKind;
  pollsLeft: number;
  failure?: string;
  stopped?: boolean;
  completed?: boolean;
}

/**
 * A model of Google's side for properties of the pure machine: endpoints with etags, writes that happen or do not, operations
 * that take a few polls. The real thing is tried against the emulator; here thousands of unlucky orders are.
 */
export class PretendGoogle {
  readonly endpoints = new Map<string, EndpointView>();
  readonly operations = new Map<string, Operation>();
  /** Every write that Google carried out. */
  readonly writes: EffectKind[] = [];
  #etag = 1;

  constructor(endpoints: Record<string, EndpointView>) {
    Object.entries(endpoints).forEach(([id, view]) =>
      this.endpoints.set(id, view),
    );
  }

  perform(state: DeploymentState, step: Step, luck: Luck): MachineEvent {
    const isWrite = step.do === 'send';
    if (luck === 'crashBefore') {
      return { type: 'claimed' };
    }
    if (luck === 'roleWithdrawn' && (isWrite || step.do === 'stop')) {
      return { type: 'refused', problem: problem('role_missing') };
    }
    if (luck === 'lostRequest') {
      return { type: 'delayed', problem: problem('google_timeout') };
    }
    if (luck === 'interference') {
      this.interfere(state.endpointId);
    }
    const event = this.#carryOut(state, step, luck);
    if (luck === 'lostAnswer') {
      return { type: 'delayed', problem: problem('google_timeout') };
    }
    return luck === 'crashAfter' ? { type: 'claimed' } : event;
  }

  /** Turns the present shares round among the models that have one. */
  interfere(endpointId: string): void {
    const endpoint = this.endpoints.get(endpointId);
    if (endpoint) {
      const split = active(endpoint.trafficSplit);
      const ids = Object.keys(split);
      const shares = Object.values(split).reverse();
      this.#change(endpointId, {
        trafficSplit: Object.fromEntries(ids.map((id, i) => [id, shares[i]])),
      });
    }
  }

  #carryOut(state: DeploymentState, step: Step, luck: Luck): MachineEvent {
    switch (step.do) {
      case 'observe':
        return {
          type: 'endpointSeen',
          endpoint: this.endpoints.get(state.endpointId),
        };
      case 'send':
        return this.#send(state, step.kind, luck);
      case 'lookUp':
        return this.#lookUp(state, step.kind);
      case 'follow':
        return this.#follow(state, step.kind, luck);
      case 'stop': {
        const operation = this.operations.get(
          state.effects[step.kind]!.operation!,
        );
        if (operation) {
          operation.stopped = true;
        }
        return { type: 'stopAsked', kind: step.kind };
      }
      default:
        throw new Error(`unknown step ${step satisfies never}`);
    }
  }

  #send(state: DeploymentState, kind: EffectKind, luck: Luck): MachineEvent {
    if (luck === 'refused') {
      return {
        type: 'effectFailed',
        kind,
        problem: problem('google_rejected'),
      };
    }
    if (kind === 'setTraffic' || kind === 'restoreTraffic') {
      return this.#patch(kind, state.effects[kind]!.arguments);
    }
    const { endpointId } = state.effects[kind]!.arguments;
    const known = [...this.operations].find(
      ([name, operation]) =>
        name.startsWith(`${endpointId}/`) && operation.kind === kind,
    );
    if (known) {
      throw new Error(`${kind} was sent twice`);
    }
    const name = `${endpointId}/${kind}`;
    this.writes.push(kind);
    this.operations.set(name, {
      kind,
      pollsLeft: luck === 'crashAfter' ? 0 : 1,
      failure:
        luck === 'operationFails'
          ? 'Model server never became ready'
          : undefined,
    });
    return { type: 'accepted', kind, operation: name };
  }

  #patch(
    kind: EffectKind,
    { endpointId, split, etag }: EffectArguments['setTraffic'],
  ): MachineEvent {
    const endpoint = this.endpoints.get(endpointId);
    if (endpoint?.etag !== etag) {
      return { type: 'effectFailed', kind, problem: problem('etag_mismatch') };
    }
    this.writes.push(kind);
    this.#change(endpointId, { trafficSplit: active(split) });
    return { type: 'finished', kind };
  }

  #lookUp(state: DeploymentState, kind: EffectKind): MachineEvent {
    if (kind === 'setTraffic' || kind === 'restoreTraffic') {
      const { endpointId, split, etag } = state.effects[kind]!.arguments;
      const endpoint = this.endpoints.get(endpointId);
      if (
        JSON.stringify(sorted(endpoint?.trafficSplit)) ===
        JSON.stringify(sorted(split))
      ) {
        return { type: 'finished', kind };
      }
      return endpoint?.etag === etag
        ? { type: 'notFound', kind }
        : { type: 'effectFailed', kind, problem: problem('etag_mismatch') };
    }
    const name = `${state.effects[kind]!.arguments.endpointId}/${kind}`;
    return this.operations.has(name)
      ? { type: 'accepted', kind, operation: name }
      : { type: 'notFound', kind };
  }

  #follow(state: DeploymentState, kind: EffectKind, luck: Luck): MachineEvent {
    const name = state.effects[kind]!.operation!;
    const operation = this.operations.get(name);
    if (operation?.completed) {
      return { type: 'finished', kind };
    }
    if (!operation || luck === 'operationForgotten') {
      this.operations.delete(name);
      return { type: 'notFound', kind };
    }
    if (operation.stopped) {
      return { type: 'effectFailed', kind, problem: problem('google_failed') };
    }
    if (operation.pollsLeft > 0) {
      operation.pollsLeft -= 1;
      return { type: 'progressed', kind, stage: 'STARTING_MODEL_SERVER' };
    }
    if (operation.failure) {
      return { type: 'effectFailed', kind, problem: problem('google_failed') };
    }
    operation.completed = true;
    this.#complete(state, kind);
    return { type: 'finished', kind };
  }

  #complete(state: DeploymentState, kind: EffectKind): void {
    const { endpointId } = state;
    const endpoint = this.endpoints.get(endpointId);
    const id = state.deployedModelId!;
    switch (kind) {
      case 'createEndpoint':
        this.endpoints.set(endpointId, {
          displayName: 'new',
          etag: 'etag-new',
          trafficSplit: {},
          deployedModels: [],
        });
        break;
      case 'deployModel':
        this.#change(endpointId, {
          deployedModels: [
            ...endpoint!.deployedModels.filter(model => model.id !== id),
            { id, modelId: '7001', modelVersionId: '2', displayName: 'm' },
          ],
        });
        break;
      case 'undeployModel':
        if (endpoint!.trafficSplit[id]) {
          throw new Error('undeployed a model that takes traffic');
        }
        this.#change(endpointId, {
          deployedModels: endpoint!.deployedModels.filter(
            model => model.id !== id,
          ),
        });
        break;
      case 'deleteEndpoint':
        if (endpoint!.deployedModels.length > 0) {
          throw new Error('deleted an endpoint that still has models');
        }
        this.endpoints.delete(endpointId);
        break;
      default:
        throw new Error(`${kind} has no operation`);
    }
  }

  #change(endpointId: string, change: Partial<EndpointView>): void {
    this.#etag += 1;
    this.endpoints.set(endpointId, {
      ...this.endpoints.get(endpointId)!,
      ...change,
      etag: `etag-${this.#etag}`,
    });
  }
}

function problem(code: ConstructorParameters<typeof VertexAiError>[0]) {
  return new VertexAiError(code, `Made up: ${code}.`).toProblem('0'.repeat(32));
}

function sorted(split: TrafficSplit = {}) {
  return Object.entries(active(split)).sort();
}
