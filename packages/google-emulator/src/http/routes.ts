import { aiplatformRoutes } from '../services/aiplatform/routes';
import { cloudQuotasRoutes } from '../services/cloudquotas/routes';
import { cloudResourceManagerRoutes } from '../services/cloudresourcemanager/routes';
import { iamCredentialsRoutes } from '../services/iamcredentials/routes';
import { monitoringRoutes } from '../services/monitoring/routes';
import { oauth2Routes } from '../services/oauth2/routes';
import { stsRoutes } from '../services/sts/routes';
import { compilePathTemplate } from './pathTemplate';
import { Route } from './Route';

/** Every method that the emulator serves. A new method is a file in src/services and a line in its routes.ts. */
export const ROUTES: Route[] = [
  ...stsRoutes,
  ...iamCredentialsRoutes,
  ...oauth2Routes,
  ...cloudResourceManagerRoutes,
  ...cloudQuotasRoutes,
  ...monitoringRoutes,
  ...aiplatformRoutes,
];

const compiled = ROUTES.flatMap(route =>
  route.paths.map(path => ({ route, match: compilePathTemplate(path) })),
);

export function findRoute(
  httpMethod: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const { route, match } of compiled) {
    if (route.http === httpMethod) {
      const params = match(path);
      if (params) return { route, params };
    }
  }
  return undefined;
}
