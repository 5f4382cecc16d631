import type { DeploymentRequest } from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../../core';
import type {
  CallContext,
  RegistryModel,
  VertexApi,
  VertexEndpoint,
} from '../../google';
import type { TouchedModel } from '../../policy';
import { readModelFacts } from '../../registry';
import { touchedOnEndpoint } from './touched';

/** Something that was read, or why it was not. `absent` where the request names nothing of that kind. */
export type Reading<T> =
  | { kind: 'absent' }
  | { kind: 'read'; value: T }
  | { kind: 'failed'; error: VertexAiError };

/** What a request is about, as Google has it now. */
export interface Target {
  model: Reading<RegistryModel>;
  endpoint: Reading<VertexEndpoint>;
  /** Every model that the request touches; absent where nobody has asked for that. */
  touches?: readonly TouchedModel[];
}

interface GoogleReads {
  vertex: VertexApi;
  project: string;
  ctx: CallContext;
  /** Whether the models that the request touches are wanted too. */
  touches: boolean;
}

/** Reads model and endpoint of a request, at the same time. Never throws for what Google answers. */
export async function readTarget(
  request: DeploymentRequest,
  google: GoogleReads,
): Promise<Target> {
  const [model, endpoint] = await Promise.all([
    reading(readModel(request, google)),
    reading(readEndpoint(request, google)),
  ]);
  const target = { model, endpoint };
  return google.touches
    ? { ...target, touches: await readTouched(request, target, google) }
    : target;
}

/** The model that comes, and what runs already and gets another share of the traffic by it. */
async function readTouched(
  request: DeploymentRequest,
  target: Target,
  google: GoogleReads,
): Promise<readonly TouchedModel[]> {
  const { model, endpoint } = target;
  const onEndpoint =
    endpoint.kind === 'failed'
      ? [{ unread: endpointIdOf(request) ?? '' }]
      : await readModelFacts(touchedOnEndpoint(request, target), {
          ...google,
          location: request.location,
        });
  return model.kind === 'read'
    ? [
        {
          displayName: model.value.displayName,
          labels: model.value.labels,
        },
        ...onEndpoint,
      ]
    : onEndpoint;
}

export const nothingRead: Target = {
  model: { kind: 'absent' },
  endpoint: { kind: 'absent' },
};

async function readModel(
  request: DeploymentRequest,
  { vertex, project, ctx }: GoogleReads,
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
  { vertex, project, ctx }: GoogleReads,
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
