import type { EmulatorSeed } from '@backstage-vertex/google-emulator';
import type { JWK } from 'jose';

const PROVIDER_ID = 'bare';

/** What the emulator has to know of somebody to trust his assertions. */
export interface TrustedIdentity {
  publicJwk: JWK;
  issuer: string;
}

/** The name that the bare script's provider will have in a seed. */
export function bareProviderName(seed: EmulatorSeed): string {
  return `${seed.workloadIdentityPools[0].name}/providers/${PROVIDER_ID}`;
}

/** Lets the bare script in beside the portal, with the same mapping and so with the same rights. */
export function addBareProvider(
  seed: EmulatorSeed,
  identity: TrustedIdentity,
): void {
  const [portal] = seed.workloadIdentityPools[0].providers;
  seed.workloadIdentityPools[0].providers.push({
    ...portal,
    id: PROVIDER_ID,
    issuer: identity.issuer,
    jwks: { keys: [{ ...identity.publicJwk }] as never },
  });
}
