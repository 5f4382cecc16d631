import { SignInClaims } from '../core';
import type { ModelFacts, RequestFacts, TouchedModel } from '../policy';
import type { DeploymentState, FixedRequest, Guarded } from './model';
import type { Target } from './preview/readTarget';
import { sameShares } from './traffic';

/** What the policy looks at before a request is accepted. */
export function factsOf(
  request: FixedRequest,
  target: Target,
  now: Date,
): RequestFacts {
  return { request, model: modelFacts(target), touches: target.touches, now };
}

/** What the policy has looked at and cannot look at again, for the worker. */
export function guardedOf(
  target: Target,
  claims: SignInClaims | undefined,
): Guarded {
  return {
    model: modelFacts(target),
    touches: target.touches,
    claims: claims && {
      values: claims.values,
      verifiedAt: claims.verifiedAt.toISOString(),
    },
  };
}

/** The model as the registry has it; absent for a request that names none. */
function modelFacts({ model }: Target): ModelFacts | undefined {
  return model.kind === 'read'
    ? { displayName: model.value.displayName, labels: model.value.labels }
    : undefined;
}

/**
 * The same for the worker: the models are as they were when the request was accepted, and the time is when the work began. What has been
 * begun in time is not left half done because a freeze begins.
 */
export function factsOfStarted(state: DeploymentState): RequestFacts {
  const { request, guarded, deadlineMs, timeoutMs } = state;
  return {
    request,
    model: guarded?.model,
    touches: guarded?.touches && [...guarded.touches, ...metSince(state)],
    now: new Date(deadlineMs! - timeoutMs),
  };
}

/** Models that came to the endpoint after the request was accepted and whose traffic is about to change. Nobody has looked at them. */
function metSince(state: DeploymentState): TouchedModel[] {
  const { effects, guarded, seen, deployedModelId } = state;
  const change = effects.setTraffic;
  if (change?.status !== 'intended') {
    return [];
  }
  const { before, split } = change.arguments;
  const known = new Set(guarded?.touches?.map(({ deployedAs }) => deployedAs));
  return [...new Set([...Object.keys(before), ...Object.keys(split)])]
    .filter(
      id =>
        id !== deployedModelId &&
        !known.has(id) &&
        !sameShares(before, split, id),
    )
    .map(id => ({
      unread:
        seen?.deployedModels.find(deployed => deployed.id === id)
          ?.displayName ?? id,
    }));
}

/** The claims of the requester's sign-in that the acceptance rested on. */
export function claimsOfRequest({
  guarded,
}: DeploymentState): SignInClaims | undefined {
  return (
    guarded?.claims && {
      values: guarded.claims.values,
      verifiedAt: new Date(guarded.claims.verifiedAt),
    }
  );
}
