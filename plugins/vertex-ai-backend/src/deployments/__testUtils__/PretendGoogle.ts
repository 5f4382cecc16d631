import {
  EffectKind,
  TrafficSplit,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../../core';
import type {
  DeploymentState,
  EffectArguments,
  EffectState,
  EndpointView,
  MachineEvent,
  Step,
} from '../model';
import { SETTLE_MS } from '../delays';
import { active } from '../traffic';

/** What goes wrong, or not, in one exchange with Google. */
export type Luck =
  | 'fine'
  /** The request never arrives, and we do not know. */
  | 'lostRequest'
  /** Google does it, and the answer is lost. */
  | 'lostAnswer'
  /** Nobody hears an answer, and Google gets to it only a little later. */
  | 'landsLate'
  /** Too many requests, of whatever kind. */
  | 'rateLimited'
  /** The process dies before it sends, or right after Google has done it. */
  | 'crashBefore'
  | 'crashAfter'
  | 'refused'
  | 'operationFails'
  /** The operation comes to nothing, and Google knows it no more. */
  | 'operationForgotten'
  /** Somebody else's operation of the same kind is taken for ours. */
  | 'foreignOperation'
  | 'roleWithdrawn'
  /** Somebody else changes the endpoint's traffic just before. */
  | 'interference';

/** By then what was sent has landed. */
const LANDS_AFTER_MS = SETTLE_MS - 100;
/** An operation that is not ours, and brings nothing of ours. */
const FOREIGN = 'somebody-else';

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
  readonly #underWay: { landsAtMs: number; land(): void }[] = [];
  #etag = 1;

  constructor(endpoints: Record<string, EndpointView>) {
    Object.entries(endpoints).forEach(([id, view]) =>
      this.endpoints.set(id, view),
    );
  }

  perform(
    state: DeploymentState,
    step: Step,
    { luck, nowMs }: { luck: Luck; nowMs: number },
  ): MachineEvent {
    this.landAll(nowMs);
    const isWrite = step.do === 'send';
    if (luck === 'rateLimited') {
      return {
        type: 'delayed',
        problem: problem('quota_exceeded'),
        ...(isWrite && { ofWrite: { kind: step.kind, othersAtWork: false } }),
      };
    }
    if (luck === 'landsLate' && isWrite) {
      this.#sendLate(state, step.kind, nowMs);
      return { type: 'delayed', problem: problem('google_timeout') };
    }
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

  /** What was sent and is due by now reaches Google. */
  landAll(nowMs: number): void {
    for (const { land } of this.#underWay.filter(
      ({ landsAtMs }) => landsAtMs <= nowMs,
    )) {
      land();
    }
    const left = this.#underWay.filter(({ landsAtMs }) => landsAtMs > nowMs);
    this.#underWay.splice(0, Infinity, ...left);
  }

  /** What was sent again meanwhile exists already when it lands: Google refuses it, and nobody hears that. */
  #sendLate(state: DeploymentState, kind: EffectKind, nowMs: number): void {
    const effect = state.effects[kind]!;
    this.#underWay.push({
      landsAtMs: nowMs + LANDS_AFTER_MS,
      land: () => {
        if (!this.operations.has(operationOf(effect))) {
          this.#send(state, kind, 'fine');
        }
      },
    });
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
        return this.#lookUp(state, step.kind, luck);
      case 'follow':
        return this.#follow(state, step.kind, luck);
      case 'stop': {
        if (state.effects[step.kind]!.operation === FOREIGN) {
          throw new Error('stopped what somebody else does');
        }
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
        refused: true,
      };
    }
    if (kind === 'setTraffic' || kind === 'restoreTraffic') {
      return this.#patch(kind, state.effects[kind]!.arguments);
    }
    const name = operationOf(state.effects[kind]!);
    if (this.operations.has(name)) {
      throw new Error(`${kind} was sent twice`);
    }
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

  #lookUp(state: DeploymentState, kind: EffectKind, luck: Luck): MachineEvent {
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
    const name = operationOf(state.effects[kind]!);
    if (this.operations.has(name)) {
      return { type: 'accepted', kind, operation: name, found: true };
    }
    // Operations on an endpoint do not say for which deployed model they run.
    return luck === 'foreignOperation' && /^(un)?deployModel$/.test(kind)
      ? { type: 'accepted', kind, operation: FOREIGN, found: true }
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

function operationOf({ kind, arguments: { endpointId } }: EffectState): string {
  return `${endpointId}/${kind}`;
}

function problem(code: ConstructorParameters<typeof VertexAiError>[0]) {
  return new VertexAiError(code, `Made up: ${code}.`).toProblem('0'.repeat(32));
}

function sorted(split: TrafficSplit = {}) {
  return Object.entries(active(split)).sort();
}
