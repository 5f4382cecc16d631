import {
  auditReadPermission,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Actor, invalidCursor, VertexAiError } from '../core';
import { Policy, roleFor } from '../policy';
import type { Foundation } from './foundation';

/** The log, in the environments that the caller audits. Entries of no environment need every one of them. */
export function addAuditRoutes({ api, audit, policy }: Foundation): void {
  api.handle(routes.listAudit, {
    permission: auditReadPermission,
    run: async ({ caller, query }) => {
      const environments = auditedBy(policy, caller.actor, query.environment);
      return audit.list({
        environments,
        withoutEnvironment:
          query.environment === undefined &&
          environments.length === policy.environments.length,
        correlationId: query.correlationId,
        deploymentId: query.deploymentId,
        event: query.event,
        limit: query.limit,
        before: readCursor(query.cursor),
      });
    },
  });
}

/** @throws VertexAiError `role_missing` when the caller audits nothing of what is asked for */
function auditedBy(
  policy: Policy,
  actor: Actor,
  environment: string | undefined,
): string[] {
  if (environment !== undefined) {
    roleFor(policy, actor, { action: 'audit.read', environment });
    return [environment];
  }
  const audited = policy
    .environmentsFor(actor, 'audit.read')
    .map(({ name }) => name);
  if (audited.length === 0) {
    throw new VertexAiError(
      'role_missing',
      `${actor.ref} needs the role auditor or admin in at least one environment to read the log.`,
    );
  }
  return audited;
}

function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  if (!/^[1-9][0-9]{0,14}$/.test(cursor)) {
    throw invalidCursor();
  }
  return Number(cursor);
}
