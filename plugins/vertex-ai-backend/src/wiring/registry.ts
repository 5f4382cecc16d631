import { setTimeout as wait } from 'node:timers/promises';
import { VertexApi } from '../google';
import { addPredictionRoutes } from '../predictions';
import {
  addRegistryRoutes,
  Inventory,
  ModelChanges,
  Registry,
} from '../registry';
import type { Credentials } from './credentials';
import type { Foundation } from './foundation';
import type { Services } from './services';

/** Vertex AI itself, and what is known of it. */
export interface VertexRegistry {
  vertex: VertexApi;
  inventory: Inventory;
}

/** Reads of models and endpoints, uploads, aliases and predictions, with their routes. */
export async function createRegistry(
  services: Services,
  { api, audit, clock, config, policy }: Foundation,
  { broker }: Credentials,
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
  const changes = new ModelChanges({
    vertex,
    credentials: broker,
    inventory,
    audit,
    clock,
    wait,
  });
  addRegistryRoutes(api, { policy, inventory, registry, changes });
  addPredictionRoutes(api, {
    vertex,
    credentials: broker,
    inventory,
    policy,
    audit,
  });
  return { vertex, inventory };
}
