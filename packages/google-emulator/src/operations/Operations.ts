import { ApiError } from '../core/ApiError';
import { VERTEX } from '../contract/contract';
import { EmulatorClock } from '../core/EmulatorClock';
import { newNumericId } from '../core/ids';
import { JsonObject } from '../core/json';
import { statusOf } from '../scenarios/statusOf';
import { Scenario } from '../scenarios/Scenarios';
import type { EmulatorState } from '../state/EmulatorState';
import {
  DEPLOYMENT_STAGES,
  DeploymentStage,
  OperationFailure,
  OperationKind,
  OperationRecord,
} from '../state/records';
import { scenarioTexts, vertexTexts } from '../texts';
import { EFFECTS } from './effects';
import { OPERATION_RULES } from './operationRules';

export interface NewOperation {
  kind: OperationKind;
  /** Resource that the operation works on. */
  target: string;
  /** `parent` of the operation's name: the target, or its location for deletions. */
  parent: string;
  input: JsonObject;
  /** Finished when the answer is sent. */
  immediate?: boolean;
  scenario?: Scenario;
}

/**
 * Long-running operations. Time alone moves them: at every request `settle` applies the effects that are due by
 * the clock, so that a state file holds all there is to know and a restart loses nothing.
 */
export class Operations {
  static readonly LIMIT = 10_000;
  readonly #state: EmulatorState;
  readonly #clock: EmulatorClock;
  readonly #stageDurationMs: number;
  /** Names without an outcome, so that settling does not walk the whole history. */
  readonly #pending: Set<string>;

  constructor(parts: {
    state: EmulatorState;
    clock: EmulatorClock;
    stageDurationMs: number;
  }) {
    this.#state = parts.state;
    this.#clock = parts.clock;
    this.#stageDurationMs = parts.stageDurationMs;
    this.#pending = new Set(
      [...parts.state.operations.values()]
        .filter(operation => !operation.outcome)
        .map(operation => operation.name),
    );
  }

  start(operation: NewOperation): OperationRecord {
    const now = this.#clock.now();
    const record: OperationRecord = {
      name: `${operation.parent}/operations/${newNumericId()}`,
      kind: operation.kind,
      target: operation.target,
      createTime: now.toISOString(),
      updateTime: now.toISOString(),
      startedAtMs: now.getTime(),
      stageDurationMs: this.#stageDurationMs,
      failure: scriptedFailure(operation),
      input: operation.input,
    };
    this.#state.operations.set(record.name, record);
    this.#pending.add(record.name);
    this.#forgetOldest();
    // A scripted failure shows at the next poll, as that of any other operation.
    if (operation.immediate && !record.failure) this.#finish(record, now);
    return record;
  }

  get(name: string): OperationRecord | undefined {
    return this.#state.operations.get(name);
  }

  /** Operations of one kind that have not finished, on this target or on any. */
  running(kind: OperationKind, target?: string): OperationRecord[] {
    return this.#unfinished().filter(
      operation =>
        operation.kind === kind &&
        (target === undefined || operation.target === target),
    );
  }

  /** Finishes every operation whose time has come, in the order in which they finish. True when there was one. */
  settle(): boolean {
    const now = this.#clock.now();
    const due = this.#unfinished()
      .filter(operation => endOf(operation) <= now.getTime())
      .sort((a, b) => endOf(a) - endOf(b));
    for (const operation of due) {
      this.#finish(operation, new Date(endOf(operation)));
    }
    return due.length > 0;
  }

  cancel(operation: OperationRecord): void {
    if (operation.outcome) return;
    this.#pending.delete(operation.name);
    operation.updateTime = this.#clock.now().toISOString();
    operation.outcome = {
      error: new ApiError('CANCELLED', vertexTexts.cancelled).toStatus(),
    };
  }

  /** google.longrunning.Operation. */
  render(operation: OperationRecord): JsonObject {
    const rule = OPERATION_RULES[operation.kind];
    const metadata: JsonObject = {
      '@type': `type.googleapis.com/${VERTEX}.${rule.metadata}`,
      genericMetadata: {
        createTime: operation.createTime,
        updateTime: operation.updateTime,
      },
    };
    if (rule.staged) metadata.deploymentStage = this.#stage(operation);
    const rendered: JsonObject = { name: operation.name, metadata };
    if (!operation.outcome) return rendered;
    rendered.done = true;
    if ('error' in operation.outcome) {
      rendered.error = operation.outcome.error;
    } else {
      rendered.response = {
        '@type': `type.googleapis.com/${rule.response}`,
        ...operation.outcome.response,
      };
    }
    return rendered;
  }

  #stage(operation: OperationRecord): string {
    if (operation.outcome) {
      if (!('error' in operation.outcome)) return 'SUCCESSFULLY_DEPLOYED';
      return operation.outcome.error.code === 1
        ? 'DEPLOYMENT_TERMINATED'
        : 'FAILED_TO_DEPLOY';
    }
    const elapsedMs = this.#clock.now().getTime() - operation.startedAtMs;
    const index = operation.stageDurationMs
      ? Math.floor(elapsedMs / operation.stageDurationMs)
      : 0;
    return DEPLOYMENT_STAGES[Math.min(index, DEPLOYMENT_STAGES.length - 1)];
  }

  /** Google forgets finished operations after some time; here it is a number of them. */
  #forgetOldest(): void {
    const { operations } = this.#state;
    if (operations.size <= Operations.LIMIT) return;
    for (const { name, outcome } of operations.values()) {
      if (outcome) {
        operations.delete(name);
        return;
      }
    }
  }

  #unfinished(): OperationRecord[] {
    return [...this.#pending].flatMap(
      name => this.#state.operations.get(name) ?? [],
    );
  }

  #finish(operation: OperationRecord, at: Date): void {
    this.#pending.delete(operation.name);
    operation.updateTime = at.toISOString();
    try {
      const { failure } = operation;
      if (failure) throw new ApiError(failure.status, failure.message);
      operation.outcome = {
        response: EFFECTS[operation.kind](operation, this.#state, at),
      };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      operation.outcome = { error: error.toStatus() };
    }
  }
}

/** When the operation ends, in milliseconds since 1970. */
function endOf(operation: OperationRecord): number {
  const { staged } = OPERATION_RULES[operation.kind];
  const failingStage = operation.failure?.stage;
  let stages = staged ? DEPLOYMENT_STAGES.length : 1;
  if (staged && failingStage) {
    stages = DEPLOYMENT_STAGES.indexOf(failingStage) + 1;
  }
  return operation.startedAtMs + stages * operation.stageDurationMs;
}

function scriptedFailure({
  scenario,
  target,
}: NewOperation): OperationFailure | undefined {
  if (scenario?.effect !== 'failOperationAtStage') return undefined;
  const stage = scenario.stage ?? 'STARTING_MODEL_SERVER';
  return {
    stage,
    status: statusOf(scenario.status, 'FAILED_PRECONDITION'),
    message: scenario.message ?? defaultMessage(stage, target),
  };
}

/** What Google says when a deployment fails at this stage, where that is known. */
function defaultMessage(stage: DeploymentStage, target: string): string {
  const project = target.split('/')[1];
  switch (stage) {
    case 'STARTING_MODEL_SERVER':
      return vertexTexts.modelServerExited(project);
    case 'FINISHING_UP':
      return vertexTexts.modelServerNeverReady(project);
    default:
      return scenarioTexts.operationFailed;
  }
}
