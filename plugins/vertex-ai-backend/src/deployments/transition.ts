import { isFinal, Problem } from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../core';
import { awaitApproval } from './awaitApproval';
import { conclude } from './conclude';
import type { DeploymentState, MachineEvent, Step, Transition } from './model';
import { isForward, planCleanup } from './plan/planCleanup';
import { planForward } from './plan/planForward';
import { mayReread, Plan } from './plan/Plan';
import { reduce } from './reduce';

/** How long a read of the traffic may lag behind a write before it is read again. */
const READ_AGAIN_MS = 2_000;
/** With the delays between them these span about a minute. */
const MOST_REFUSALS = 5;

/**
 * The machine: what an event does to a deployment, and what comes next. Pure; `nowMs` is the only time it knows.
 *
 * Every decision is made from the whole state, not from the event, so that the same answer comes out after a crash. A write
 * appears in the returned state as `intended` together with its step; whoever runs the machine stores the state before it
 * carries the step out, and reports what became of it as the next event. A write is sent without a look at Google only in the
 * very transition that intended it, or after a look that did not find it.
 */
export function transition(
  previous: DeploymentState,
  event: MachineEvent,
  nowMs: number,
): Transition {
  if (isFinal(previous.phase)) {
    return { state: previous, effects: [] };
  }
  if (previous.phase === 'awaitingApproval') {
    return awaitApproval(previous, event, nowMs);
  }
  const asked = { ...previous };
  if (asked.cancelRequested && cancellable(asked)) {
    beginEnding(asked, { outcome: 'cancelled', message: 'Cancelled.' }, nowMs);
  }
  return settle(reduce(asked, event, nowMs), event, nowMs);
}

/** An undeploy that was sent cannot be taken back: the model would have to be deployed anew. */
export function cancellable(state: DeploymentState): boolean {
  return (
    !isFinal(state.phase) &&
    state.ending === undefined &&
    (state.request.action !== 'deployment.undeploy' ||
      state.effects.undeployModel === undefined)
  );
}

function settle(
  state: DeploymentState,
  event: MachineEvent,
  nowMs: number,
): Transition {
  turnBackOnFailure(state, event, nowMs);
  // Each turn either returns or brings the state nearer to its end: back, or one part less to undo.
  for (;;) {
    if (state.ending?.stuck !== undefined) {
      return { state: conclude(state), effects: [] };
    }
    const plan = state.ending ? planCleanup(state) : planForward(state);
    switch (plan.type) {
      case 'step':
        show(state, plan);
        return {
          state,
          effects: [afterLookUp(state, { step: plan.step, event, nowMs })],
        };
      case 'intend':
        show(state, plan);
        return { state, effects: [intend(state, plan, nowMs)] };
      case 'readAgain':
        show(state, plan);
        state.mismatches += 1;
        state.runAtMs = nowMs + READ_AGAIN_MS;
        return { state, effects: [{ do: 'observe' }] };
      case 'gone':
        state.gone = [...state.gone, ...plan.parts];
        break;
      case 'giveUp':
        turnBack(state, problemOf(state, plan), nowMs);
        break;
      case 'succeed':
        return { state: succeed(state, plan.message), effects: [] };
      case 'end':
        return { state: conclude(state), effects: [] };
      default:
        throw new Error(`unknown plan ${plan satisfies never}`);
    }
  }
}

/** Turns back, or ends a cleaning up that cannot go on, where the event says that something failed for good. */
function turnBackOnFailure(
  state: DeploymentState,
  event: MachineEvent,
  nowMs: number,
): void {
  switch (event.type) {
    case 'effectFailed': {
      if (
        isForward(state, event.kind) &&
        !state.ending &&
        !mayReread(state, event.kind)
      ) {
        turnBack(state, event.problem, nowMs);
      }
      break;
    }
    case 'refused':
    case 'failed':
      stop(state, event.problem, nowMs);
      break;
    case 'delayed':
    case 'progressed':
    case 'notFound': {
      if (
        event.type === 'delayed' &&
        event.ofWrite &&
        state.refusals > MOST_REFUSALS
      ) {
        stop(state, event.problem, nowMs);
        break;
      }
      const deadlineMs = state.ending?.deadlineMs ?? state.deadlineMs!;
      if (nowMs >= deadlineMs) {
        stop(state, lateProblem(state, event), nowMs);
      }
      break;
    }
    default:
  }
}

