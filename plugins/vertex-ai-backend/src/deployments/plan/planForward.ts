import type { DeploymentState } from '../model';
import type { Plan } from './Plan';
import { planDeploy } from './planDeploy';
import { planSetTraffic } from './planSetTraffic';
import { planUndeploy } from './planUndeploy';

/** What comes next on the way to what was asked for. A new action is a file and a case here. */
export function planForward(state: DeploymentState): Plan {
  const { request } = state;
  switch (request.action) {
    case 'deployment.create':
      return planDeploy(state, request);
    case 'deployment.undeploy':
      return planUndeploy(state, request);
    case 'traffic.set':
      return planSetTraffic(state, request);
    default:
      throw new Error(`unknown action ${request satisfies never}`);
  }
}
