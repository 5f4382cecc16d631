import type {
  AliasChange,
  AuditEvent,
  ModelUpload,
  ModelUploadResult,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog, NewAuditEntry } from '../audit';
import { Clock, digestOf, VertexAiError } from '../core';
import type { CredentialSource } from '../credentials';
import {
  CallContext,
  requestReason,
  VertexApi,
  VertexOperation,
} from '../google';
import { Inventory } from './Inventory';
import type { RegistryCall } from './Registry';

/** An upload of a few files ends sooner; a longer one is answered as not done yet. */
const UPLOAD_WAIT_MS = 20_000;
const UPLOAD_POLL_MS = 500;

export interface ModelChangesServices {
  vertex: VertexApi;
  credentials: CredentialSource;
  inventory: Pick<Inventory, 'invalidate'>;
  audit: AuditLog;
  clock: Clock;
  /** Resolves after so many milliseconds; the tests' clock does not wait. */
  wait(ms: number): Promise<void>;
}

/** What a change is called, to the policy, to Google and in the log. */
interface Change {
  action: 'model.upload' | 'model.update';
  event: AuditEvent;
  kind: string;
  arguments: NewAuditEntry['detail'];
}

/** How a change ended. */
interface Ending<T> {
  answer: T;
  /** What the log calls it, where that is not what was asked for. */
  event?: AuditEvent;
  outcome: 'success' | 'failure';
  detail: NewAuditEntry['detail'];
}

/**
 * Uploads and aliases, each with a credential for exactly that change. It is in the log before Google is asked and again when
 * Google has answered, and it is carried out even when the caller goes away.
 */
export class ModelChanges {
  readonly #services: ModelChangesServices;

  constructor(services: ModelChangesServices) {
    this.#services = services;
  }

  /** Starts an upload and waits a little for its end. */
  async upload(
    call: RegistryCall,
    upload: ModelUpload,
  ): Promise<ModelUploadResult> {
    const change: Change = {
      action: 'model.upload',
      event: 'model.uploaded',
      kind: 'uploadModel',
      arguments: plain(upload),
    };
    return this.#carryOut(call, change, async ctx => {
      const operation = await this.#services.vertex
        .models(call.location)
        .upload({ project: call.environment.project, ...upload }, ctx);
      const ended = await this.#follow(call, operation, ctx);
      const result = {
        operation,
        done: ended !== undefined,
        modelId: ended?.result?.modelId,
        versionId: ended?.result?.modelVersionId,
        error: ended?.error?.message,
      };
      return {
        answer: { ...result, correlationId: call.correlationId },
        // What is not done yet is not known to have succeeded; the operation's name says where to look.
        event: result.done ? change.event : 'model.uploadAccepted',
        outcome: ended?.error ? 'failure' : 'success',
        detail: { displayName: upload.displayName, ...plain(result) },
      };
    });
  }

  /** @throws VertexAiError `invalid_request` for an alias that is both added and removed: to Google that is nothing at all */
  async changeAliases(
    call: RegistryCall,
    id: string,
    change: AliasChange,
  ): Promise<void> {
    const twice = change.add.filter(alias => change.remove.includes(alias));
    if (twice.length > 0) {
      const message = `add or remove ${twice.join(', ')}, not both`;
      throw new VertexAiError('invalid_request', `body.remove: ${message}`, {
        errors: [{ path: 'body.remove', message }],
      });
    }
    const detail = { model: id, ...change };
    await this.#carryOut(
      call,
      {
        action: 'model.update',
        event: 'model.aliasesChanged',
        kind: 'mergeVersionAliases',
        arguments: detail,
      },
      async ctx => {
        await this.#services.vertex.models(call.location).mergeVersionAliases(
          {
            project: call.environment.project,
            model: id,
            version: change.versionId,
            aliases: [
              ...change.add,
              ...change.remove.map(alias => `-${alias}`),
            ],
          },
          ctx,
        );
        return { answer: undefined, outcome: 'success', detail };
      },
    );
  }

  async #carryOut<T>(
    call: RegistryCall,
    change: Change,
    run: (ctx: CallContext) => Promise<Ending<T>>,
  ): Promise<T> {
    const { audit, inventory } = this.#services;
    const { ctx, intentDigest } = await this.#context(call, change);
    const entry = {
      actor: call.actor.ref,
      environment: call.environment.name,
      action: change.action,
      correlationId: call.correlationId,
    };
    await audit.record({
      ...entry,
      event: 'effect.intended',
      outcome: 'success',
      detail: {
        kind: change.kind,
        intentDigest,
        location: call.location,
        arguments: change.arguments,
      },
    });
    const { answer, event, outcome, detail } = await run(ctx)
      .catch(async error => {
        await audit.record({
          ...entry,
          event: change.event,
          outcome: 'failure',
          detail: { intentDigest, ...change.arguments, ...failureOf(error) },
        });
        throw error;
      })
      .finally(() =>
        inventory.invalidate(call.environment.name, call.location),
      );
    await audit.record({
      ...entry,
      event: event ?? change.event,
      outcome,
      detail: { intentDigest, ...detail },
    });
    return answer;
  }

  async #context(
    call: RegistryCall,
    change: Change,
  ): Promise<{ ctx: CallContext; intentDigest: string }> {
    const { actor, role, environment, location, correlationId } = call;
    const intentDigest = digestOf({
      action: change.action,
      arguments: change.arguments,
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

  /** The ended operation; undefined when it still runs, or cannot be read any more: it has started all the same. */
  async #follow(
    { location }: RegistryCall,
    name: string,
    ctx: CallContext,
  ): Promise<VertexOperation | undefined> {
    const { vertex, clock, wait } = this.#services;
    const deadlineMs = clock.now().getTime() + UPLOAD_WAIT_MS;
    try {
      for (;;) {
        const operation = await vertex.operations(location).get({ name }, ctx);
        if (operation.done) {
          return operation;
        }
        if (clock.now().getTime() >= deadlineMs) {
          return undefined;
        }
        await wait(UPLOAD_POLL_MS);
      }
    } catch (error) {
      if (VertexAiError.is(error)) {
        return undefined;
      }
      throw error;
    }
  }
}

function failureOf(error: unknown): NewAuditEntry['detail'] {
  return VertexAiError.is(error)
    ? { code: error.code, error: error.message }
    : { code: 'internal' };
}

/** Without members that are absent, as JSON has it. */
function plain(value: object): NewAuditEntry['detail'] {
  return JSON.parse(JSON.stringify(value));
}