function stop(state: DeploymentState, problem: Problem, nowMs: number): void {
  if (state.ending) {
    state.ending = { ...state.ending, stuck: problem.detail };
  } else {
    turnBack(state, problem, nowMs);
  }
}

function turnBack(
  state: DeploymentState,
  problem: Problem,
  nowMs: number,
): void {
  beginEnding(
    state,
    { outcome: 'failed', message: problem.detail, problem },
    nowMs,
  );
}

function beginEnding(
  state: DeploymentState,
  why: Pick<NonNullable<DeploymentState['ending']>, 'outcome' | 'message'> & {
    problem?: Problem;
  },
  nowMs: number,
): void {
  state.ending = { ...why, deadlineMs: nowMs + state.timeoutMs };
  state.refusals = 0;
  state.stage = undefined;
  state.runAtMs = undefined;
}

function lateProblem(
  state: DeploymentState,
  event: MachineEvent & { type: 'delayed' | 'progressed' | 'notFound' },
): Problem {
  const minutes = Math.round(state.timeoutMs / 60_000);
  const last =
    event.type === 'delayed' ? ` The last answer: ${event.problem.detail}` : '';
  return problemOf(state, {
    code: 'google_timeout',
    message: `Not finished after ${minutes} minutes.${last}`,
  });
}

function problemOf(
  state: DeploymentState,
  { code, message }: { code: Problem['code']; message: string },
): Problem {
  return new VertexAiError(code, message).toProblem(state.correlationId);
}

function show(
  state: DeploymentState,
  { phase, message }: Pick<DeploymentState, 'phase' | 'message'>,
): void {
  state.phase = phase;
  // While something is tried again the message says why; the plan's own words would hide it.
  if (state.attempts === 0) {
    state.message = message;
  }
}

function intend(
  state: DeploymentState,
  plan: Plan & { type: 'intend' },
  nowMs: number,
): Step {
  const { kind } = plan;
  state.effects = {
    ...state.effects,
    [kind]: {
      kind,
      status: 'intended',
      ordinal:
        state.effects[kind]?.ordinal ?? Object.keys(state.effects).length + 1,
      arguments: plan.arguments,
      startedAtMs: nowMs,
    },
  };
  state.polls = 0;
  state.refusals = 0;
  state.resent = false;
  state.stopAsked = false;
  return { do: 'send', kind };
}

/**
 * A write that Google was just seen not to have is sent; looking again would go round in circles. Not while turning back: there
 * a forward write is only looked for, until it is sure that it will not land.
 */
function afterLookUp(
  state: DeploymentState,
  { step, event, nowMs }: { step: Step; event: MachineEvent; nowMs: number },
): Step {
  const absent =
    step.do === 'lookUp' &&
    event.type === 'notFound' &&
    event.kind === step.kind &&
    state.runAtMs === undefined;
  if (!absent || (state.ending && isForward(state, step.kind))) {
    return step;
  }
  const { kind } = step;
  state.resent = true;
  state.effects = {
    ...state.effects,
    [kind]: { ...state.effects[kind], startedAtMs: nowMs },
  };
  return { do: 'send', kind };
}

function succeed(state: DeploymentState, message: string): DeploymentState {
  const late = state.cancelRequested
    ? ' The request to cancel came too late.'
    : '';
  return {
    ...state,
    phase: 'succeeded',
    message: `${message}${late}`,
    stage: undefined,
    runAtMs: undefined,
  };
}
