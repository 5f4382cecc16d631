import { Route } from '../../http/Route';
import { listQuotaInfos } from './ListQuotaInfos';

export const cloudQuotasRoutes: Route[] = [
  {
    service: 'cloudquotas',
    method: 'ListQuotaInfos',
    http: 'GET',
    paths: [
      '/v1/projects/{project}/locations/global/services/{service}/quotaInfos',
    ],
    query: 'google.api.cloudquotas.v1.ListQuotaInfosRequest',
    permissions: call => [
      {
        permission: 'cloudquotas.quotas.get',
        resource: `projects/${call.params.project}`,
      },
    ],
    handle: listQuotaInfos,
  },
];
