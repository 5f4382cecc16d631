import { Route } from '../../http/Route';
import { listTimeSeries } from './ListTimeSeries';

export const monitoringRoutes: Route[] = [
  {
    service: 'monitoring',
    method: 'ListTimeSeries',
    http: 'GET',
    paths: ['/v3/projects/{project}/timeSeries'],
    query: 'google.monitoring.v3.ListTimeSeriesRequest',
    permissions: call => [
      {
        permission: 'monitoring.timeSeries.list',
        resource: `projects/${call.params.project}`,
      },
    ],
    handle: listTimeSeries,
  },
];
