import {
  Prediction,
  predictionInvokePermission,
  PredictionRequest,
  Role,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog, NewAuditEntry } from '../audit';
import type { EnvironmentConfig } from '../config';
import { Actor, Clock, VertexAiError } from '../core';
import type { CredentialSource } from '../credentials';
import { CallContext, requestReason, VertexApi } from '../google';
import { Api } from '../http';
import { hasModelRules, Policy, roleFor } from '../policy';
import { Inventory } from '../registry';
import { ServedModels } from './ServedModels';

export interface PredictionServices {
  vertex: VertexApi;
  credentials: CredentialSource;
  inventory: Pick<Inventory, 'known'>;
  served: ServedModels;
  clock: Clock;
  policy: Policy;
  audit: AuditLog;
}

interface PredictionCall {
  actor: Actor;
  role: Role;
  environment: EnvironmentConfig;
  location: string;
  endpoint: string;
  correlationId: string;
  signal: AbortSignal;
}

/** Online prediction as the caller. */
export function addPredictionRoutes(
  api: Api,
  services: PredictionServices,
): void {
  api.handle(routes.predict, {
    permission: predictionInvokePermission,
    access: ({ params }) => ({ action: 'prediction.invoke', ...params }),
    run: ({ caller, params, body, correlationId, signal }, role) =>
      predict(
        services,
        {
          ...params,
          actor: caller.actor,
          role: role!,
          environment: services.policy.environment(params.environment),
          correlationId,
          signal,
        },
        body,
      ),
  });
}

/** The answer says which version gave it. The log says who asked, and nothing of what was asked or answered. */
async function predict(
  services: PredictionServices,
  call: PredictionCall,
  request: PredictionRequest,
): Promise<Prediction> {
  const ctx = await contextOf(services, call);
  await checkModels(services, call, ctx);
  const asked = {
    endpoint: call.endpoint,
    location: call.location,
    instances: request.instances.length,
  };
  const prediction = await ask(services, call, { request, ctx }).catch(
    async error => {
      // Google's words are left out: about a bad instance they may repeat it.
      const code = VertexAiError.is(error) ? error.code : 'internal';
      await record(services, call, {
        outcome: 'failure',
        detail: { ...asked, code },
      });
      throw error;
    },
  );
  await record(services, call, {
    outcome: 'success',
    detail: {
      ...asked,
      deployedModel: prediction.deployedModelId,
      model: prediction.modelId,
      modelVersion: prediction.modelVersionId,
    },
  });
  return { ...prediction, correlationId: call.correlationId };
}

/** Any model of the endpoint may answer, so each has to be one that the caller may ask. @throws PolicyRefusal */
async function checkModels(
  { policy, served, clock }: PredictionServices,
  call: PredictionCall,
  ctx: CallContext,
): Promise<void> {
  const action = 'prediction.invoke';
  if (hasModelRules(call.environment, action)) {
    const touches = await served.of(call, ctx);
    roleFor(policy, call.actor, {
      action,
      environment: call.environment.name,
      location: call.location,
      facts: { request: {}, touches, now: clock.now() },
    });
  }
}

async function ask(
  services: PredictionServices,
  call: PredictionCall,
  { request, ctx }: { request: PredictionRequest; ctx: CallContext },
) {
  const dedicatedDns = await dedicatedDnsOf(services, call, ctx);
  const startedMs = performance.now();
  const prediction = await services.vertex.predictions(call.location).predict(
    {
      project: call.environment.project,
      endpoint: call.endpoint,
      dedicatedDns,
      ...request,
    },
    ctx,
  );
  return {
    ...prediction,
    predictions: prediction.predictions as Prediction['predictions'],
    durationMs: Math.round(performance.now() - startedMs),
  };
}

function record(
  { audit }: PredictionServices,
  { actor, environment, correlationId }: PredictionCall,
  ending: Pick<NewAuditEntry, 'outcome' | 'detail'>,
): Promise<void> {
  return audit.record({
    ...ending,
    event: 'prediction.invoked',
    actor: actor.ref,
    environment: environment.name,
    action: 'prediction.invoke',
    correlationId,
  });
}

async function contextOf(
  { credentials }: PredictionServices,
  { actor, role, environment, correlationId, signal }: PredictionCall,
): Promise<CallContext> {
  return {
    credential: await credentials.credential({
      actor,
      role,
      environment: environment.name,
      correlationId,
    }),
    reason: requestReason({ correlationId }),
    correlationId,
    signal,
  };
}

/** A dedicated endpoint refuses the shared domain. Its own never changes, so what is in memory does; else Google is asked. */
async function dedicatedDnsOf(
  { vertex, inventory }: PredictionServices,
  { environment, location, endpoint }: PredictionCall,
  ctx: CallContext,
): Promise<string | undefined> {
  const known = inventory
    .known(environment.name, location)
    ?.endpoints.find(({ id }) => id === endpoint);
  const { dedicatedDns } =
    known ??
    (await vertex
      .endpoints(location)
      .get({ project: environment.project, endpoint }, ctx));
  return dedicatedDns || undefined;
}
