import { z } from 'zod';
import { actions, roles } from '../actions';
import { decisionSchema, requirementSchema } from './access';
import {
  environmentNameSchema,
  locationSchema,
  pageQuerySchema,
} from './basics';
import { deploymentRequestSchema } from './deployment';

const claimValueSchema = z.union([z.string(), z.number(), z.boolean()]);
const claimsSchema = z.record(
  z.string().max(128),
  z.union([claimValueSchema, z.array(claimValueSchema)]),
);

/** An access rule and what came of asking it. Everything that it names has to hold. */
export const ruleResultSchema = z.object({
  rule: z.string(),
  matched: z.boolean(),
  /** Groups of which the actor would have to be in one, or a user or service that the rule names, as far as it lists anybody. */
  groups: z.array(z.string()),
  /** How many users and services it names besides. */
  users: z.number().int(),
  services: z.number().int(),
  /** Claims of the sign-in that it asks for, each with the values that will do. */
  claims: z.record(z.string(), z.array(claimValueSchema)),
  /** What does not hold: `member`, or the name of a claim. Empty when it matches. */
  unmet: z.object({ member: z.boolean(), claims: z.array(z.string()) }),
});
export type AccessRuleResult = z.infer<typeof ruleResultSchema>;

/** A role that would do, with the rules that grant it. */
export const roleResultSchema = z.object({
  role: z.enum(roles),
  held: z.boolean(),
  rules: z.array(ruleResultSchema),
});
export type RoleResult = z.infer<typeof roleResultSchema>;

/** A rule for single models that applies, and for which model. */
export const modelRuleResultSchema = z.object({
  modelRule: z.string(),
  /** Absent where it is not known which model it is, so that it may be any. */
  model: z.string().optional(),
  roles: z.array(roleResultSchema),
});
export type ModelRuleResult = z.infer<typeof modelRuleResultSchema>;

export const guardrailResultSchema = z.object({
  guardrail: z.string(),
  mode: z.enum(['enforce', 'observe']),
  /** `unasked`: it is not known what exactly is wanted. `unevaluable`: it has no answer, which is no yes. */
  outcome: z.enum(['satisfied', 'violated', 'unevaluable', 'unasked']),
  /** For those who audit the environment. */
  expression: z.string().optional(),
  message: z.string(),
  why: z.string().optional(),
});
export type GuardrailResult = z.infer<typeof guardrailResultSchema>;

/** A decision, rule by rule. */
export const explanationSchema = z.object({
  decision: decisionSchema,
  /** Absent where none was named. */
  location: z.object({ name: z.string(), listed: z.boolean() }).optional(),
  /** Every role that would do. */
  roles: z.array(roleResultSchema),
  models: z.array(modelRuleResultSchema),
  guardrails: z.array(guardrailResultSchema),
  /** What the environment demands besides. */
  requirements: z.array(requirementSchema),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** Whose access is simulated, and to what. */
export const simulationRequestSchema = z.strictObject({
  /** Entity ref of a person, or a service subject; oneself where absent. */
  actor: z
    .string()
    .min(1)
    .max(256)
    .regex(
      /^[a-z]+:[^\s]+$/,
      'a user such as user:default/dana.deployer, or a service such as external:ci',
    )
    .optional(),
  action: z.enum(actions),
  environment: environmentNameSchema,
  location: locationSchema.optional(),
  /** What exactly is wanted, as the API would take it. Without it guardrails are not asked. */
  request: deploymentRequestSchema.optional(),
  /** The model that it is about, as the registry would have it. Default: what is in memory of the model that the request names. */
  model: z
    .strictObject({
      displayName: z.string().max(128),
      labels: z.record(z.string(), z.string()).default({}),
    })
    .optional(),
  /** Claims that the sign-in would have brought. Only to try out: they grant nothing. */
  claims: claimsSchema.optional(),
});
export type SimulationRequest = z.infer<typeof simulationRequestSchema>;

export const simulationSchema = z.object({
  actor: z.string(),
  action: z.enum(actions),
  environment: environmentNameSchema,
  /** The groups that were asked about, as they are now. */
  groups: z.array(z.string()),
  /** What Backstage's permission policy says; absent for another person, for whom nobody can ask it. */
  permission: z.object({ name: z.string(), granted: z.boolean().optional() }),
  explanation: explanationSchema,
});
export type Simulation = z.infer<typeof simulationSchema>;

/** Who is what where. */
export const accessQuerySchema = pageQuerySchema.extend({
  environment: environmentNameSchema.optional(),
  role: z.enum(roles).optional(),
  /** Only roles that would do for it: who may deploy to production? */
  action: z.enum(actions).optional(),
  /** A part of the entity ref or service subject. */
  member: z.string().max(256).optional(),
});
export type AccessQuery = z.infer<typeof accessQuerySchema>;

/** One way in which one member has a role, or would seem to. */
export const accessEntrySchema = z.object({
  environment: environmentNameSchema,
  role: z.enum(roles),
  rule: z.string(),
  /**
   * The rule for single models by which it is; absent for the role in the environment. Whoever is to change such a model needs both.
   */
  modelRule: z.string().optional(),
  /** Entity ref or service subject; absent for whoever brings the claims of the rule. */
  member: z.string().optional(),
  kind: z.enum(['user', 'service', 'anybody']),
  /** The group of the rule through which it is; absent where the rule names the member. */
  group: z.string().optional(),
  /** From the group of the rule down to the one that the member is in, where that is another. */
  path: z.array(z.string()).optional(),
  /** Claims that the sign-in has to bring besides. Who does, shows at sign-in only. */
  claims: z.record(z.string(), z.array(claimValueSchema)).optional(),
  /**
   * `granted`. `ifClaimed`: when the sign-in brings the claims. `nestedOnly`: in a child of the group; Backstage counts direct
   * membership, so it is not granted. `unknown`: named, but not in the catalog, so nobody can sign in as it. `roleMissing`: admitted by
   * a rule for single models, which is not enough, as no rule of the environment grants the role.
   */
  state: z.enum([
    'granted',
    'ifClaimed',
    'nestedOnly',
    'unknown',
    'roleMissing',
  ]),
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;

/** A rule that narrows who may do something to some models. */
export const modelRuleSchema = z.object({
  environment: environmentNameSchema,
  name: z.string(),
  /** Which models it is about: all of it has to hold. */
  match: z.object({
    labels: z.record(z.string(), z.string()),
    namePattern: z.string().optional(),
  }),
  /** Roles that it admits somebody to. Any other nobody has for these models. */
  roles: z.array(z.enum(roles)),
});
export type ModelRuleView = z.infer<typeof modelRuleSchema>;

export const accessPageSchema = z.object({
  items: z.array(accessEntrySchema),
  nextCursor: z.string().optional(),
  /** The rules for single models of these environments, as far as they count for what is asked about. */
  modelRules: z.array(modelRuleSchema),
  /** Groups that rules name and the catalog does not have: they grant nothing. */
  missingGroups: z.array(
    z.object({
      environment: environmentNameSchema,
      role: z.enum(roles),
      group: z.string(),
    }),
  ),
});
export type AccessPage = z.infer<typeof accessPageSchema>;
