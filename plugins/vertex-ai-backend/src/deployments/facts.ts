import type { RequestFacts } from '../policy';
import type { DeploymentState, FixedRequest } from './model';
import type { Target } from './preview/readTarget';

/** What the guardrails look at before a request is accepted. */
export function factsOf(
  request: FixedRequest,
  target: Target,
  now: Date,
): RequestFacts {
  return { request, model: modelFacts(target), now };
}

/** The model as the registry has it; absent for a request that names none. */
export function modelFacts({ model }: Target): RequestFacts['model'] {
  return model.kind === 'read'
    ? { displayName: model.value.displayName, labels: model.value.labels }
    : undefined;
}

/**
 * The same for the worker: the model is as it was when the request was accepted, and the time is when the work began. What has been
 * begun in time is not left half done because a freeze begins.
 */
export function factsOfStarted({
  request,
  guardedModel,
  deadlineMs,
  timeoutMs,
}: DeploymentState): RequestFacts {
  return {
    request,
    model: guardedModel,
    now: new Date(deadlineMs! - timeoutMs),
  };
}
