import type {
  EffectKind,
  ErrorCode,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { VertexAiError } from '../../core';
import { endpointName, Page, VertexOperation } from '../../google';
import type { EffectState } from '../model';
import type { Effect, GoogleAccess, Outcome } from './Effect';
import { isAbsent } from './isAbsent';

/** By how much Google's clock may be behind ours. */
const CLOCK_SKEW_MS = 30_000;
const PAGE_SIZE = 100;

/**
 * The operation that a write has started, when we do not know its name: one of its kind on its endpoint, from about the time at which
 * it was intended, that no other deployment of ours has started.
 *
 * Operations do not say for which deployed model they run. Only one deployment of ours works on an endpoint at a time; for whoever works there
 * besides us, the effect's `observe` checks what the operation has brought.
 */
export async function findOperation(
  { startedAtMs }: Pick<EffectState, 'startedAtMs'>,
  search: {
    endpointId: string;
    metadataType: string;
    /** Sorts out what has ended and brought something else. */
    mayBeOurs?(operation: VertexOperation): boolean;
  },
  google: GoogleAccess,
): Promise<Outcome> {
  const since = await operationsSince(
    startedAtMs - CLOCK_SKEW_MS,
    search.endpointId,
    google,
  );
  const candidates = since.filter(
    operation =>
      operation.metadataType === search.metadataType &&
      search.mayBeOurs?.(operation) !== false,
  );
  const foreign = await google.foreignOperations(
    candidates.map(({ name }) => name),
  );
  const ours = candidates
    .filter(({ name }) => !foreign.includes(name))
    .sort((a, b) => Date.parse(a.createTime!) - Date.parse(b.createTime!))[0];
  return ours
    ? { type: 'accepted', operation: ours.name, found: true }
    : { type: 'notFound' };
}

/** Whether an operation runs on the endpoint; one that runs is among the newest. @throws VertexAiError */
export async function isBeingChanged(
  endpointId: string,
  google: GoogleAccess,
): Promise<boolean> {
  const { items } = await operationsPage(endpointId, google);
  return items.some(({ done }) => !done);
}

/**
 * The operations of an endpoint from this time on. Google lists the newest first, so what is on the pages behind one that is older from top
 * to bottom is older, too.
 */
async function operationsSince(
  sinceMs: number,
  endpointId: string,
  google: GoogleAccess,
): Promise<VertexOperation[]> {
  const since: VertexOperation[] = [];
  let pageToken: string | undefined;
  do {
    const page = await operationsPage(endpointId, google, pageToken);
    const recent = page.items.filter(
      ({ createTime }) => Date.parse(createTime ?? '') >= sinceMs,
    );
    since.push(...recent);
    const allOlder = page.items.length > 0 && recent.length === 0;
    pageToken = allOlder ? undefined : page.nextPageToken;
  } while (pageToken !== undefined);
  return since;
}

async function operationsPage(
  endpointId: string,
  { vertex, project, location, ctx }: GoogleAccess,
  pageToken?: string,
): Promise<Page<VertexOperation>> {
  try {
    return await vertex.operations(location).list(
      {
        resourceName: endpointName(project, location, endpointId),
        pageSize: PAGE_SIZE,
        pageToken,
      },
      ctx,
    );
  } catch (error) {
    if (isAbsent(error)) {
      return { items: [] };
    }
    throw error;
  }
}

/** Reads the operation once. An operation that Google has forgotten is not taken for a failure: what there is is looked at. */
export async function followOperation<K extends EffectKind>(
  handler: Effect<K>,
  effect: EffectState<K>,
  google: GoogleAccess,
): Promise<Outcome> {
  let operation: VertexOperation;
  try {
    operation = await google.vertex
      .operations(google.location)
      .get({ name: effect.operation! }, google.ctx);
  } catch (error) {
    if (isAbsent(error)) {
      return handler.lookUp(effect, google);
    }
    throw error;
  }
  if (!operation.done) {
    return { type: 'progressed', stage: operation.stage };
  }
  if (operation.error) {
    return failed(operation.error, google);
  }
  return (
    (await handler.observe?.(effect, operation, google)) ?? {
      type: 'finished',
    }
  );
}

/** Codes of an operation's error that say more than that it failed. */
const CODES: Record<string, ErrorCode> = {
  INVALID_ARGUMENT: 'google_rejected',
  NOT_FOUND: 'not_found',
  ALREADY_EXISTS: 'conflict',
  PERMISSION_DENIED: 'google_permission_denied',
  RESOURCE_EXHAUSTED: 'quota_exceeded',
};

function failed(
  { status, message }: NonNullable<VertexOperation['error']>,
  { ctx }: GoogleAccess,
): Outcome {
  const error = new VertexAiError(
    CODES[status] ?? 'google_failed',
    `Google's operation ended with ${status}: ${message}`,
    { google: { status, message } },
  );
  return { type: 'effectFailed', problem: error.toProblem(ctx.correlationId) };
}

/** The failure of a write that cannot be ours, or cannot be any more. */
export function refusal(
  code: ErrorCode,
  message: string,
  { ctx }: GoogleAccess,
): Outcome {
  return {
    type: 'effectFailed',
    problem: new VertexAiError(code, message).toProblem(ctx.correlationId),
  };
}
