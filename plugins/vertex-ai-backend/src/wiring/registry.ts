import { setTimeout as wait } from 'node:timers/promises';
import { VertexApi } from '../google';
import { addPredictionRoutes, ServedModels } from '../predictions';
import {
  addRegistryRoutes,
  intentOfAliases,
  intentOfUpload,
  Inventory,
  ModelAliases,
  ModelUploads,
  Registry,
  UploadStore,
} from '../registry';
import type { Credentials } from './credentials';
import type { Foundation } from './foundation';
import type { Services } from './services';
import type { StepUp } from './stepUp';

/** Vertex AI itself, and what is known of it. */
export interface VertexRegistry {
  vertex: VertexApi;
  inventory: Inventory;
}

/** Reads of models and endpoints, uploads, aliases and predictions, with their routes. */
export async function createRegistry(
  services: Services,
  { access, api, audit, clock, config, database, policy }: Foundation,
  {
    credentials: { broker },
    stepUp,
  }: { credentials: Credentials; stepUp: StepUp },
): Promise<VertexRegistry> {
  const vertex = await VertexApi.create(config);
  const inventory = new Inventory({
    vertex,
    credentials: broker,
    clock,
    maxAgeMs: config.limits.inventoryMaxAgeSeconds * 1_000,
    logger: services.logger,
  });
  const registry = new Registry({ vertex, credentials: broker });
  const changing = {
    vertex,
    credentials: broker,
    policy,
    grants: stepUp.grants,
    inventory,
    audit,
  };
  stepUp.register('modelUpload', intentOfUpload({ access, policy }));
  stepUp.register('modelAliases', intentOfAliases({ access, policy }));
  const uploads = new ModelUploads({
    ...changing,
    store: new UploadStore(database, audit),
    clock,
    wait,
  });
  const aliases = new ModelAliases({ ...changing, database });
  addRegistryRoutes(api, {
    policy,
    access,
    clock,
    inventory,
    registry,
    uploads,
    aliases,
  });
  addPredictionRoutes(api, {
    vertex,
    credentials: broker,
    inventory,
    served: new ServedModels({ vertex, clock }),
    clock,
    policy,
    audit,
  });
  return { vertex, inventory };
}
