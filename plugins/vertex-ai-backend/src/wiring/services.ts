import { coreServices, ServiceRef } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { clockServiceRef } from '../clockServiceRef';

/** What the plugin takes from the backend that it is installed in. */
export const dependencies = {
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  clock: clockServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  discovery: coreServices.discovery,
  events: eventsServiceRef,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  lifecycle: coreServices.lifecycle,
  logger: coreServices.logger,
  notifications: notificationService,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  signals: signalsServiceRef,
  userInfo: coreServices.userInfo,
};

/** The same, resolved. */
export type Services = {
  [Name in keyof typeof dependencies]: (typeof dependencies)[Name] extends ServiceRef<
    infer Service,
    'root' | 'plugin'
  >
    ? Service
    : never;
};
