import { Route } from '../../http/Route';
import { endpointRoutes } from './endpoints/routes';
import { modelRoutes } from './models/routes';
import { operationRoutes } from './operations/routes';
import { poolRoutes } from './pools/routes';
import { predictionRoutes } from './predictions/routes';

export const aiplatformRoutes: Route[] = [
  ...operationRoutes,
  ...endpointRoutes,
  ...predictionRoutes,
  ...modelRoutes,
  ...poolRoutes,
];
