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
import { Actor } from '../core';
import { Api, roleFor } from '../http';
import { Policy } from '../policy';
import { Inventory, toSource } from './Inventory';
import { ModelAliases } from './changes/ModelAliases';
import { ModelUploads } from './changes/ModelUploads';
import { pageOfSources } from './page';
import { Registry, RegistryCall } from './Registry';

export interface RegistryRoutes {
  policy: Policy;
  inventory: Inventory;
  registry: Registry;
  uploads: ModelUploads;
  aliases: ModelAliases;
}

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

function addLists(api: Api, { policy, inventory }: RegistryRoutes): void {
  api.handle(routes.listModels, {
    permission: modelReadPermission,
    run: async ({ caller, query }) => {
      const states = await statesFor(inventory, query, () =>
        readable(policy, caller.actor, {
          ...query,
          action: 'model.read',
        }),
      );
      return {
        ...pageOfSources(
          states.map(state => ({
            ...state,
            rows: state.snapshot?.models ?? [],
          })),
          query,
        ),
        sources: states.map(toSource),
      };
    },
  });
  api.handle(routes.listEndpoints, {
    permission: endpointReadPermission,
    run: async ({ caller, query }) => {
      const states = await statesFor(inventory, query, () =>
        readable(policy, caller.actor, {
          ...query,
          action: 'endpoint.read',
        }),
      );
      return {
        ...pageOfSources(
          states.map(state => ({
            ...state,
            rows: state.snapshot?.endpoints ?? [],
          })),
          query,
        ),
        sources: states.map(toSource),
      };
    },
  });
}

function addModelRoutes(
  api: Api,
  { policy, registry, uploads, aliases }: RegistryRoutes,
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
      access: ({ params }) => ({ action: 'model.upload', ...params }),
      run: (input, role) =>
        uploads.upload(
          callOf(policy, input, role),
          input.body,
          input.idempotencyKey,
        ),
    })
    .handle(routes.changeAliases, {
      permission: modelUpdatePermission,
      access: ({ params }) => ({ action: 'model.update', ...params }),
      run: async (input, role) => {
        const call = callOf(policy, input, role);
        await aliases.change(call, input.params.model, input.body);
        return registry.model(call, input.params.model);
      },
    });
}

async function statesFor(
  inventory: Inventory,
  query: { location?: string },
  environments: () => EnvironmentConfig[],
) {
  const states = await Promise.all(
    environments().map(environment =>
      inventory.read(environment, query.location),
    ),
  );
  return states.flat();
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
