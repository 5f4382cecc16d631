import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  DeploymentRequest,
  deploymentCreatePermission,
  deploymentUndeployPermission,
  routes,
  trafficSetPermission,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { VertexAiError } from '../core';
import { Api, Caller, roleOrRefuse } from '../http';
import { Policy } from '../policy';
import { DeploymentService } from './DeploymentService';
import { DeploymentAccess } from './permissions/DeploymentAccess';
import { Previewer } from './preview/Previewer';
import type { DeploymentRow } from './store/rows';

export interface DeploymentRoutes {
  service: DeploymentService;
  previewer: Previewer;
  access: DeploymentAccess;
  policy: Policy;
  permissions: PermissionsService;
}

/** Deployments over HTTP. */
export function addDeploymentRoutes(api: Api, slice: DeploymentRoutes): void {
  addRequests(api, slice);
  addReads(api, slice);
}

const permissionFor: Record<DeploymentRequest['action'], BasicPermission> = {
  'deployment.create': deploymentCreatePermission,
  'deployment.undeploy': deploymentUndeployPermission,
  'traffic.set': trafficSetPermission,
};

function addRequests(
  api: Api,
  { service, previewer, permissions }: DeploymentRoutes,
): void {
  api
    .handle(routes.previewDeployment, {
      run: async ({ caller, body, correlationId, signal }) => {
        await authorize(permissions, caller, permissionFor[body.action]);
        return previewer.preview({
          actor: caller.actor,
          request: body,
          correlationId,
          signal,
        });
      },
    })
    .handle(routes.createDeployment, {
      access: ({ body }) => ({
        action: body.action,
        environment: body.environment,
        location: body.location,
      }),
      run: async ({ caller, body, ...input }, role) => {
        await authorize(permissions, caller, permissionFor[body.action]);
        return service.create({
          actor: caller.actor,
          role: role!,
          request: body,
          idempotencyKey: input.idempotencyKey,
          correlationId: input.correlationId,
          signal: input.signal,
        });
      },
    });
}

function addReads(
  api: Api,
  { service, access, policy }: DeploymentRoutes,
): void {
  api
    .handle(routes.listDeployments, {
      run: async ({ caller, query }) => {
        if (query.environment !== undefined) {
          roleOrRefuse(
            policy.decide(caller.actor, 'deployment.read', {
              environment: query.environment,
            }),
          );
        }
        return service.list(await access.readable(caller), {
          ...query,
          cursor: checkCursor(query.cursor),
        });
      },
    })
    .handle(routes.getDeployment, {
      run: async ({ caller, params }) => {
        const row = await service.row(params.deployment);
        await access.authorize(caller, 'deployment.read', resourceOf(row));
        return service.detail(row);
      },
    })
    .handle(routes.cancelDeployment, {
      run: async ({ caller, params, body, correlationId }) => {
        const row = await service.row(params.deployment);
        await access.authorize(caller, 'deployment.cancel', resourceOf(row));
        return service.cancel({
          id: row.id,
          actor: caller.actor,
          correlationId,
          reason: body.reason,
        });
      },
    });
}

/** @throws VertexAiError `forbidden` */
async function authorize(
  permissions: PermissionsService,
  { actor, credentials }: Caller,
  permission: BasicPermission,
): Promise<void> {
  const [{ result }] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (result !== AuthorizeResult.ALLOW) {
    throw new VertexAiError(
      'forbidden',
      `Backstage's permission policy does not grant ${permission.name} to ${actor.ref}.`,
    );
  }
}

export function resourceOf(row: DeploymentRow) {
  return {
    id: row.id,
    environment: row.environment,
    requestedBy: row.requested_by,
  };
}

function checkCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !/^[a-z0-9]{26}$/.test(cursor)) {
    const message = 'take it from nextCursor of the page before, as it is';
    throw new VertexAiError('invalid_request', `query.cursor: ${message}`, {
      errors: [{ path: 'query.cursor', message }],
    });
  }
  return cursor;
}
