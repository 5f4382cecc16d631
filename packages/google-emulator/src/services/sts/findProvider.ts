import { OAuthError } from '../../core/ApiError';
import {
  WorkloadIdentityPoolSeed,
  WorkloadIdentityProviderSeed,
} from '../../seed/EmulatorSeed';
import type { EmulatorState } from '../../state/EmulatorState';
import { stsTexts } from '../../texts';

export interface Provider {
  pool: WorkloadIdentityPoolSeed;
  provider: WorkloadIdentityProviderSeed;
  /** `//iam.googleapis.com/projects/…/providers/…` */
  resource: string;
}

const AUDIENCE =
  /^\/\/iam\.googleapis\.com\/(projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+)\/providers\/([a-z0-9-]+)$/;

/** The provider that the request names as audience. Refuses missing and disabled ones with the same words. */
export function findProvider(audience: string, state: EmulatorState): Provider {
  const match = AUDIENCE.exec(audience);
  if (!match) {
    throw new OAuthError('invalid_request', stsTexts.malformedAudience);
  }
  const [, poolName, providerId] = match;
  const pool = state.iam.workloadIdentityPools.find(p => p.name === poolName);
  const provider = pool?.providers.find(p => p.id === providerId);
  if (!pool || !provider || pool.disabled || provider.disabled) {
    throw new OAuthError('invalid_target', stsTexts.invalidTarget);
  }
  return { pool, provider, resource: audience };
}
