import { z } from 'zod';
import { actions, roles } from '../actions';
import { checkoutRoles, strategyKinds } from './access';
import {
  environmentNameSchema,
  instantSchema,
  pageOf,
  pageQuerySchema,
  textSchema,
} from './basics';

const leaseIdSchema = z.string().regex(/^[a-z0-9]{26}$/, 'a lease id');

/** A person by full entity ref, or a service by its subject, as the log has them. */
const actorSchema = z
  .string()
  .max(255)
  .regex(
    /^(user:[^\s:/]+\/[^\s:/]+|(?!(user|group):)[\x21-\x7e]+:[\x21-\x7e]+)$/,
    'a full entity ref such as user:default/dana.deployer, or a service subject such as external:ci',
  )
  // Backstage compares refs in lower case; a capital here would end nobody's access, and nobody would be told.
  .transform(ref =>
    ref.startsWith('user:') ? ref.toLocaleLowerCase('en-US') : ref,
  );

const reasonSchema = textSchema(1000)
  .transform(text => text.trim())
  .refine(text => text.length >= 3, 'say why, in at least three letters');

/** What is ended: one credential, a person here or everywhere, an environment for everybody, or everything. */
export const endScopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lease'), lease: leaseIdSchema }),
  z.strictObject({
    kind: z.literal('actor'),
    actor: actorSchema,
    /** Absent: in every environment, also in those to come. */
    environment: environmentNameSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('environment'),
    environment: environmentNameSchema,
  }),
  z.strictObject({ kind: z.literal('everything') }),
]);
export type EndScope = z.infer<typeof endScopeSchema>;

export const endRequestSchema = z.strictObject({
  scope: endScopeSchema,
  reason: reasonSchema,
});

export const restoreRequestSchema = z.strictObject({ reason: reasonSchema });

/** That access was ended, by whom and why, and whether somebody has lifted it. */
export const endingSchema = z.object({
  id: z.string(),
  scope: z.enum(['lease', 'actor', 'environment', 'everything']),
  /** The lease that was ended; with the scope `lease`. */
  lease: z.string().optional(),
  /** Whose access; absent for everybody's. */
  actor: z.string().optional(),
  /** Absent for every environment. */
  environment: z.string().optional(),
  by: z.string(),
  reason: z.string(),
  at: instantSchema,
  /** Absent while it holds. That of a lease is never lifted. */
  restored: z
    .object({ by: z.string(), reason: z.string(), at: instantSchema })
    .optional(),
});
export type Ending = z.infer<typeof endingSchema>;

export const endingPageSchema = pageOf(endingSchema);

export const endingQuerySchema = pageQuerySchema.extend({
  /** `true`: only what holds now. */
  inForce: z.enum(['true', 'false']).default('false'),
});

/** Faster switches at Google, from the one that hits the fewest to the one that hits everybody. */
export const googleSwitches = [
  /** Denies the one person what our roles take, whatever is granted. */
  'denyPrincipal',
  /** Takes what is granted to the environment's roles away. */
  'removeBinding',
  /** Stops the account, for everybody who acts through it. */
  'disableServiceAccount',
  /** Stops new exchanges of everybody who comes through the provider. */
  'disableProvider',
  /** Stops everybody who comes through the pool. */
  'disablePool',
] as const;
export type GoogleSwitch = (typeof googleSwitches)[number];

/** What an ending leaves behind in one environment: we mint nothing more, but Google takes what is out and not revoked until its own end. */
export const aftermathSchema = z.object({
  environment: environmentNameSchema,
  title: z.string(),
  strategy: z.enum(strategyKinds),
  /** How many credentials are still out. */
  credentials: z.number().int(),
  /** Until when Google may take the last of them; absent when none is out. */
  honouredUntil: instantSchema.optional(),
  /**
   * How many people's own Google tokens (`userOAuth`) Google has revoked because of it. As the log says now: replicas revoke what they hold
   * after the ending, so there may be more in a moment.
   */
  revoked: z.number().int(),
  /** How many could not be revoked, after several attempts, and may live until their end. */
  notRevoked: z.number().int(),
  switches: z.array(
    z.object({
      id: z.enum(googleSwitches),
      /** For a shell with the Google Cloud CLI. */
      command: z.string(),
    }),
  ),
});
export type Aftermath = z.infer<typeof aftermathSchema>;

export const endingWithAftermathSchema = endingSchema.extend({
  aftermath: z.array(aftermathSchema),
});
export type EndingWithAftermath = z.infer<typeof endingWithAftermathSchema>;

/** What holds of the caller's own access. */
export const ownAccessSchema = z.object({
  /** Endings in force that concern the caller: by name, by environment, or everybody. */
  endings: z.array(endingSchema),
  /** The environments in which the caller may end somebody's access. */
  mayEndIn: z.array(environmentNameSchema),
  /** Whether the caller may end somebody's access everywhere, and everything. */
  mayEndEverywhere: z.boolean(),
});
export type OwnAccess = z.infer<typeof ownAccessSchema>;

export const leaseUses = ['read', 'change', 'deployment', 'checkout'] as const;

/** The record of a credential that was handed out or is in use; never the token. */
export const leaseSchema = z.object({
  id: z.string(),
  actor: z.string(),
  environment: environmentNameSchema,
  role: z.enum([...roles, 'reconciler']),
  strategy: z.enum(strategyKinds),
  /** Whom Google sees. */
  principal: z.string(),
  /** `read`: lists, details, predictions and previews. `change`: one change. `checkout`: taken out of the portal. */
  usedFor: z.enum(leaseUses),
  deploymentId: z.string().optional(),
  action: z.enum(actions).optional(),
  /** Why it was checked out. */
  reason: z.string().optional(),
  since: instantSchema,
  /** When it ends here. */
  until: instantSchema,
  /** Until when Google may take the last token of it, whatever happens here. */
  honouredUntil: instantSchema,
  renewable: z.boolean(),
  renewedAt: instantSchema.optional(),
  /** Whether it was ended here before its time. */
  ended: z.boolean(),
});
export type Lease = z.infer<typeof leaseSchema>;

export const leasePageSchema = pageOf(leaseSchema);

export const leaseQuerySchema = pageQuerySchema.extend({
  /** `own`: the caller's. `everybody`: in the environments that the caller audits. */
  whose: z.enum(['own', 'everybody']).default('own'),
  environment: environmentNameSchema.optional(),
  actor: textSchema(255).optional(),
  usedFor: z.enum(leaseUses).optional(),
});
export type LeaseQuery = z.infer<typeof leaseQuerySchema>;

export const checkoutRequestSchema = z.strictObject({
  role: z.enum(checkoutRoles),
  /** Of the lease. */
  lifetimeMinutes: z.number().int().min(1).max(720),
  reason: reasonSchema,
  /** Whether to get a configuration too that renews the token through the portal while the lease lives. */
  renewable: z.boolean().default(false),
});
export type CheckoutRequest = z.infer<typeof checkoutRequestSchema>;

/** A checked-out credential. The token, and the secret inside the configuration, are shown this once. */
export const checkedOutSchema = z.object({
  lease: leaseSchema,
  /** Google access token. */
  accessToken: z.string(),
  /** Of this token. */
  expiresAt: instantSchema,
  /** An `external_account` configuration for Google's libraries; with a renewable lease. */
  configuration: z.record(z.string(), z.json()).optional(),
});
export type CheckedOut = z.infer<typeof checkedOutSchema>;
