import type { DeploymentRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../../core';
import type {
  CallContext,
  RegistryModel,
  VertexApi,
  VertexEndpoint,
} from '../../google';

/** Something that was read, or why it was not. `absent` where the request names nothing of that kind. */
export type Reading<T> =
  | { kind: 'absent' }
  | { kind: 'read'; value: T }
  | { kind: 'failed'; error: VertexAiError };

/** What a request is about, as Google has it now. */
export interface Target {
  model: Reading<RegistryModel>;
  endpoint: Reading<VertexEndpoint>;
}

/** Reads model and endpoint of a request, at the same time. Never throws for what Google answers. */
export async function readTarget(
  request: DeploymentRequest,
  google: { vertex: VertexApi; project: string; ctx: CallContext },
): Promise<Target> {
  const [model, endpoint] = await Promise.all([
    reading(readModel(request, google)),
    reading(readEndpoint(request, google)),
  ]);
  return { model, endpoint };
}

export const nothingRead: Target = {
  model: { kind: 'absent' },
  endpoint: { kind: 'absent' },
};

async function readModel(
  request: DeploymentRequest,
  { vertex, project, ctx }: Parameters<typeof readTarget>[1],
): Promise<RegistryModel | undefined> {
  return request.action === 'deployment.create'
    ? vertex
        .models(request.location)
        .get(
          { project, model: request.model.id, version: request.model.version },
          ctx,
        )
    : undefined;
}

async function readEndpoint(
  request: DeploymentRequest,
  { vertex, project, ctx }: Parameters<typeof readTarget>[1],
): Promise<VertexEndpoint | undefined> {
  const endpoint = endpointIdOf(request);
  return endpoint === undefined
    ? undefined
    : vertex.endpoints(request.location).get({ project, endpoint }, ctx);
}

/** The endpoint that a request names; undefined where it wants a new one. */
export function endpointIdOf(request: DeploymentRequest): string | undefined {
  if (request.action !== 'deployment.create') {
    return request.endpointId;
  }
  return request.endpoint.kind === 'existing' ? request.endpoint.id : undefined;
}

async function reading<T>(work: Promise<T | undefined>): Promise<Reading<T>> {
  try {
    const value = await work;
    return value === undefined ? { kind: 'absent' } : { kind: 'read', value };
  } catch (error) {
    if (VertexAiError.is(error)) {
      return { kind: 'failed', error };
    }
    throw error;
  }
}
