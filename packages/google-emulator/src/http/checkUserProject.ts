import { ApiError, errorInfo } from '../core/ApiError';
import { authTexts } from '../texts';
import { Call, Route, World } from './Route';

/** A client that names a project for quota in x-goog-user-project needs serviceusage.services.use there. */
export function checkUserProject(route: Route, call: Call, world: World): void {
  const project = call.headers['x-goog-user-project'];
  const identity = call.token?.identity;
  if (!project || !identity) return;
  const permission = 'serviceusage.services.use';
  if (!world.policy.allowsOnProject(identity, permission, project)) {
    throw new ApiError('PERMISSION_DENIED', authTexts.userProject(project), [
      errorInfo('USER_PROJECT_DENIED', 'googleapis.com', {
        consumer: `projects/${project}`,
        service: `${route.service}.googleapis.com`,
      }),
    ]);
  }
}
