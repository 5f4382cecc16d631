import type { DeploymentState } from '../model';
import { active, sameSplit } from '../traffic';
import { endpointLabel, Plan } from './Plan';

/** Reads that may show an older split before it counts as changed by somebody else. */
const TOLERATED_MISMATCHES = 2;

/** Succeeds when Google shows the split that we wrote; an observation must be at hand. */
export function verifyTraffic(state: DeploymentState, success: string): Plan {
  const written = state.effects.setTraffic!.arguments.split;
  const shown = state.seen!.trafficSplit;
  if (sameSplit(shown, written)) {
    return { type: 'succeed', message: success };
  }
  if (state.mismatches < TOLERATED_MISMATCHES) {
    return {
      type: 'readAgain',
      phase: 'rollingOut',
      message: `Verifying the traffic of ${endpointLabel(state)}.`,
    };
  }
  return {
    type: 'giveUp',
    code: 'conflict',
    message: `Google took the traffic split ${JSON.stringify(
      written,
    )}, but shows ${JSON.stringify(active(shown))}: somebody changed it.`,
  };
}
