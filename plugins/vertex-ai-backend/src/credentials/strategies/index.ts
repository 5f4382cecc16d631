import type { StrategyKind } from '@backstage-vertex/plugin-vertex-ai-common';
import { azureManagedIdentity } from './azureManagedIdentity';
import { oidcSubject } from './oidcSubject';
import { serviceAccountImpersonation } from './serviceAccountImpersonation';
import type { Strategy, StrategyParts } from './Strategy';
import { userOAuth } from './userOAuth';
import { workloadIdentityFederation } from './workloadIdentityFederation';

export type Strategies = { [K in StrategyKind]: Strategy<K> };

/** Every strategy by the name that the configuration uses. A new one is a file and a line here. */
export function createStrategies(parts: StrategyParts): Strategies {
  return {
    workloadIdentityFederation: workloadIdentityFederation(parts),
    serviceAccountImpersonation: serviceAccountImpersonation(parts),
    oidcSubject: oidcSubject(parts),
    azureManagedIdentity: azureManagedIdentity(parts),
    userOAuth: userOAuth(parts),
  };
}

export type { Minted, Strategy, StrategyParts } from './Strategy';
