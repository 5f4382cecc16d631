import type { DeploymentState, MachineEvent, Transition } from './model';

/**
 * What an event does to a request that waits for approvals. Nothing was done for it yet, so there is nothing to take back, whatever
 * becomes of it. The time for the work begins with its first claim after it was approved. Pure.
 */
export function awaitApproval(
  state: DeploymentState,
  event: MachineEvent,
  nowMs: number,
): Transition {
  if (state.cancelRequested) {
    return ended(state, 'cancelled', 'Withdrawn before it was approved.');
  }
  if (nowMs >= state.approvalExpiresAtMs!) {
    return ended(state, 'expired', 'Not approved in time.');
  }
  switch (event.type) {
    case 'approved':
      return {
        state: {
          ...state,
          phase: 'queued',
          message: 'Approved. Waits for a worker.',
          runAtMs: undefined,
        },
        effects: [],
      };
    case 'rejected':
      return ended(
        state,
        'rejected',
        `${event.by} has rejected it: ${event.reason}`,
      );
    default:
      return {
        state: { ...state, runAtMs: state.approvalExpiresAtMs },
        effects: [],
      };
  }
}

function ended(
  state: DeploymentState,
  phase: 'cancelled' | 'expired' | 'rejected',
  message: string,
): Transition {
  return {
    state: { ...state, phase, message, runAtMs: undefined },
    effects: [],
  };
}
