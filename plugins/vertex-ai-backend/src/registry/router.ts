import {
  Action,
  endpointReadPermission,
  modelReadPermission,
  modelUpdatePermission,
  modelUploadPermission,
  Role,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import { Actor, Clock } from '../core';
import { Api, RouteInput } from '../http';
import { Policy, roleFor } from '../policy';
import { Inventory, Snapshot, toSource } from './Inventory';
import { ModelAliases } from './changes/ModelAliases';
import { ModelUploads } from './changes/ModelUploads';
import { Listed, pageOfSources } from './page';
import { Registry, RegistryCall } from './Registry';

export interface RegistryRoutes {
  policy: Policy;
  clock: Clock;
  inventory: Inventory;
  registry: Registry;
  uploads: ModelUploads;
  aliases: ModelAliases;
}

type ListInput = RouteInput<
  typeof routes.listModels | typeof routes.listEndpoints
>;

/** Models, versions and endpoints over HTTP. */
export function addRegistryRoutes(api: Api, slice: RegistryRoutes): void {
  addLists(api, slice);
  addModelRoutes(api, slice);
  api.handle(routes.getEndpoint, {
    permission: endpointReadPermission,
    access: ({ params }) => ({ action: 'endpoint.read', ...params }),
    run: (input, role) =>
      slice.registry.endpoint(
        callOf(slice.policy, input, role),
        input.params.endpoint,
      ),
  });
}

function addLists(api: Api, slice: RegistryRoutes): void {
  api
    .handle(routes.listModels, {
      permission: modelReadPermission,
      run: input =>
        list(slice, input, {
          action: 'model.read',
          rowsOf: ({ models }) => models,
        }),
    })
    .handle(routes.listEndpoints, {
      permission: endpointReadPermission,
      run: input =>
        list(slice, input, {
          action: 'endpoint.read',
          rowsOf: ({ endpoints }) => endpoints,
        }),
    });
}

/** One page of what the caller may read, with the state of every source that it comes from. */
async function list<T extends Listed>(
  { policy, inventory }: RegistryRoutes,
  { caller, query }: ListInput,
  {
    action,
    rowsOf,
  }: { action: Action; rowsOf(snapshot: Snapshot): readonly T[] },
) {
  const environments = readable(policy, caller.actor, { ...query, action });
  const states = (
    await Promise.all(
      environments.map(environment =>
        inventory.read(environment, query.location),
      ),
    )
  ).flat();
  return {
    ...pageOfSources(
      states.map(state => ({
        ...state,
        rows: state.snapshot ? rowsOf(state.snapshot) : [],
      })),
      query,
    ),
    sources: states.map(toSource),
  };
}

function addModelRoutes(
  api: Api,
  { policy, clock, registry, uploads, aliases }: RegistryRoutes,
): void {
  api
    .handle(routes.getModel, {
      permission: modelReadPermission,
      access: ({ params }) => ({ action: 'model.read', ...params }),
      run: (input, role) =>
        registry.model(callOf(policy, input, role), input.params.model),
    })
    .handle(routes.uploadModel, {
      permission: modelUploadPermission,
      access: ({ params, body }) => ({
        action: 'model.upload',
        ...params,
        facts: { request: body, now: clock.now() },
      }),
      run: (input, role) =>
        uploads.upload(
          callOf(policy, input, role),
          input.body,
          input.idempotencyKey,
        ),
    })
    .handle(routes.changeAliases, {
      permission: modelUpdatePermission,
      access: ({ params, body }) => ({
        action: 'model.update',
        ...params,
        facts: { request: { ...body, model: params.model }, now: clock.now() },
      }),
      run: async (input, role) => {
        const call = callOf(policy, input, role);
        await aliases.change(call, input.params.model, input.body);
        return registry.model(call, input.params.model);
      },
    });
}

/** The environments of a list. One that is asked for by name is refused with a reason; the others are left out. */
function readable(
  policy: Policy,
  actor: Actor,
  {
    action,
    environment,
    location,
  }: { action: Action; environment?: string; location?: string },
): EnvironmentConfig[] {
  if (environment === undefined) {
    return policy.environmentsFor(actor, action);
  }
  roleFor(policy, actor, { action, environment, location });
  return [policy.environment(environment)];
}

function callOf(
  policy: Policy,
  input: {
    caller: { actor: Actor };
    correlationId: string;
    params: { environment: string; location: string };
    signal: AbortSignal;
  },
  role: Role | undefined,
): RegistryCall {
  return {
    actor: input.caller.actor,
    role: role!,
    environment: policy.environment(input.params.environment),
    location: input.params.location,
    correlationId: input.correlationId,
    signal: input.signal,
  };
}
