import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { Clock, systemClock } from './core';

/** The plugin's time. The default is the system's; a test replaces the factory to set it. */
export const clockServiceRef = createServiceRef<Clock>({
  id: 'vertex-ai.clock',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({ service, deps: {}, factory: () => systemClock }),
});
