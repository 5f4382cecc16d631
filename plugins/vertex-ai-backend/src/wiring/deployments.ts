import {
  addDeploymentRoutes,
  Authority,
  DeploymentAccess,
  DeploymentNews,
  DeploymentService,
  DeploymentStore,
  DeploymentWorker,
  Owners,
  Previewer,
  resourceOf,
  StepRunner,
} from '../deployments';
import { ResourceManagerApi } from '../google';
import type { Credentials } from './credentials';
import type { Foundation } from './foundation';
import type { VertexRegistry } from './registry';
import type { Services } from './services';

interface Parts {
  foundation: Foundation;
  credentials: Credentials;
  registry: VertexRegistry;
}

/** Deployments with their worker, which runs from the backend's start to its shutdown. @returns their gates */
export function createDeployments(
  services: Services,
  parts: Parts,
): DeploymentAccess {
  const { api, audit, clock, config, database, policy } = parts.foundation;
  const store = new DeploymentStore(database, audit);
  const news = new DeploymentNews({
    ...services,
    inventory: parts.registry.inventory,
    policy,
  });
  const worker = createWorker(services, parts, { store, news });
  const previewer = new Previewer({
    vertex: parts.registry.vertex,
    resourceManager: new ResourceManagerApi({
      baseUrl: config.google.resourceManager,
      timeoutMs: config.limits.googleTimeoutSeconds * 1_000,
    }),
    credentials: parts.credentials.broker,
    policy,
    audit,
    clock,
  });
  const service = new DeploymentService({
    store,
    previewer,
    policy,
    clock,
    news,
    owners: new Owners(services),
    handshakes: parts.credentials.handshakes,
    credentials: parts.credentials.broker,
    worker,
    timeoutMs: config.limits.deploymentTimeoutMinutes * 60_000,
  });
  const access = createAccess(services, store, parts.foundation);
  addDeploymentRoutes(api, {
    service,
    previewer,
    access,
    policy,
  });
  return access;
}

function createWorker(
  services: Services,
  { foundation, credentials, registry }: Parts,
  { store, news }: { store: DeploymentStore; news: DeploymentNews },
): DeploymentWorker {
  const { audit, clock, policy } = foundation;
  const authority = new Authority({
    actors: credentials.actors,
    credentials: credentials.broker,
    policy,
    audit,
  });
  const steps = new StepRunner({
    vertex: registry.vertex,
    policy,
    authority,
    store,
    logger: services.logger,
  });
  const worker = new DeploymentWorker({
    store,
    steps,
    news,
    clock,
    logger: services.logger,
  });
  services.lifecycle.addStartupHook(() => worker.start());
  services.lifecycle.addShutdownHook(() => worker.stop());
  return worker;
}

function createAccess(
  { permissions, permissionsRegistry }: Services,
  store: DeploymentStore,
  { policy }: Foundation,
): DeploymentAccess {
  return DeploymentAccess.create({
    permissions,
    permissionsRegistry,
    policy,
    load: async ids => {
      const rows = await store.byIds(ids);
      return ids.map(id => {
        const row = rows.find(candidate => candidate.id === id);
        return row && resourceOf(row);
      });
    },
  });
}
