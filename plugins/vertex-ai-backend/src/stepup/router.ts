import {
  routes,
  securityKeyResetPermission,
  securityKeyUsePermission,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { invalidCursor } from '../core';
import { Api, EnvironmentAccess } from '../http';
import type { Policy } from '../policy';
import type { EvidenceArchive } from './EvidenceArchive';
import type { IntentSources } from './IntentSources';
import type { KeyResets } from './KeyResets';
import type { SecurityKeys } from './SecurityKeys';
import type { StepUpService } from './StepUpService';

export interface StepUpRouteServices {
  service: StepUpService;
  sources: IntentSources;
  keys: SecurityKeys;
  resets: KeyResets;
  evidence: EvidenceArchive;
  policy: Policy;
  access: EnvironmentAccess;
}

/** Everything is the caller's own, but the resets and, for auditors, the evidence. */
export function addStepUpRoutes(api: Api, services: StepUpRouteServices): void {
  addSigningRoutes(api, services);
  addKeyRoutes(api, services);
  addResetRoutes(api, services);
}

function addSigningRoutes(
  api: Api,
  { service, sources, evidence, access, policy }: StepUpRouteServices,
): void {
  api
    .handle(routes.createStepUpChallenge, {
      permission: securityKeyUsePermission,
      run: async ({ caller, body: { subject }, correlationId, signal }) => {
        const call = { caller, subject, correlationId, signal };
        return service.challenge({
          ...(await sources.intentOf(call)),
          actor: caller.actor,
          correlationId,
        });
      },
    })
    .handle(routes.answerStepUpChallenge, {
      permission: securityKeyUsePermission,
      run: ({ caller: { actor }, params, body }) =>
        service.answer({
          actor,
          challengeId: params.challenge,
          response: body.response,
        }),
    })
    .handle(routes.getStepUpEvidence, {
      permission: securityKeyUsePermission,
      run: async ({ caller, params }) => {
        const found = await evidence.get(params.evidence);
        if (found.actor !== caller.actor.ref) {
          // What belongs to no environment takes an auditor of every one, as in the log.
          const environments =
            found.environment === undefined
              ? policy.environments.map(({ name }) => name)
              : [found.environment];
          for (const environment of environments) {
            await access.readable(caller, 'audit.read', { environment });
          }
        }
        return found;
      },
    });
}

function addKeyRoutes(api: Api, { keys, policy }: StepUpRouteServices): void {
  const permission = securityKeyUsePermission;
  api
    .handle(routes.listSecurityKeys, {
      permission,
      run: async ({ caller: { actor } }) => ({
        ...(await keys.list(actor)),
        administrator: policy.isAdministrator(actor),
      }),
    })
    .handle(routes.startKeyRegistration, {
      permission,
      personal: () => true,
      run: ({ caller }) => keys.start(caller.actor),
    })
    .handle(routes.finishKeyRegistration, {
      permission,
      personal: () => true,
      run: ({ caller, params, body, correlationId, stepUpGrant }) =>
        keys.finish(
          { actor: caller.actor, correlationId, grant: stepUpGrant },
          { ...params, ...body },
        ),
    })
    .handle(routes.renameSecurityKey, {
      permission,
      personal: () => true,
      run: ({ caller, params, body, correlationId }) =>
        keys.rename(
          { actor: caller.actor, correlationId },
          params.key,
          body.name,
        ),
    })
    .handle(routes.removeSecurityKey, {
      permission,
      personal: () => true,
      run: ({ caller, params, correlationId, stepUpGrant }) =>
        keys.remove(
          { actor: caller.actor, correlationId, grant: stepUpGrant },
          params.key,
        ),
    });
}

function addResetRoutes(api: Api, { resets }: StepUpRouteServices): void {
  api
    .handle(routes.listKeyResets, {
      permission: securityKeyUsePermission,
      run: ({ caller, query }) => {
        if (
          query.cursor !== undefined &&
          !/^[a-z0-9]{26}$/.test(query.cursor)
        ) {
          throw invalidCursor();
        }
        return resets.list(caller.actor, query);
      },
    })
    .handle(routes.requestKeyReset, {
      permission: securityKeyResetPermission,
      personal: () => true,
      run: ({ caller, body, correlationId }) =>
        resets.request({ actor: caller.actor, correlationId }, body),
    })
    .handle(routes.decideKeyReset, {
      // A person may refuse the removal of the own keys without any right over those of others.
      permission: ({ body }) =>
        body.decision === 'reject'
          ? securityKeyUsePermission
          : securityKeyResetPermission,
      // To say no is never too late.
      personal: ({ body }) => body.decision === 'approve',
      run: ({ caller, params, body, correlationId, stepUpGrant }) =>
        resets.decide(
          { actor: caller.actor, correlationId, grant: stepUpGrant },
          params.reset,
          body,
        ),
    });
}
