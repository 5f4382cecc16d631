import type { DeploymentState, FixedDeployRequest } from '../model';
import { changedSince, endpointLabel, observe, Plan } from './Plan';
import { endpointMissing } from './planDeploy';

/**
 * Before the first write: refuses what is no longer what somebody has signed or approved.
 *
 * @returns undefined where nothing was promised, where it is still so, and after the first write, which changes the etag by itself
 */
export function planUnchanged(
  state: DeploymentState,
  request: FixedDeployRequest,
): Plan | undefined {
  const { basis } = state;
  if (!basis || Object.keys(state.effects).length > 0) {
    return undefined;
  }
  if (state.seen === undefined || state.seenModelDigest === undefined) {
    return observe({
      phase: 'preparing',
      message: `Looking whether ${endpointLabel(
        state,
      )} and the model are still what was approved.`,
    });
  }
  if (state.seenModelDigest !== basis.modelDigest) {
    return {
      type: 'giveUp',
      code: 'etag_mismatch',
      message: `Model ${request.model.id} version ${request.model.version} has changed since this was asked for. Look again and ask anew.`,
    };
  }
  if (basis.endpointEtag === undefined) {
    return undefined;
  }
  return state.seen === null
    ? endpointMissing(state)
    : changedSince(state, { etag: basis.endpointEtag });
}
