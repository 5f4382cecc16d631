import { Action, Requirement } from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';
import { guardrailMistake } from '../core';
import { accessSchema, modelRulesSchema } from './accessSchema';
import { credentialsSchema } from './credentialsSchema';
import { baseUrlSchema, locationOriginSchema, originSchema } from './addresses';
import { checkCheckout, checkoutSchema } from './checkout';
import {
  checkNames,
  checkOperators,
  checkRepetition,
  checkServiceAccounts,
  checkSharedEndpoints,
  evenIfWrong,
} from './checks';
import { groupSchema, nameSchema, refSchema, subjectSchema } from './refs';
import { stepUpConfigSchema } from './stepUpSchema';

const groupOrUserSchema = z.union([
  groupSchema,
  refSchema('user', 'dana.deployer'),
]);

const stepUpSchema = z.strictObject({
  maxAgeSeconds: z.number().int().min(30).max(3600).default(300),
  hardware: z.boolean().default(false),
});

const requiresSchema = z
  .strictObject({
    stepUp: stepUpSchema.optional(),
    approvals: z
      .strictObject({
        count: z.number().int().min(1).max(10),
        from: z.array(groupSchema).min(1).superRefine(checkRepetition('group')),
        allGroups: z.boolean().default(false),
        stepUp: stepUpSchema.optional(),
        expiresAfterHours: z.number().min(0.25).max(720).default(72),
        reason: z.boolean().default(false),
      })
      .refine(
        ({ count, from, allGroups }) => !allGroups || count >= from.length,
        'with allGroups every group sends another person, so count is at least the number of groups',
      )
      .optional(),
  })
  .refine(
    ({ stepUp, approvals }) => stepUp !== undefined || approvals !== undefined,
    'demand stepUp, approvals or both; leave the action out to demand nothing',
  )
  .transform(toRequirements);

/** What approvals are collected for. */
const approvedActions: [Action, ...Action[]] = [
  'deployment.create',
  'deployment.undeploy',
  'traffic.set',
];

/** What a guardrail can look at. */
const guardedActions: [Action, ...Action[]] = [
  'model.upload',
  'model.update',
  ...approvedActions,
  'credential.checkout',
];

/** What a signature can be demanded for. What stops or ends something never waits for one. */
const signedActions: [Action, ...Action[]] = [
  ...guardedActions,
  'deployment.breakGlass',
];

const guardrailSchema = z.strictObject({
  name: nameSchema,
  actions: z.array(z.enum(guardedActions)).min(1).default(guardedActions),
  expression: z.string().superRefine((expression, context) => {
    const mistake = guardrailMistake(expression);
    if (mistake !== undefined) {
      context.addIssue({ code: 'custom', message: `CEL: ${mistake}` });
    }
  }),
  mode: z.enum(['enforce', 'observe']).default('enforce'),
  message: z.string().min(1).max(500),
});
/** A rule over what is asked, whoever asks. */
export type GuardrailConfig = z.infer<typeof guardrailSchema>;

export const environmentSchema = z
  .strictObject({
    title: z.string().min(1).optional(),
    project: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'a Google project id'),
    projectNumber: z
      .string()
      .regex(/^[0-9]+$/, 'the project number as a string of digits'),
    locations: z
      .array(
        z
          .string()
          .regex(/^[a-z]+-[a-z]+[0-9]+$/, 'a location such as europe-west4'),
      )
      .min(1)
      .superRefine(checkRepetition('location'), evenIfWrong),
    credentials: credentialsSchema,
    access: accessSchema,
    models: modelRulesSchema.superRefine(checkNames, evenIfWrong).default([]),
    grantedBy: z.array(z.string().min(1)).default([]),
    requires: z
      .partialRecord(z.enum(signedActions), requiresSchema)
      .superRefine(checkApprovable)
      .default({}),
    guardrails: z
      .array(guardrailSchema)
      .superRefine(checkNames, evenIfWrong)
      .default([]),
    checkout: checkoutSchema.optional(),
    catalog: z
      .strictObject({
        owner: groupOrUserSchema.optional(),
        system: refSchema('system', 'payments').optional(),
        lifecycle: z.string().min(1).optional(),
      })
      .default({}),
  })
  .superRefine(checkServiceAccounts, evenIfWrong)
  .superRefine(checkCheckout, evenIfWrong);

