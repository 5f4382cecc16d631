import { Role, roles } from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';
import { checkNames, evenIfWrong } from './checks';
import { groupSchema, nameSchema, refSchema, subjectSchema } from './refs';

/** What Backstage itself writes into its tokens; who somebody is has lists of its own. */
const RESERVED_CLAIMS = [
  'iss',
  'sub',
  'aud',
  'exp',
  'iat',
  'nbf',
  'jti',
  'ent',
  'uip',
];

const claimNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/,
    'the name of a claim: letters, digits and . _ : / -',
  )
  .refine(
    name => !RESERVED_CLAIMS.includes(name),
    "Backstage's own claims say who somebody is; for that a rule has groups and users",
  );

const claimValueSchema = z.union(
  [z.string().min(1).max(256), z.number(), z.boolean()],
  'a text, a number, true or false, or a list of such values',
);

/**
 * The claim has this value; of a list, one of them. A claim that is itself a list has it among its values. What is written and empty is
 * a mistake: a value that is missing, as of a variable that is not set, leaves a rule that admits more than it seems to.
 */
const claimsSchema = z
  .record(
    claimNameSchema,
    z
      .union(
        [claimValueSchema, z.array(claimValueSchema).max(50)],
        'a text, a number, true or false, or a list of such values',
      )
      .transform(value => [value].flat())
      .refine(
        values => values.length > 0,
        'a text, a number, true or false, or a list of such values, of which there is at least one',
      ),
  )
  .refine(
    claims => Object.keys(claims).length > 0,
    'name a claim and its value, or leave claims out; a value that is null, or a variable that is not set, is none',
  );

const ruleSchema = z
  .strictObject({
    name: nameSchema.optional(),
    groups: z.array(groupSchema).default([]),
    users: z.array(refSchema('user', 'dana.deployer')).default([]),
    services: z.array(subjectSchema).default([]),
    claims: claimsSchema.optional().transform(claims => claims ?? {}),
  })
  .refine(
    ({ groups, users, services, claims }) =>
      groups.length + users.length + services.length > 0 ||
      Object.keys(claims).length > 0,
    'a role names at least one group, user, service or claim',
  )
  .refine(
    ({ services, claims }) =>
      services.length === 0 || Object.keys(claims).length === 0,
    'a service has no sign-in and so no claims; give it a rule of its own',
  );

/** One rule, or a list of them. A mistake is told at the place where it was written. */
const grantSchema = z.unknown().transform((value, context) => {
  const schema = Array.isArray(value)
    ? z.array(ruleSchema).min(1).superRefine(checkNames, evenIfWrong)
    : ruleSchema;
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    parsed.error.issues.forEach(issue =>
      context.issues.push({ ...issue, input: value } as never),
    );
    // What comes after still runs where the mistake is a key that there is not.
    return [];
  }
  return [parsed.data].flat();
});

/**
 * One way to a role. All that it names has to hold: to be one of those whom it lists, where it lists anybody, and to have each of its
 * claims.
 */
export interface AccessRule extends z.output<typeof ruleSchema> {
  /** Unique among the rules of its role, also where nobody has given one. */
  name: string;
}

/** The ways to each role. A role that is not there nobody has. */
export type AccessRules = Partial<Record<Role, readonly AccessRule[]>>;

export const accessSchema = z
  .partialRecord(z.enum(roles), grantSchema)
  .transform(withNames);

/** A rule without a name is called as its role is, the second of a list `deployer#2`, as nobody can call one. */
function withNames(
  access: Partial<Record<Role, z.output<typeof ruleSchema>[]>>,
): AccessRules {
  return Object.fromEntries(
    Object.entries(access).map(([role, rules]) => [
      role,
      rules.map((rule, index) => ({
        ...rule,
        name: rule.name ?? (rules.length === 1 ? role : `${role}#${index + 1}`),
      })),
    ]),
  );
}

const labelKeySchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,62}$/,
    'a label key starts with a lower-case letter and has at most 63 of a-z 0-9 _ -',
  );

const modelRuleSchema = z.strictObject({
  name: nameSchema,
  match: z
    .strictObject({
      labels: z
        .record(
          labelKeySchema,
          z
            .string()
            .regex(/^[a-z0-9_-]{1,63}$/, 'a label value of a-z 0-9 _ -'),
        )
        .default({}),
      namePattern: z
        .string()
        .regex(
          /^[A-Za-z0-9 ._*-]{1,128}$/,
          'a display name with * for any number of characters, in plain letters and digits',
        )
        .optional(),
    })
    .refine(
      ({ labels, namePattern }) =>
        Object.keys(labels).length > 0 || namePattern !== undefined,
      'say which models it is about: labels, namePattern or both',
    ),
  access: accessSchema,
});
/** Who may do something to the models that it matches, besides holding the role in the environment. */
export type ModelRule = z.output<typeof modelRuleSchema>;

export const modelRulesSchema = z.array(modelRuleSchema);
