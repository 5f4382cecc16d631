import { vertexAiPermissions } from '@backstage-vertex/plugin-vertex-ai-common';
import { vertexAiIssuerExtensionPoint } from '@backstage-vertex/plugin-vertex-ai-node';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { createOpenApiRouter } from './openapi';
import { createAccess } from './wiring/access';
import { addApprovals, createApprovals } from './wiring/approvals';
import { addAuditRoutes } from './wiring/auditRoutes';
import { createCredentials } from './wiring/credentials';
import { createDeployments } from './wiring/deployments';
import { createDiagnosis } from './wiring/diagnosis';
import { addEnvironmentRoutes } from './wiring/environmentRoutes';
import { createFoundation } from './wiring/foundation';
import { createIssuer } from './wiring/issuer';
import { createLeases } from './wiring/leases';
import { createRegistry } from './wiring/registry';
import { SignerSlot } from './wiring/SignerSlot';
import { dependencies } from './wiring/services';
import { createStepUp } from './wiring/stepUp';

/** Google Vertex AI in Backstage: models, endpoints, deployments and predictions, as the person who is signed in. */
export const vertexAiPlugin = createBackendPlugin({
  pluginId: 'vertex-ai',
  register(env) {
    const signer = new SignerSlot();
    env.registerExtensionPoint(vertexAiIssuerExtensionPoint, signer);
    env.registerInit({
      deps: dependencies,
      async init(services) {
        const foundation = await createFoundation(services);
        services.permissionsRegistry.addPermissions(
          vertexAiPermissions.filter(({ type }) => type === 'basic'),
        );
        const stepUp = createStepUp(services, foundation);
        const issuer = await createIssuer(services, foundation, signer.chosen);
        const credentials = createCredentials(services, foundation, issuer);
        createLeases(services, { foundation, credentials, issuer, stepUp });
        const registry = await createRegistry(services, foundation, {
          credentials,
          stepUp,
        });
        const approvals = createApprovals(foundation, credentials, stepUp);
        const deployments = createDeployments(services, {
          foundation,
          credentials,
          registry,
          stepUp,
          approvals,
        });
        addApprovals({
          foundation,
          credentials,
          approvals,
          requests: deployments.requests,
          stepUp,
        });
        createDiagnosis(foundation, credentials, issuer);
        createAccess(services, {
          foundation,
          credentials,
          registry,
          deployments: deployments.access,
        });
        addEnvironmentRoutes(foundation, deployments.access);
        addAuditRoutes(foundation);
        services.httpRouter.use(foundation.api.router);
        services.httpRouter.use(createOpenApiRouter());
      },
    });
  },
});
