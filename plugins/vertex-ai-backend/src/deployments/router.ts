import {
  deploymentBreakGlassPermission,
  DeploymentDetail,
  DeploymentRequest,
  permissionForAction,
  Role,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, invalidCursor } from '../core';
import { redactHops } from '../credentials';
import { Api, Caller, EnvironmentAccess, RouteInput } from '../http';
import { Policy, roleFor, rolesOf } from '../policy';
import { DeploymentIntake } from './DeploymentIntake';
import { DeploymentService } from './DeploymentService';
import { DeploymentAccess, resourceOf } from './permissions/DeploymentAccess';
import { Previewer } from './preview/Previewer';

export interface DeploymentRoutes {
  intake: DeploymentIntake;
  service: DeploymentService;
  previewer: Previewer;
  access: DeploymentAccess;
  policy: Policy;
  environments: Pick<EnvironmentAccess, 'authorize'>;
}

/** Deployments over HTTP. */
export function addDeploymentRoutes(api: Api, slice: DeploymentRoutes): void {
  addRequests(api, slice);
  addChanges(api, slice);
  addReads(api, slice);
}

function addRequests(
  api: Api,
  { intake, previewer, environments }: DeploymentRoutes,
): void {
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
        intake.create({
          ...callOf(caller, input, role),
          request: body,
          idempotencyKey: input.idempotencyKey,
        }),
    })
    .handle(routes.breakGlass, {
      permission: ({ body }) => permissionForAction[body.action],
      access: ({ body }) => accessOf(body),
      collects: true,
      run: async ({ caller, body, ...input }, role) => {
        // A permission of its own, beside the one to deploy.
        await environments.authorize(
          caller,
          deploymentBreakGlassPermission,
          body.environment,
        );
        return intake.create({
          ...callOf(caller, input, role),
          request: body,
          breakGlass: true,
          idempotencyKey: input.idempotencyKey,
        });
      },
    });
}

/** Who asks, and how. */
function callOf(
  { actor }: Caller,
  {
    correlationId,
    signal,
    stepUpGrant,
  }: Pick<
    RouteInput<typeof routes.createDeployment>,
    'correlationId' | 'signal' | 'stepUpGrant'
  >,
  role: Role | undefined,
) {
  return { actor, role: role!, correlationId, signal, stepUpGrant };
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
    });
}

function addChanges(
  api: Api,
  { intake, service, access }: DeploymentRoutes,
): void {
  api
    .handle(routes.reviseDeployment, {
      permission: ({ body }) => permissionForAction[body.action],
      access: ({ body }) => accessOf(body),
      collects: true,
      run: async ({ caller, params, body, ...input }, role) => {
        const row = await service.row(params.deployment);
        await access.authorize(caller, 'deployment.read', resourceOf(row));
        return intake.revise({
          ...callOf(caller, input, role),
          request: body,
          row,
        });
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
