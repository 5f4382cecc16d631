import type { ApprovalComparison } from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../../config';
import { lookedAt } from '../basis';
import { canonicalIntent } from '../intent';
import type { DeploymentState } from '../model';
import { compare } from '../preview/compare';
import { foresee } from '../preview/foresee';
import type { Target } from '../preview/readTarget';

/** What was decided on. */
interface Promised {
  /** As it is configured now. */
  environment: EnvironmentConfig;
  requestedBy: string;
  intentDigest: string;
}

/** What a request would change by what Google has now, and whether that is still what it was made for. Pure. */
export function compareNow(
  state: DeploymentState,
  target: Target,
  promised: Promised,
): ApprovalComparison {
  for (const reading of [target.model, target.endpoint]) {
    if (reading.kind === 'failed') {
      return {
        changes: [],
        stale: `It cannot be compared with what runs: ${reading.error.message}`,
      };
    }
  }
  const foresight = foresee(state.request, target);
  return {
    before: foresight.before,
    after: foresight.after,
    ...compare(state.request, target, foresight),
    stale:
      foresight.obstacle?.message ??
      (isAsPromised(state, target, promised)
        ? undefined
        : 'The model, the endpoint or the environment has changed since this was asked for.'),
  };
}

/** The intent made again of what is there now has the digest that people approve. */
function isAsPromised(
  { request, basis, breakGlass }: DeploymentState,
  target: Target,
  { environment, requestedBy, intentDigest }: Promised,
): boolean {
  const { digest } = canonicalIntent({
    requestedBy,
    environment,
    request,
    basis: basis && lookedAt(request, target),
    breakGlass,
  });
  return digest === intentDigest;
}
