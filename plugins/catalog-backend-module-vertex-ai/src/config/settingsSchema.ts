import {
  environmentNameSchema,
  LABEL_LIFECYCLE,
  LABEL_OWNER,
  LABEL_SYSTEM,
} from '@backstage-vertex/plugin-vertex-ai-common';
import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { z } from 'zod';

/** Reads a ref that may leave out its kind and its namespace, and writes it in full. */
const refOf = (defaultKind: string) =>
  z.string().transform((text, context) => {
    const ref = parseRef(text, defaultKind);
    if (ref) {
      return stringifyEntityRef(ref);
    }
    context.addIssue({
      code: 'custom',
      message: `'${text}' is not an entity ref such as ${defaultKind}:default/payments`,
    });
    return z.NEVER;
  });

function parseRef(text: string, defaultKind: string) {
  try {
    const ref = parseEntityRef(text, {
      defaultKind,
      defaultNamespace: 'default',
    });
    return KubernetesValidatorFunctions.isValidKind(ref.kind) &&
      KubernetesValidatorFunctions.isValidNamespace(ref.namespace) &&
      KubernetesValidatorFunctions.isValidObjectName(ref.name)
      ? ref
      : undefined;
  } catch {
    return undefined;
  }
}

const labelKey = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,62}$/,
    'a Google label key: a lower-case letter, then at most 62 of a-z 0-9 _ -',
  );

/** Everything but the schedule, which the framework reads itself. */
export const settingsSchema = z.strictObject({
  schedule: z.unknown().optional(),
  environments: z
    .array(environmentNameSchema)
    .min(1, 'name at least one environment, or leave the key out for all')
    .optional(),
  owner: refOf('group').default('group:default/unknown'),
  system: refOf('system').optional(),
  lifecycle: z.string().min(1, 'a lifecycle such as production').optional(),
  labels: z
    .strictObject({
      owner: labelKey.default(LABEL_OWNER),
      system: labelKey.default(LABEL_SYSTEM),
      lifecycle: labelKey.default(LABEL_LIFECYCLE),
    })
    .prefault({}),
  removalGuard: z
    .strictObject({
      maxPercentage: z.number().min(0).max(100).default(30),
      alwaysAllowed: z.number().int().min(0).default(5),
    })
    .prefault({}),
  deployments: z
    .strictObject({
      maxAgeDays: z.number().min(0).default(90),
      maxCount: z.number().int().min(0).default(500),
    })
    .prefault({}),
});
