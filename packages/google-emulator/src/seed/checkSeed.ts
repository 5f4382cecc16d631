import { grantProblems } from './checkGrants';
import { clientProblems } from './checkClients';
import { providerProblems } from './checkProviders';
import { EmulatorSeed } from './EmulatorSeed';

/** Throws an Error that lists every mistake: what Google would refuse, and grants that could never apply. */
export function checkSeed(seed: EmulatorSeed): void {
  const problems = [
    ...providerProblems(seed.workloadIdentityPools),
    ...grantProblems(seed),
    ...clientProblems(seed.oauthClients ?? []),
  ];
  if (problems.length > 0) {
    throw new Error(`The seed is not usable.\n${problems.join('\n')}`);
  }
}
