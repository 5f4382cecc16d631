import { z } from 'zod';

/** A ref of another kind would never match anybody, and nobody would be told. */
export const refSchema = (kind: 'user' | 'group' | 'system', example: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${kind}:[a-z0-9-_.]+/[a-zA-Z0-9-_.]+$`),
      `a full entity ref such as ${kind}:default/${example}`,
    )
    // Backstage compares refs in lower case; a capital here would never match anybody.
    .transform(ref => ref.toLocaleLowerCase('en-US'));

export const groupSchema = refSchema('group', 'ml-deployers');

/** What Backstage calls a service: `plugin:catalog`, `external:ci`. */
export const subjectSchema = z
  .string()
  .min(1)
  .regex(
    /^(?!(user|group):)/,
    'a service subject such as external:ci-deployer; people and groups have lists of their own',
  );

/** Of a rule or a guardrail, which refusals and the log name. */
export const nameSchema = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'lower-case letters, digits and single dashes',
  );
