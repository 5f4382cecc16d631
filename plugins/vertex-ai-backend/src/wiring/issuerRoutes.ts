import {
  environmentReadPermission,
  issuerRotatePermission,
  IssuerView,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, providerCommand } from '../core';
import { EmergencyRotation, Issuer } from '../issuer';
import type { Foundation } from './foundation';

/** The issuer's keys for people: everybody may see the public halves, as Google does; administrators may replace them. */
export function addIssuerRoutes(
  foundation: Foundation,
  issuer: Issuer,
  rotateNow: (rotation: EmergencyRotation) => Promise<void>,
): void {
  const { api, policy } = foundation;
  api.handle(routes.getIssuer, {
    permission: environmentReadPermission,
    run: ({ caller }) => viewOf(foundation, issuer, caller.actor),
  });
  api.handle(routes.rotateIssuerKeys, {
    permission: issuerRotatePermission,
    run: async ({ caller, body, correlationId }) => {
      policy.requireAdministrator(caller.actor);
      await rotateNow({
        actor: caller.actor.ref,
        reason: body.reason,
        correlationId,
      });
      return viewOf(foundation, issuer, caller.actor);
    },
  });
}

async function viewOf(
  { policy }: Foundation,
  issuer: Issuer,
  actor: Actor,
): Promise<IssuerView> {
  const environmentsOf = new Map<string, string[]>();
  for (const { name, credentials } of policy.environments) {
    if ('audience' in credentials) {
      const { audience } = credentials;
      const others = environmentsOf.get(audience) ?? [];
      environmentsOf.set(audience, [...others, name]);
    }
  }
  return {
    url: issuer.url,
    ...(await issuer.keys()),
    jwks: await issuer.jwks(),
    uploads: [...environmentsOf].map(([audience, environments]) => ({
      audience,
      environments,
      command: `${providerCommand(
        'update-oidc',
        audience,
      )} --jwk-json-path=jwks.json`,
    })),
    mayRotate: policy.isAdministrator(actor),
  };
}
