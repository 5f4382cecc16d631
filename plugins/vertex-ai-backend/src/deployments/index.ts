/**
 * Bringing model versions onto endpoints, taking them off, and setting traffic.
 *
 * Promises: what was accepted is carried out once, by one worker at a time, one deployment at a time on each endpoint, over any crash;
 * every write at Google is on record before it is sent, with its actor, its intent and its audit entry; what fails is taken back, and what
 * could not be is named. Every write is made as the person who asked, if that person may still do it, and as nobody else.
 * Never repeats a write without a look at Google, never writes traffic without an etag, never tells anybody before it is committed.
 *
 * plugin.ts wires it; nobody else calls it.
 */
export { Acceptance } from './Acceptance';
export { committedAlongside } from './alongside';
export { DeploymentIntake } from './DeploymentIntake';
export { DeploymentService } from './DeploymentService';
export { ApprovalNews } from './news/ApprovalNews';
export { DeploymentNews } from './news/DeploymentNews';
export { DeploymentRequests } from './approval/DeploymentRequests';
export { DeploymentAccess, resourceOf } from './permissions/DeploymentAccess';
export { Owners } from './Owners';
export { Previewer } from './preview/Previewer';
export { addDeploymentRoutes } from './router';
export { DeploymentStore } from './store/DeploymentStore';
export { Authority } from './worker/Authority';
export { DeploymentWorker } from './worker/DeploymentWorker';
export { StepRunner } from './worker/StepRunner';
