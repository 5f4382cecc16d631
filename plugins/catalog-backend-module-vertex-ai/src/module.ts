import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { readCatalogSettings } from './config/readCatalogSettings';
import { CatalogStoredEntities } from './ledger/StoredEntities';
import { ModelServerRelationsProcessor } from './processor/ModelServerRelationsProcessor';
import { createClient } from './provider/createClient';
import { VertexAiEntityProvider } from './provider/VertexAiEntityProvider';

/** Shows the models, endpoints and deployments of the Vertex AI plugin in the catalog. */
export const catalogModuleVertexAi = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'vertex-ai',
  register(env) {
    env.registerInit({
      deps: {
        processing: catalogProcessingExtensionPoint,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ processing, config, ...services }) {
        const portalUrl = config
          .getOptionalString('app.baseUrl')
          ?.replace(/\/+$/, '');
        const client = createClient(services);
        for (const settings of readCatalogSettings(config)) {
          processing.addEntityProvider(
            new VertexAiEntityProvider({
              ...services,
              settings,
              client,
              portalUrl,
              stored: new CatalogStoredEntities(services, settings.instance),
            }),
          );
        }
        processing.addProcessor(new ModelServerRelationsProcessor());
      },
    });
  },
});