const wholeSchema = z.strictObject({
  administrators: z
    .strictObject({
      groups: z.array(groupSchema).default([]),
      users: z.array(refSchema('user', 'dana.deployer')).default([]),
    })
    .prefault({}),
  services: z
    .record(
      subjectSchema,
      z.strictObject({
        operatedBy: z
          .array(groupOrUserSchema)
          .min(1, 'name at least one group or user'),
      }),
    )
    .default({}),
  issuer: z
    .strictObject({
      url: baseUrlSchema.optional(),
      assertionTtlSeconds: z.number().int().min(60).max(600).default(600),
      keys: z
        .strictObject({
          rotationHours: z.number().min(1).max(8760).default(720),
          publishMinutes: z.number().min(1).max(1440).default(10),
        })
        .refine(
          keys => keys.publishMinutes < keys.rotationHours * 60,
          'publishMinutes must be less than rotationHours, or the next key would be due before its predecessor signs',
        )
        .prefault({}),
    })
    .prefault({}),
  /** For the frontend; here only so that a wrong key is found. */
  googleSignIn: z.strictObject({ environment: z.string().min(1) }).optional(),
  environments: z
    .record(
      z
        .string()
        .max(63)
        .regex(
          /^[a-z0-9]+(-[a-z0-9]+)*$/,
          'lower-case letters, digits and single dashes',
        ),
      environmentSchema,
    )
    .refine(
      environments => Object.keys(environments).length > 0,
      'configure at least one environment',
    )
    .superRefine(checkSharedEndpoints, evenIfWrong),
  stepUp: stepUpConfigSchema,
  google: z
    .strictObject({
      sts: originSchema.default('https://sts.googleapis.com'),
      iamCredentials: originSchema.default(
        'https://iamcredentials.googleapis.com',
      ),
      oauth2: originSchema.default('https://oauth2.googleapis.com'),
      aiplatform: locationOriginSchema.default(
        'https://{location}-aiplatform.googleapis.com',
      ),
      resourceManager: originSchema.default(
        'https://cloudresourcemanager.googleapis.com',
      ),
      quotas: originSchema.default('https://cloudquotas.googleapis.com'),
      monitoring: originSchema.default('https://monitoring.googleapis.com'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      googleTimeoutSeconds: z.number().min(1).max(300).default(30),
      deploymentTimeoutMinutes: z.number().min(10).max(1440).default(120),
      diagnosesPerMinute: z.number().int().min(1).max(600).default(10),
      inventoryMaxAgeSeconds: z.number().min(5).max(3600).default(30),
      claimsMaxAgeHours: z.number().min(1).max(720).default(24),
    })
    .prefault({}),
});

/** The whole of `vertexAi` in the configuration; `config.d.ts` says what each key means. */
export const vertexAiSchema = wholeSchema.superRefine(checkOperators);

/** A demand that nobody could ever meet would only be found out by the first who needs it. */
function checkApprovable(
  requires: Partial<Record<Action, Requirement[]>>,
  context: z.RefinementCtx,
): void {
  for (const [action, requirements] of Object.entries(requires)) {
    if (
      // One with a mistake of its own is still as it was written.
      Array.isArray(requirements) &&
      requirements.some(({ kind }) => kind === 'approvals') &&
      !approvedActions.includes(action as Action)
    ) {
      context.addIssue({
        code: 'custom',
        path: [action, 'approvals'],
        message: `approvals are collected for ${approvedActions.join(
          ', ',
        )} only`,
      });
    }
  }
}

type RequirementOf<K extends Requirement['kind']> = Omit<
  Extract<Requirement, { kind: K }>,
  'kind'
>;

function toRequirements(requires: {
  stepUp?: RequirementOf<'stepUp'>;
  approvals?: RequirementOf<'approvals'>;
}): Requirement[] {
  return [
    ...(requires.stepUp
      ? [{ kind: 'stepUp' as const, ...requires.stepUp }]
      : []),
    ...(requires.approvals
      ? [{ kind: 'approvals' as const, ...requires.approvals }]
      : []),
  ];
}
