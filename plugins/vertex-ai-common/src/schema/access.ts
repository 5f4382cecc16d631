import { z } from 'zod';
import { actions, Role, roles } from '../actions';
import { environmentNameSchema, locationSchema } from './basics';

/** Something that must be added to a request before it is carried out. */
const stepUpShape = {
  /** How old the signature may be when it is used. */
  maxAgeSeconds: z.number().int().positive(),
  /** Whether the key must be bound to one device: a security key, not a passkey that a cloud copies. */
  hardware: z.boolean(),
};

export const requirementSchema = z.discriminatedUnion('kind', [
  /** The person signs the intent with a security key (WebAuthn), with user verification. */
  z.object({ kind: z.literal('stepUp'), ...stepUpShape }),
  /** Other people agree to exactly this intent. */
  z.object({
    kind: z.literal('approvals'),
    count: z.number().int().positive(),
    /** Entity refs of the groups whose members may approve. */
    from: z.array(z.string()),
    /** Whether each of the groups must be among the approvers, each by another person. */
    allGroups: z.boolean(),
    /** What an approver must bring besides the vote. */
    stepUp: z.object(stepUpShape).optional(),
    /** After so long without the last approval the request expires. */
    expiresAfterHours: z.number().positive(),
    /** Whether the request, and every approval, must say why. */
    reason: z.boolean(),
  }),
]);
export type Requirement = z.infer<typeof requirementSchema>;

/** Why an action is refused, in words for the person and in a code for the page. */
export const denyReasonSchema = z.object({
  code: z.enum([
    'unknownLocation',
    'roleMissing',
    'permissionMissing',
    'modelRule',
    'guardrail',
  ]),
  message: z.string(),
  /** Roles of which any one would allow it. */
  missingRoles: z.array(z.enum(roles)),
  /** Whom to ask: entity refs or a contact from the configuration. */
  grantedBy: z.array(z.string()),
  /** The permission that Backstage's permission policy does not grant; present with `permissionMissing`. */
  permission: z.string().optional(),
  /** Name of the guardrail that is not met; present with `guardrail`. */
  guardrail: z.string().optional(),
  /** Present with `roleMissing` where a rule asks for claims of the sign-in only, and there are none: too old, or not readable. */
  claimsMissing: z.enum(['expired', 'unread']).optional(),
  /** Name of the rule for single models that refuses; present with `modelRule`. */
  modelRule: z.string().optional(),
});
export type DenyReason = z.infer<typeof denyReasonSchema>;

/** A guardrail that is only observed and would refuse. */
export const observationSchema = z.object({
  guardrail: z.string(),
  message: z.string(),
});
export type Observation = z.infer<typeof observationSchema>;

/** Absent where no guardrail was asked, which is before it is known what exactly is wanted. */
const observedSchema = z.array(observationSchema).optional();

/** Which rules of the configuration grant a role. */
const grantedSchema = {
  role: z.enum(roles),
  /** Name of the access rule that matched; of several that do, the first. */
  rule: z.string().optional(),
  /** The rules for single models that matched besides, as `model rule/access rule`; absent where none applied. */
  modelRules: z.array(z.string()).optional(),
  /** Why guardrails and rules for single models could not be asked, though there are some. The decision is then on the role alone. */
  unasked: z.string().optional(),
};

/** The policy's answer. */
export const decisionSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('allowed'),
    ...grantedSchema,
    observed: observedSchema,
  }),
  z.object({
    outcome: z.literal('denied'),
    reasons: z.array(denyReasonSchema).min(1),
    observed: observedSchema,
  }),
  z.object({
    outcome: z.literal('needs'),
    ...grantedSchema,
    requirements: z.array(requirementSchema).min(1),
    observed: observedSchema,
  }),
]);
export type Decision = z.infer<typeof decisionSchema>;

export const strategyKinds = [
  'workloadIdentityFederation',
  'serviceAccountImpersonation',
  'oidcSubject',
  'azureManagedIdentity',
  'userOAuth',
] as const;
export type StrategyKind = (typeof strategyKinds)[number];

/**
 * Whom Google sees when a person acts: the person; a service account with the person behind it; or only the application, and then who it
 * was is in the reason of each request and in our own log.
 */
export const googleSees = {
  workloadIdentityFederation: 'person',
  serviceAccountImpersonation: 'personBehindAccount',
  oidcSubject: 'person',
  azureManagedIdentity: 'application',
  userOAuth: 'person',
} as const satisfies Record<StrategyKind, string>;
export type GoogleSees = (typeof googleSees)[StrategyKind];

/** Roles that can be taken out of the portal. Who approves, administrates or breaks the glass does it here only. */
export const checkoutRoles = ['viewer', 'predictor', 'deployer'] as const;
export type CheckoutRole = Extract<Role, (typeof checkoutRoles)[number]>;

/** What an environment lets people take out. */
export const checkoutTermsSchema = z.object({
  roles: z.array(z.enum(checkoutRoles)),
  maxLifetimeMinutes: z.number(),
  /** How long one token lives at most with this environment's strategy. A longer lease has to be renewable. */
  tokenMinutes: z.number(),
});
export type CheckoutTerms = z.infer<typeof checkoutTermsSchema>;

/** An environment as its caller sees it. */
export const environmentSchema = z.object({
  name: environmentNameSchema,
  title: z.string(),
  project: z.string(),
  locations: z.array(locationSchema),
  strategy: z.enum(strategyKinds),
  /** Whom Google sees when a person acts here. */
  googleSees: z.enum(['person', 'personBehindAccount', 'application']),
  /** Who answers in the catalog for what carries no label that says so. */
  catalog: z.object({
    owner: z.string().optional(),
    system: z.string().optional(),
    lifecycle: z.string().optional(),
  }),
  /** What people may take out of the portal; absent for nothing. */
  checkout: checkoutTermsSchema.optional(),
  /** The caller's roles here; empty when there are none. */
  roles: z.array(z.enum(roles)),
  /** What the caller may do here, action by action, with reasons. */
  access: z.record(z.enum(actions), decisionSchema),
});
export type Environment = z.infer<typeof environmentSchema>;
