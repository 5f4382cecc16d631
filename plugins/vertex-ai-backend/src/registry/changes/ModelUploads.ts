import type {
  ErrorCode,
  ModelUpload,
  ModelUploadResult,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { asDetail, AuditLog, NewAuditEntry } from '../../audit';
import { Clock, digestOf, VertexAiError } from '../../core';
import { CallContext, VertexApi, VertexOperation } from '../../google';
import { Inventory } from '../Inventory';
import type { RegistryCall } from '../Registry';
import {
  AuthorizedChange,
  authorizeChange,
  Change,
  ChangeServices,
  failureOf,
  resumeChange,
} from './Change';
import { UploadKey, UploadRecord, UploadStore } from './UploadStore';

/** An upload of a few files ends sooner; a longer one is answered as not done yet. */
const WAIT_MS = 20_000;
const POLL_MS = 500;

/** Answers after which Google has certainly not begun. After any other, and after none, it may have. */
const REFUSALS: readonly ErrorCode[] = [
  'google_rejected',
  'google_permission_denied',
  'not_found',
  'conflict',
  'quota_exceeded',
  'payload_too_large',
];

interface Uploading {
  call: RegistryCall;
  upload: ModelUpload;
  key: UploadKey;
  change: AuthorizedChange;
}

export interface ModelUploadsServices extends ChangeServices {
  vertex: VertexApi;
  inventory: Pick<Inventory, 'invalidate'>;
  store: UploadStore;
  audit: AuditLog;
  clock: Clock;
  /** Resolves after so many milliseconds; the tests' clock does not wait. */
  wait(ms: number): Promise<void>;
}

/**
 * Uploads of models and their versions, each sent once for its idempotency key.
 *
 * It is in the log that one is sent, that Google has accepted it, and how it ended, each as soon as it is known and not before. The
 * same request again looks where the first one is.
 */
export class ModelUploads {
  readonly #services: ModelUploadsServices;

  constructor(services: ModelUploadsServices) {
    this.#services = services;
  }

  /**
   * Starts an upload and waits a little for its end.
   *
   * @throws VertexAiError `conflict` where the first request has had no answer of Google: it may have been carried out
   */
  async upload(
    call: RegistryCall,
    upload: ModelUpload,
    idempotencyKey: string,
  ): Promise<ModelUploadResult> {
    const { store } = this.#services;
    const key = {
      requestedBy: call.actor.ref,
      idempotencyKey,
      requestDigest: digestOf({
        environment: call.environment.name,
        location: call.location,
        upload,
      }),
    };
    const known = await store.find(key);
    if (known && (known.result || !known.operation)) {
      return answerOf(known);
    }
    const change = await (known ? resumeChange : authorizeChange)(
      this.#services,
      call,
      uploadChange(upload),
    );
    const uploading = { call, upload, key, change };
    const { correlationId, operation, result } =
      known ?? (await this.#send(uploading));
    return result || !operation
      ? answerOf({ correlationId, operation, result })
      : this.#follow(uploading, { correlationId, operation });
  }

  async #send({ call, upload, key, change }: Uploading): Promise<UploadRecord> {
    const { vertex, store, clock } = this.#services;
    const { correlationId } = call;
    const begun = await store.begin(
      key,
      { correlationId, nowMs: clock.now().getTime() },
      change,
    );
    if (!begun) {
      return (await store.find(key)) ?? { correlationId };
    }
    const operation = await vertex
      .models(call.location)
      .upload({ project: call.environment.project, ...upload }, change.ctx)
      .catch(async error => {
        await this.#recordFailure(key, error, {
          ...change.entry,
          event: 'model.uploaded',
          outcome: 'failure',
          detail: {
            intentDigest: change.intentDigest,
            ...asDetail(upload),
            ...failureOf(error),
          },
        });
        throw error;
      })
      .finally(() => this.#invalidate(call, upload));
    await store.accepted(key, operation, {
      ...change.entry,
      event: 'model.uploadAccepted',
      outcome: 'success',
      detail: {
        intentDigest: change.intentDigest,
        displayName: upload.displayName,
        operation,
      },
    });
    return { correlationId, operation };
  }

  async #recordFailure(
    key: UploadKey,
    error: unknown,
    entry: NewAuditEntry,
  ): Promise<void> {
    const { store, audit } = this.#services;
    if (isRefusal(error)) {
      await store.refused(key, entry);
    } else {
      await audit.record({
        ...entry,
        detail: { ...entry.detail, mayHaveBegun: true },
      });
    }
  }

  /** Under the correlation id of the request that has sent it, whoever asks. */
  async #follow(
    { call, upload, key, change }: Uploading,
    { operation, correlationId }: { operation: string; correlationId: string },
  ): Promise<ModelUploadResult> {
    const ended = await this.#end(call.location, operation, change.ctx);
    const known = {
      operation,
      done: ended !== undefined,
      modelId: ended?.result?.modelId,
      versionId: ended?.result?.modelVersionId,
      error: ended?.error?.message,
    };
    const result = { ...known, correlationId };
    if (ended) {
      this.#invalidate(call, upload);
      await this.#services.store.ended(key, result, {
        ...change.entry,
        correlationId,
        event: 'model.uploaded',
        outcome: ended.error ? 'failure' : 'success',
        detail: {
          intentDigest: change.intentDigest,
          displayName: upload.displayName,
          ...asDetail(known),
        },
      });
    }
    return result;
  }

  /** The ended operation; undefined when it still runs, or cannot be read any more: it has started all the same. */
  async #end(
    location: string,
    name: string,
    ctx: CallContext,
  ): Promise<VertexOperation | undefined> {
    const { vertex, clock, wait } = this.#services;
    const deadlineMs = clock.now().getTime() + WAIT_MS;
    try {
      for (;;) {
        const operation = await vertex.operations(location).get({ name }, ctx);
        if (operation.done) {
          return operation;
        }
        if (clock.now().getTime() >= deadlineMs) {
          return undefined;
        }
        await wait(POLL_MS);
      }
    } catch (error) {
      if (VertexAiError.is(error)) {
        return undefined;
      }
      throw error;
    }
  }

  #invalidate(
    { environment, location }: RegistryCall,
    { parentModel }: ModelUpload,
  ): void {
    const { inventory } = this.#services;
    inventory.invalidate(environment.name, location, parentModel);
  }
}

export function uploadChange(upload: ModelUpload): Change {
  return {
    action: 'model.upload',
    kind: 'uploadModel',
    arguments: asDetail(upload),
  };
}

function isRefusal(error: unknown): boolean {
  return (
    VertexAiError.is(error) &&
    (REFUSALS.includes(error.code) ||
      error.google?.status === 'UNAUTHENTICATED')
  );
}

/** What is known without asking Google. */
function answerOf({ result }: UploadRecord): ModelUploadResult {
  if (result) {
    return result;
  }
  throw new VertexAiError(
    'conflict',
    'The upload of this Idempotency-Key was sent, and what Google makes of it is not known. Look whether the model is there, and send a new key if it is not.',
  );
}
