import { z } from 'zod';
import { actions, roles } from '../actions';
import { strategyKinds } from './access';
import { environmentNameSchema, instantSchema } from './basics';

export const hopNames = [
  'identity',
  'role',
  'subjectToken',
  'tokenInfo',
  'assertion',
  'sts',
  'impersonation',
] as const;
export type HopName = (typeof hopNames)[number];

/** One hop of the walk from a person to a Google credential. Never holds a token. */
export const hopSchema = z.object({
  hop: z.enum(hopNames),
  outcome: z.enum(['passed', 'failed']),
  durationMs: z.number(),
  /** What was asserted at this hop. */
  claims: z.record(z.string(), z.json()).optional(),
  /** Who the caller is after this hop, as Google writes it. */
  principal: z.string().optional(),
  error: z
    .object({
      /** Google's error name, or ours. */
      code: z.string(),
      /** Google's own words. */
      message: z.string(),
      /** What it means and what repairs it. */
      explanation: z.string().optional(),
    })
    .optional(),
});
export type Hop = z.infer<typeof hopSchema>;

/** The record of one walk: identity, role, assertion, token exchange, impersonation. */
export const handshakeSchema = z.object({
  id: z.string(),
  correlationId: z.string(),
  deploymentId: z.string().optional(),
  /** Entity ref of the person, or `service:…`. */
  actor: z.string(),
  environment: environmentNameSchema,
  role: z.enum([...roles, 'reconciler']),
  /** Absent for a shared read credential. */
  action: z.enum(actions).optional(),
  intentDigest: z.string().optional(),
  strategy: z.enum(strategyKinds),
  outcome: z.enum(['passed', 'failed']),
  startedAt: instantSchema,
  principal: z.string().optional(),
  /** When the credential ends. */
  expiresAt: instantSchema.optional(),
  hops: z.array(hopSchema),
});
export type Handshake = z.infer<typeof handshakeSchema>;
