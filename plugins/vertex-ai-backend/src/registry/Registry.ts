import type {
  AliasChange,
  Endpoint,
  ModelDetail,
  ModelUpload,
  ModelUploadResult,
  Role,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog } from '../audit';
import type { EnvironmentConfig } from '../config';
import { Actor, Clock, digestOf } from '../core';
import type { CredentialSource } from '../credentials';
import {
  CallContext,
  requestReason,
  VertexApi,
  VertexOperation,
} from '../google';
import { Inventory } from './Inventory';
import { readEndpoints, readVersions } from './readAll';
import {
  deployedModels,
  toEndpointView,
  toModelView,
  toVersionView,
} from './views';

/** An upload of a few files ends sooner; a longer one is answered as not done yet. */
const UPLOAD_WAIT_MS = 20_000;
const UPLOAD_POLL_MS = 500;

/** Who asks for what where; every call of {@link Registry} runs as that person. */
export interface RegistryCall {
  actor: Actor;
  role: Role;
  environment: EnvironmentConfig;
  location: string;
  correlationId: string;
  signal?: AbortSignal;
}

export interface RegistryServices {
  vertex: VertexApi;
  credentials: CredentialSource;
  inventory: Inventory;
  audit: AuditLog;
  clock: Clock;
  /** Resolves after so many milliseconds; the tests' clock does not wait. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One thing of the registry, read live as the person who asks; uploads and aliases, each with a credential of its own. */
export class Registry {
  readonly #services: RegistryServices;

  constructor(services: RegistryServices) {
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
    const deployed = deployedModels(endpoints);
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

  /** Starts an upload and waits a little for its end. What it does is in the log before the answer. */
  async upload(
    call: RegistryCall,
    upload: ModelUpload,
  ): Promise<ModelUploadResult> {
    const { vertex, audit, inventory } = this.#services;
    const { ctx, intentDigest } = await this.#changeContext(call, {
      action: 'model.upload',
      upload,
    });
    const operation = await vertex
      .models(call.location)
      .upload({ project: call.environment.project, ...upload }, ctx);
    inventory.invalidate(call.environment.name, call.location);
    await audit.record({
      ...this.#entry(call, 'model.upload'),
      event: 'model.uploaded',
      detail: { intentDigest, operation, displayName: upload.displayName },
    });
    const ended = await this.#follow(call, operation, ctx);
    inventory.invalidate(call.environment.name, call.location);
    return {
      operation,
      done: ended !== undefined,
      modelId: ended?.result?.modelId,
      versionId: ended?.result?.modelVersionId,
      error: ended?.error?.message,
      correlationId: call.correlationId,
    };
  }

  async changeAliases(
    call: RegistryCall,
    id: string,
    change: AliasChange,
  ): Promise<ModelDetail> {
    const { vertex, audit, inventory } = this.#services;
    const { ctx, intentDigest } = await this.#changeContext(call, {
      action: 'model.update',
      model: id,
      change,
    });
    await vertex.models(call.location).mergeVersionAliases(
      {
        project: call.environment.project,
        model: id,
        version: change.versionId,
        aliases: [...change.add, ...change.remove.map(alias => `-${alias}`)],
      },
      ctx,
    );
    inventory.invalidate(call.environment.name, call.location);
    await audit.record({
      ...this.#entry(call, 'model.update'),
      event: 'model.aliasesChanged',
      detail: { intentDigest, model: id, ...change },
    });
    return this.model(call, id);
  }

  async #follow(
    { location, signal }: RegistryCall,
    name: string,
    ctx: CallContext,
  ): Promise<VertexOperation | undefined> {
    const { vertex, clock, wait } = this.#services;
    const deadlineMs = clock.now().getTime() + UPLOAD_WAIT_MS;
    for (;;) {
      const operation = await vertex.operations(location).get({ name }, ctx);
      if (operation.done) {
        return operation;
      }
      if (clock.now().getTime() >= deadlineMs) {
        return undefined;
      }
      await wait(UPLOAD_POLL_MS, signal);
    }
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

  /** A credential for exactly this change. It is carried out even when the caller goes away. */
  async #changeContext(
    call: RegistryCall,
    change: {
      action: 'model.upload' | 'model.update';
      [part: string]: unknown;
    },
  ): Promise<{ ctx: CallContext; intentDigest: string }> {
    const { actor, role, environment, location, correlationId } = call;
    const intentDigest = digestOf({
      ...change,
      requestedBy: actor.ref,
      environment: environment.name,
      project: environment.project,
      location,
    });
    const credential = await this.#services.credentials.credential({
      actor,
      role,
      environment: environment.name,
      correlationId,
      purpose: { action: change.action, intentDigest },
    });
    return {
      intentDigest,
      ctx: {
        credential,
        reason: requestReason({ correlationId, intentDigest }),
        correlationId,
      },
    };
  }

  #entry(
    { actor, environment, correlationId }: RegistryCall,
    action: 'model.upload' | 'model.update',
  ) {
    return {
      outcome: 'success' as const,
      actor: actor.ref,
      environment: environment.name,
      action,
      correlationId,
    };
  }
}
