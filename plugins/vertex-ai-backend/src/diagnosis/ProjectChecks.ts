import {
  auditLogNeeds,
  DiagnosisCheck,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import { Clock, providerOf, VertexAiError } from '../core';
import type { Credential, CredentialSource } from '../credentials';
import {
  CallContext,
  QuotasApi,
  requestReason,
  ResourceManagerApi,
} from '../google';
import { auditLogsCheck } from './auditLogs';
import { quotaCheck } from './quota';

export interface ProjectChecksServices {
  broker: Pick<CredentialSource, 'reconciler'>;
  resourceManager: Pick<ResourceManagerApi, 'auditConfigs'>;
  quotas: Pick<QuotasApi, 'limits' | 'usage'>;
  clock: Clock;
}

interface Place {
  environment: EnvironmentConfig;
  correlationId: string;
  signal: AbortSignal;
}

type CheckId = 'auditLogs' | 'quota';

/**
 * What is so of an environment whoever looks. Asked as the portal's own identity, which only reads: nobody else needs to read the
 * policy of a project for it, and of that policy only the verdict is told.
 */
export class ProjectChecks {
  readonly #services: ProjectChecksServices;

  constructor(services: ProjectChecksServices) {
    this.#services = services;
  }

  async checks(place: Place): Promise<DiagnosisCheck[]> {
    const { environment, correlationId } = place;
    let credential: Credential;
    try {
      credential = await this.#services.broker.reconciler(
        environment.name,
        correlationId,
      );
    } catch (error) {
      return (['auditLogs', 'quota'] as const).map(id =>
        unknownBecause(id, error),
      );
    }
    const ctx = contextOf(place, credential);
    return Promise.all([
      this.#attempt('auditLogs', { environment, credential }, () =>
        this.#auditLogs(environment, ctx),
      ),
      this.#attempt('quota', { environment, credential }, () =>
        this.#quota(environment, ctx),
      ),
    ]);
  }

  async #auditLogs(
    { project, credentials }: EnvironmentConfig,
    ctx: CallContext,
  ): Promise<DiagnosisCheck> {
    const { resourceManager } = this.#services;
    const own = {
      project,
      needs: auditLogNeeds.environment,
      configs: await resourceManager.auditConfigs(project, ctx),
    };
    if (!('audience' in credentials)) {
      return auditLogsCheck([own]);
    }
    const { number } = providerOf(credentials.audience);
    const identity = {
      project: `project ${number} of the identity pool`,
      needs: auditLogNeeds.identity,
      configs: await resourceManager.auditConfigs(number, ctx),
    };
    return auditLogsCheck([own, identity]);
  }

  async #quota(
    { project, locations }: EnvironmentConfig,
    ctx: CallContext,
  ): Promise<DiagnosisCheck> {
    const { quotas, clock } = this.#services;
    const [limits, usage] = await Promise.all([
      quotas.limits(project, ctx),
      quotas.usage({ project, now: clock.now() }, ctx),
    ]);
    return quotaCheck({ project, locations, limits, usage });
  }

  async #attempt(
    id: CheckId,
    who: { environment: EnvironmentConfig; credential: Credential },
    check: () => Promise<DiagnosisCheck>,
  ): Promise<DiagnosisCheck> {
    try {
      return await check();
    } catch (error) {
      return unknownBecause(id, error, who);
    }
  }
}

function contextOf(
  { correlationId, signal }: Place,
  credential: Credential,
): CallContext {
  return {
    credential,
    correlationId,
    reason: requestReason({ correlationId }),
    signal,
  };
}

/** What could not be looked at is no pass; what is ours goes on. */
function unknownBecause(
  id: CheckId,
  error: unknown,
  who?: { environment: EnvironmentConfig; credential: Credential },
): DiagnosisCheck {
  if (!VertexAiError.is(error)) {
    throw error;
  }
  return {
    id,
    outcome: 'unknown',
    message: who
      ? error.message
      : `The portal's own identity, which looks at this, did not get in. ${error.message}`,
    repair:
      who && error.code === 'google_permission_denied'
        ? `Grant the role of the reconciler to ${who.credential.principal}, in ${who.environment.project} and in the project of the identity pool; deploy/gcloud/setup.sh and deploy/terraform do both.`
        : undefined,
  };
}
