import { accessRoutes } from './access';
import { approvalsRoutes } from './approvals';
import { auditRoutes } from './audit';
import { deploymentsRoutes } from './deployments';
import { endpointsRoutes } from './endpoints';
import { environmentsRoutes } from './environments';
import { issuerRoutes } from './issuer';
import { leasesRoutes } from './leases';
import { modelsRoutes } from './models';
import { stepUpRoutes } from './stepUp';

export * from './Route';

/** The whole API, area by area. */
export const routes = {
  ...environmentsRoutes,
  ...issuerRoutes,
  ...modelsRoutes,
  ...endpointsRoutes,
  ...deploymentsRoutes,
  ...stepUpRoutes,
  ...accessRoutes,
  ...leasesRoutes,
  ...approvalsRoutes,
  ...auditRoutes,
} as const;

export type Routes = typeof routes;
export type RouteId = keyof Routes;
