import {
  Prediction,
  predictionInvokePermission,
  PredictionRequest,
  Role,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog } from '../audit';
import type { EnvironmentConfig } from '../config';
import { Actor, Clock } from '../core';
import type { CredentialSource } from '../credentials';
import { CallContext, requestReason, VertexApi } from '../google';
import { Api } from '../http';
import { Policy } from '../policy';
import { Inventory } from '../registry';

export interface PredictionServices {
  vertex: VertexApi;
  credentials: CredentialSource;
  inventory: Inventory;
  policy: Policy;
  audit: AuditLog;
  clock: Clock;
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
  const { vertex, clock } = services;
  const ctx = await contextOf(services, call);
  const dedicatedDns = await dedicatedDnsOf(services, call, ctx);
  const startedMs = clock.now().getTime();
  const prediction = await vertex.predictions(call.location).predict(
    {
      project: call.environment.project,
      endpoint: call.endpoint,
      dedicatedDns,
      ...request,
    },
    ctx,
  );
  await services.audit.record({
    event: 'prediction.invoked',
    outcome: 'success',
    actor: call.actor.ref,
    environment: call.environment.name,
    action: 'prediction.invoke',
    correlationId: call.correlationId,
    detail: {
      endpoint: call.endpoint,
      deployedModel: prediction.deployedModelId,
      model: prediction.modelId,
      modelVersion: prediction.modelVersionId,
      instances: request.instances.length,
    },
  });
  return {
    ...prediction,
    predictions: prediction.predictions as Prediction['predictions'],
    correlationId: call.correlationId,
    durationMs: clock.now().getTime() - startedMs,
  };
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
  const [state] = await inventory.read(environment, location);
  const known = state?.snapshot?.endpoints.find(({ id }) => id === endpoint);
  const { dedicatedDns } =
    known ??
    (await vertex
      .endpoints(location)
      .get({ project: environment.project, endpoint }, ctx));
  return dedicatedDns || undefined;
}
