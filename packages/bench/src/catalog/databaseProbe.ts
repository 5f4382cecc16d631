import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Hands out the catalog's own database connection. */
export function databaseProbe() {
  let client: Promise<Knex> | undefined;
  const module = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'bench-database',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          client = database.getClient();
        },
      });
    },
  });
  return { module, knex: () => client! };
}
