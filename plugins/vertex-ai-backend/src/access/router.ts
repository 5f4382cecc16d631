import {
  auditReadPermission,
  environmentReadPermission,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import { VertexAiError } from '../core';
import { Api, Caller, EnvironmentAccess, StillPossible } from '../http';
import { notGranted, Policy } from '../policy';
import { AccessMatrix } from './AccessMatrix';
import { Simulator } from './Simulator';

export interface AccessRoutes {
  matrix: AccessMatrix;
  simulator: Simulator;
  policy: Policy;
  access: EnvironmentAccess;
  stillPossible: StillPossible;
}

/** The matrix is for those who audit the environment. Everybody may ask why about oneself; about others only who audits. */
export function addAccessRoutes(api: Api, slice: AccessRoutes): void {
  const { matrix, simulator, policy, access, stillPossible } = slice;
  api
    .handle(routes.listAccess, {
      run: async ({ caller, query }) =>
        matrix.page(await audited(slice, caller, query.environment), query),
    })
    .handle(routes.simulateAccess, {
      access: ({ caller, body: { actor, environment } }) =>
        actor === undefined || actor === caller.actor.ref
          ? undefined
          : { action: 'audit.read', environment },
      run: async ({ caller, body }, auditorRole) => {
        await access.authorize(
          caller,
          auditorRole ? auditReadPermission : environmentReadPermission,
          body.environment,
        );
        const grantedIn = await access.grantedActions(caller, stillPossible);
        return simulator.simulate({
          caller: caller.actor,
          granted: grantedIn(policy.environment(body.environment)),
          auditor:
            auditorRole !== undefined ||
            audits(policy, caller, body.environment),
          simulated: body,
        });
      },
    });
}

/** @throws VertexAiError `forbidden` or `role_missing` when the caller audits nothing of what is asked for */
async function audited(
  { access, policy }: AccessRoutes,
  caller: Caller,
  environment: string | undefined,
): Promise<EnvironmentConfig[]> {
  const environments = await access.readable(caller, 'audit.read', {
    environment,
  });
  if (environments.length === 0) {
    const { actor } = caller;
    throw policy.environmentsFor(actor, 'audit.read').length > 0
      ? notGranted(auditReadPermission, actor.ref)
      : new VertexAiError(
          'role_missing',
          `${actor.ref} needs the role auditor or admin in at least one environment to see who has access.`,
        );
  }
  return environments;
}

function audits(
  policy: Policy,
  { actor }: Caller,
  environment: string,
): boolean {
  return policy
    .environmentsFor(actor, 'audit.read')
    .some(({ name }) => name === environment);
}
