import { Route } from '../../http/Route';
import { testProjectPermissions } from './TestIamPermissions';

export const cloudResourceManagerRoutes: Route[] = [
  {
    service: 'cloudresourcemanager',
    method: 'TestIamPermissions',
    http: 'POST',
    paths: ['/v3/projects/{project}:testIamPermissions'],
    request: 'google.iam.v1.TestIamPermissionsRequest',
    handle: testProjectPermissions,
  },
];
