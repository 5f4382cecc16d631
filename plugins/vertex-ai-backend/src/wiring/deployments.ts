import {
  Acceptance,
  addDeploymentRoutes,
  ApprovalNews,
  Authority,
  committedAlongside,
  DeploymentAccess,
  DeploymentIntake,
  DeploymentNews,
  DeploymentRequests,
  DeploymentService,
  DeploymentStore,
  DeploymentWorker,
  Owners,
  Previewer,
  resourceOf,
  StepRunner,
} from '../deployments';
import { ResourceManagerApi } from '../google';
import type { Approvals } from './approvals';
import type { Credentials } from './credentials';
import type { Foundation } from './foundation';
import type { VertexRegistry } from './registry';
import type { Services } from './services';
import type { StepUp } from './stepUp';

interface Parts {
  foundation: Foundation;
  credentials: Credentials;
  registry: VertexRegistry;
  stepUp: StepUp;
  approvals: Approvals;
}

/**
 * Deployments with their worker, which runs from the backend's start to its shutdown.
 *
 * @returns their gates, and them as what other people decide on
 */
export function createDeployments(
  services: Services,
  parts: Parts,
): { access: DeploymentAccess; requests: DeploymentRequests } {
  const { api, audit, clock, database, policy } = parts.foundation;
  const store = new DeploymentStore(database, audit);
  const news = new DeploymentNews({
    ...services,
    inventory: parts.registry.inventory,
    policy,
  });
  const approvalNews = new ApprovalNews({ ...services, policy });
  const worker = createWorker(services, parts, { store, news });
  const previewer = createPreviewer(parts);
  const service = new DeploymentService({
    store,
    clock,
    news,
    handshakes: parts.credentials.handshakes,
    credentials: parts.credentials.broker,
    worker,
  });
  const intake = createIntake(parts, {
    store,
    service,
    previewer,
    news,
    approvalNews,
    owners: new Owners(services),
    worker,
  });
  const access = createAccess(services, store, parts.foundation);
  addDeploymentRoutes(api, {
    intake,
    service,
    previewer,
    access,
    policy,
    environments: parts.foundation.access,
  });
  const requests = new DeploymentRequests({
    store,
    service,
    access,
    previewer,
    policy,
    news,
    approvalNews,
    worker,
  });
  return { access, requests };
}

function createPreviewer({
  foundation: { audit, clock, config, policy },
  credentials,
  registry,
}: Parts): Previewer {
  return new Previewer({
    vertex: registry.vertex,
    resourceManager: new ResourceManagerApi({
      baseUrl: config.google.resourceManager,
      timeoutMs: config.limits.googleTimeoutSeconds * 1_000,
    }),
    credentials: credentials.broker,
    policy,
    audit,
    clock,
  });
}

/** How requests come in, and what is signed for them. */
function createIntake(
  { foundation, approvals, stepUp }: Parts,
  slice: Pick<
    ConstructorParameters<typeof DeploymentIntake>[0],
    'store' | 'service' | 'news' | 'approvalNews' | 'owners' | 'worker'
  > & { previewer: Previewer },
): DeploymentIntake {
  const { clock, config, policy } = foundation;
  const { grants } = stepUp;
  const { previewer, ...rest } = slice;
  const intake = new DeploymentIntake({
    ...rest,
    acceptance: new Acceptance({ previewer, policy, grants, clock }),
    alongside: committedAlongside({ grants, reviews: approvals.reviews }),
    policy,
    clock,
    timeoutMs: config.limits.deploymentTimeoutMinutes * 60_000,
  });
  stepUp.register('deployment', intake.intentOf(false));
  stepUp.register('breakGlass', intake.intentOf(true));
  return intake;
}

function createWorker(
  services: Services,
  { foundation, credentials, registry, approvals, stepUp }: Parts,
  { store, news }: { store: DeploymentStore; news: DeploymentNews },
): DeploymentWorker {
  const { audit, clock, policy } = foundation;
  const authority = new Authority({
    actors: credentials.actors,
    approvals: approvals.electorate,
    evidence: stepUp.evidence,
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
