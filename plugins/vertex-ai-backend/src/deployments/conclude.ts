import type { DeploymentState, Part } from './model';
import { madeParts } from './plan/planCleanup';

/** The final state of a deployment that turned back: why, and what it left at Google if it left anything. */
export function conclude(state: DeploymentState): DeploymentState {
  const ending = state.ending!;
  const left = madeParts(state).map(part => describe(state, part));
  const sentences = [ending.message];
  if (ending.stuck !== undefined) {
    sentences.push(`Cleaning up stopped: ${ending.stuck}`);
  }
  if (left.length > 0) {
    sentences.push(
      `Left at Google, to be removed by hand: ${left.join('; ')}.`,
    );
  } else if (isUndeployed(state)) {
    // Nobody was to be waited for any more, or the requester lost the role; Google had the request already.
    sentences.push(
      `Google has undeployed ${state.deployedModelId} all the same, which cannot be taken back.`,
    );
  } else if (madeSomething(state)) {
    sentences.push('What had been done was taken back.');
  }
  return {
    ...state,
    phase: ending.outcome,
    message: sentences.join(' '),
    stage: undefined,
    runAtMs: undefined,
  };
}

function describe(state: DeploymentState, part: Part): string {
  switch (part) {
    case 'traffic':
      return `the changed traffic split of endpoint ${state.endpointId}`;
    case 'model':
      return `deployed model ${state.deployedModelId} on endpoint ${state.endpointId}`;
    case 'endpoint':
      return `endpoint ${state.endpointId}`;
    default:
      throw new Error(`unknown part ${part satisfies never}`);
  }
}

function isUndeployed({ request, effects }: DeploymentState): boolean {
  return (
    request.action === 'deployment.undeploy' &&
    effects.undeployModel?.status === 'done'
  );
}

function madeSomething(state: DeploymentState): boolean {
  return Object.values(state.effects).some(({ status }) => status === 'done');
}
