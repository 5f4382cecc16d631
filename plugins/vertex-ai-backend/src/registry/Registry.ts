import type {
  Endpoint,
  ModelDetail,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import { Actor } from '../core';
import type { CredentialSource } from '../credentials';
import { CallContext, requestReason, VertexApi } from '../google';
import type { ModelFacts } from '../policy';
import { readEndpoints, readVersions } from './readAll';
import {
  deployedModels,
  toEndpointView,
  toModelView,
  toVersionView,
} from './views';

/** Who asks for what where; every call of the registry runs as that person. */
export interface RegistryCall {
  actor: Actor;
  role: Role;
  environment: EnvironmentConfig;
  location: string;
  correlationId: string;
  /** The grant of a signature over the change, unverified. */
  stepUpGrant?: string;
  signal?: AbortSignal;
}

/** One thing of the registry, read live as the person who asks. */
export class Registry {
  readonly #services: { vertex: VertexApi; credentials: CredentialSource };

  constructor(services: { vertex: VertexApi; credentials: CredentialSource }) {
    this.#services = services;
  }

  async model(call: RegistryCall, id: string): Promise<ModelDetail> {
    const { vertex } = this.#services;
    const place = {
      project: call.environment.project,
      location: call.location,
    };
    const ctx = await this.#readContext(call);
    const [model, versions, endpoints] = await Promise.all([
      vertex
        .models(call.location)
        .get({ project: place.project, model: id }, ctx),
      readVersions(vertex, { ...place, model: id }, ctx),
      readEndpoints(vertex, place, ctx),
    ]);
    const deployed = deployedModels(endpoints, call.environment);
    return {
      ...toModelView(
        { environment: call.environment.name, location: call.location },
        model,
        deployed,
      ),
      versions: versions
        .sort((a, b) => Number(b.versionId) - Number(a.versionId))
        .map(version => toVersionView(version, deployed)),
    };
  }

  /** What rules for single models look at, of the version or of the default one. */
  async modelFacts(
    call: RegistryCall,
    id: string,
    version?: string,
  ): Promise<ModelFacts> {
    const { displayName, labels } = await this.#services.vertex
      .models(call.location)
      .get(
        { project: call.environment.project, model: id, version },
        await this.#readContext(call),
      );
    return { displayName, labels };
  }

  async endpoint(call: RegistryCall, id: string): Promise<Endpoint> {
    const endpoint = await this.#services.vertex
      .endpoints(call.location)
      .get(
        { project: call.environment.project, endpoint: id },
        await this.#readContext(call),
      );
    return toEndpointView(
      { environment: call.environment.name, location: call.location },
      endpoint,
    );
  }

  async #readContext(call: RegistryCall): Promise<CallContext> {
    const { actor, role, environment, correlationId, signal } = call;
    return {
      credential: await this.#services.credentials.credential({
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
}
