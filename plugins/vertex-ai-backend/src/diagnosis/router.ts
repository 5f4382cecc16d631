import {
  auditReadPermission,
  environmentReadPermission,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Api, Caller, CallerRate } from '../http';
import { Policy } from '../policy';
import { Doctor } from './Doctor';

/** Everybody may have the own way looked at; another's only who may read the log, as it tells the same things. */
export function addDiagnosisRoutes(
  api: Api,
  {
    doctor,
    policy,
    rate,
  }: { doctor: Doctor; policy: Policy; rate: CallerRate },
): void {
  api.handle(routes.diagnose, {
    permission: ({ caller, body }) =>
      isOfOther(caller, body) ? auditReadPermission : environmentReadPermission,
    access: ({ caller, params, body }) =>
      isOfOther(caller, body) ? { action: 'audit.read', ...params } : undefined,
    run: async ({ caller, params, body, correlationId, signal }) => {
      rate.take(caller.actor.ref);
      return doctor.diagnose({
        caller: caller.actor,
        ...body,
        environment: policy.environment(params.environment),
        correlationId,
        signal,
      });
    },
  });
}

function isOfOther({ actor }: Caller, body: { actor?: string }): boolean {
  return body.actor !== undefined && body.actor !== actor.ref;
}
