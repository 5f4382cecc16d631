import { Route } from '../../http/Route';
import { getProjectIamPolicy } from './GetIamPolicy';
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
  {
    service: 'cloudresourcemanager',
    method: 'GetIamPolicy',
    http: 'POST',
    paths: ['/v3/projects/{project}:getIamPolicy'],
    keepsState: true,
    permissions: call => [
      {
        permission: 'resourcemanager.projects.getIamPolicy',
        resource: `projects/${call.params.project}`,
      },
    ],
    handle: getProjectIamPolicy,
  },
];
