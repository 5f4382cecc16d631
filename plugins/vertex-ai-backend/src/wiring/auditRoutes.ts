import {
  auditReadPermission,
  routes,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { invalidCursor, VertexAiError } from '../core';
import type { Caller } from '../http';
import { notGranted } from '../policy';
import type { Foundation } from './foundation';

/** The log, in the environments that the caller audits. Entries of no environment need every one of them. */
export function addAuditRoutes(foundation: Foundation): void {
  const { api, audit, policy } = foundation;
  api.handle(routes.listAudit, {
    run: async ({ caller, query }) => {
      const environments = await auditedBy(
        foundation,
        caller,
        query.environment,
      );
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

/** @throws VertexAiError `forbidden` or `role_missing` when the caller audits nothing of what is asked for */
async function auditedBy(
  { access, policy }: Foundation,
  caller: Caller,
  environment: string | undefined,
): Promise<string[]> {
  const audited = await access.readable(caller, 'audit.read', { environment });
  if (audited.length === 0) {
    const { actor } = caller;
    throw policy.environmentsFor(actor, 'audit.read').length > 0
      ? notGranted(auditReadPermission, actor.ref)
      : new VertexAiError(
          'role_missing',
          `${actor.ref} needs the role auditor or admin in at least one environment to read the log.`,
        );
  }
  return audited.map(({ name }) => name);
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
