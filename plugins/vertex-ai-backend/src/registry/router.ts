import {
  Action,
  endpointReadPermission,
  modelReadPermission,
  modelUpdatePermission,
  ModelUpload,
  modelUploadPermission,
  Role,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, Clock } from '../core';
import { Api, EnvironmentAccess, RouteInput } from '../http';
import { hasModelRules, ModelFacts, Policy, roleFor } from '../policy';
import { Inventory, Snapshot, toSource } from './Inventory';
import { ModelAliases } from './changes/ModelAliases';
import { ModelUploads } from './changes/ModelUploads';
import { Listed, pageOfSources } from './page';
import { Registry, RegistryCall } from './Registry';

export interface RegistryRoutes {
  policy: Policy;
  access: EnvironmentAccess;
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
  addAliasRoute(api, slice);
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
      run: input =>
        list(slice, input, {
          action: 'model.read',
          rowsOf: ({ models }) => models,
        }),
    })
    .handle(routes.listEndpoints, {
      run: input =>
        list(slice, input, {
          action: 'endpoint.read',
          rowsOf: ({ endpoints }) => endpoints,
        }),
    });
}

/** One page of what the caller may read, with the state of every source that it comes from. */
async function list<T extends Listed>(
  { access, inventory }: RegistryRoutes,
  { caller, query }: ListInput,
  {
    action,
    rowsOf,
  }: {
    action: 'model.read' | 'endpoint.read';
    rowsOf(snapshot: Snapshot): readonly T[];
  },
) {
  const environments = await access.readable(caller, action, query);
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

function addModelRoutes(api: Api, slice: RegistryRoutes): void {
  const { policy, clock, registry, uploads } = slice;
  api
    .handle(routes.getModel, {
      permission: modelReadPermission,
      access: ({ params }) => ({ action: 'model.read', ...params }),
      run: (input, role) =>
        registry.model(callOf(policy, input, role), input.params.model),
    })
    .handle(routes.uploadModel, {
      permission: modelUploadPermission,
      collects: true,
      access: ({ params, body }) => ({
        action: 'model.upload',
        ...params,
        facts: {
          request: body,
          touches: [uploadedModel(body)],
          now: clock.now(),
        },
      }),
      run: async (input, role) => {
        const { body, idempotencyKey } = input;
        const call = callOf(policy, input, role);
        if (body.parentModel !== undefined) {
          await checkModel(slice, call, {
            action: 'model.upload',
            request: body,
            model: body.parentModel,
            besides: [uploadedModel(body)],
          });
        }
        return uploads.upload(call, body, idempotencyKey);
      },
    });
}

function addAliasRoute(api: Api, slice: RegistryRoutes): void {
  const { policy, clock, registry, aliases } = slice;
  api.handle(routes.changeAliases, {
    permission: modelUpdatePermission,
    collects: true,
    access: ({ params, body }) => ({
      action: 'model.update',
      ...params,
      facts: {
        request: { ...body, model: params.model },
        // Which model that is shows when it is read, below.
        touches: [],
        now: clock.now(),
      },
    }),
    run: async (input, role) => {
      const call = callOf(policy, input, role);
      await checkModel(slice, call, {
        action: 'model.update',
        request: { ...input.body, model: input.params.model },
        model: input.params.model,
        version: input.body.versionId,
      });
      await aliases.change(call, input.params.model, input.body);
      return registry.model(call, input.params.model);
    },
  });
}

function uploadedModel({ displayName, labels = {} }: ModelUpload): ModelFacts {
  return { displayName, labels };
}

/** The policy once more, now that the model that is changed is known. @throws PolicyRefusal */
async function checkModel(
  { policy, clock, registry }: RegistryRoutes,
  call: RegistryCall,
  change: {
    action: Action;
    request: object;
    model: string;
    version?: string;
    besides?: readonly ModelFacts[];
  },
): Promise<void> {
  const { action, request, model, version, besides = [] } = change;
  if (!hasModelRules(call.environment, action)) {
    return;
  }
  const touches = [await registry.modelFacts(call, model, version), ...besides];
  roleFor(policy, call.actor, {
    action,
    environment: call.environment.name,
    location: call.location,
    facts: { request, touches, now: clock.now() },
  });
}

function callOf(
  policy: Policy,
  input: {
    caller: { actor: Actor };
    correlationId: string;
    params: { environment: string; location: string };
    stepUpGrant?: string;
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
    stepUpGrant: input.stepUpGrant,
    signal: input.signal,
  };
}
