import {
  DeploymentDetail,
  DeploymentRequest,
  permissionForAction,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, invalidCursor } from '../core';
import { redactHops } from '../credentials';
import { Api } from '../http';
import { Policy, roleFor, rolesOf } from '../policy';
import { DeploymentService } from './DeploymentService';
import { DeploymentAccess } from './permissions/DeploymentAccess';
import type { DeploymentResource } from './permissions/rules';
import { Previewer } from './preview/Previewer';
import type { DeploymentRow } from './store/rows';

export interface DeploymentRoutes {
  service: DeploymentService;
  previewer: Previewer;
  access: DeploymentAccess;
  policy: Policy;
}

/** Deployments over HTTP. */
export function addDeploymentRoutes(api: Api, slice: DeploymentRoutes): void {
  addRequests(api, slice);
  addReads(api, slice);
}

function addRequests(api: Api, { service, previewer }: DeploymentRoutes): void {
  api
    .handle(routes.previewDeployment, {
      permission: ({ body }) => permissionForAction[body.action],
      access: ({ body }) => accessOf(body),
      preview: true,
      run: ({ caller, body, correlationId, signal }) =>
        previewer.preview({
          actor: caller.actor,
          request: body,
          correlationId,
          signal,
        }),
    })
    .handle(routes.createDeployment, {
      permission: ({ body }) => permissionForAction[body.action],
      access: ({ body }) => accessOf(body),
      collects: true,
      run: ({ caller, body, ...input }, role) =>
        service.create({
          actor: caller.actor,
          role: role!,
          request: body,
          idempotencyKey: input.idempotencyKey,
          correlationId: input.correlationId,
          signal: input.signal,
        }),
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
          roleFor(policy, caller.actor, {
            action: 'deployment.read',
            environment: query.environment,
          });
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
        service.handOver(caller.actor, row);
        return redacted(await service.detail(row), caller.actor, policy);
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

function accessOf({ action, environment, location }: DeploymentRequest) {
  return { action, environment, location };
}

export function resourceOf(row: DeploymentRow): DeploymentResource {
  return {
    id: row.id,
    environment: row.environment,
    action: row.action,
    requestedBy: row.requested_by,
    owner: row.owner ?? undefined,
  };
}

function checkCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !/^[a-z0-9]{26}$/.test(cursor)) {
    throw invalidCursor();
  }
  return cursor;
}

/** What other people's walks say of them is for who reads the log. An environment that is no longer configured gives no roles. */
function redacted(
  detail: DeploymentDetail,
  viewer: Actor,
  policy: Policy,
): DeploymentDetail {
  const environment = policy.environments.find(
    ({ name }) => name === detail.environment,
  );
  const roles = environment ? rolesOf(viewer, environment) : [];
  return {
    ...detail,
    handshakes: detail.handshakes.map(walk => ({
      ...walk,
      hops: redactHops(walk.hops, { own: walk.actor === viewer.ref, roles }),
    })),
  };
}
