import { z } from 'zod';
import {
  correlationIdSchema,
  environmentNameSchema,
  instantSchema,
  pageOf,
  pageQuerySchema,
  textSchema,
} from './basics';

export const auditEvents = [
  'decision',
  'handshake.hop',
  'handshake.diagnosed',
  'effect.intended',
  'effect.finished',
  'deployment.requested',
  'deployment.phase',
  'deployment.revised',
  /** The approvals were skipped in an emergency. */
  'deployment.glassBroken',
  'deployment.glassReviewed',
  'approval.voted',
  'model.uploadAccepted',
  'model.uploaded',
  'model.aliasesChanged',
  'prediction.invoked',
  'issuer.keyCreated',
  'securityKey.added',
  'securityKey.renamed',
  'securityKey.removed',
  'securityKey.locked',
  'securityKey.resetRequested',
  'securityKey.resetDecided',
  'stepUp.signed',
  'stepUp.refused',
  'issuer.keysReplaced',
  'access.ended',
  'access.restored',
  /** A person's own Google token, because of an ending: whether Google has revoked it. */
  'token.revoked',
  'credential.checkedOut',
  'credential.renewed',
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/** One line of the append-only log. */
export const auditEntrySchema = z.object({
  /** Position in the log, from 1, without gaps. */
  index: z.number().int(),
  at: instantSchema,
  event: z.enum(auditEvents),
  outcome: z.enum(['success', 'failure', 'denied', 'needs']),
  actor: z.string(),
  environment: environmentNameSchema.optional(),
  action: z.string().optional(),
  correlationId: correlationIdSchema.optional(),
  deploymentId: z.string().optional(),
  detail: z.record(z.string(), z.json()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditPageSchema = pageOf(auditEntrySchema);
export type AuditPage = z.infer<typeof auditPageSchema>;

export const auditQuerySchema = pageQuerySchema.extend({
  environment: environmentNameSchema.optional(),
  correlationId: correlationIdSchema.optional(),
  deploymentId: textSchema(64).optional(),
  event: z.enum(auditEvents).optional(),
});
