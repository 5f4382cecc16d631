import { z } from 'zod';
import { actions, roles } from '../actions';
import { strategyKinds } from './access';
import {
  correlationIdSchema,
  environmentNameSchema,
  instantSchema,
} from './basics';
import { hopNames, hopSchema } from './handshake';

/** Whose walk is looked at, and in which role. Default: the caller's own, in the last of the caller's roles in the role list. */
export const diagnosisRequestSchema = z.strictObject({
  role: z.enum(roles).optional(),
  /** Entity ref of another person. Nothing is minted in another's name. */
  actor: z
    .string()
    .max(256)
    .regex(
      /^user:[^/\s]+\/[^/\s]+$/,
      'a full entity ref such as user:default/dana.deployer',
    )
    .optional(),
});
export type DiagnosisRequest = z.infer<typeof diagnosisRequestSchema>;

/** One hop as it was met just now. `skipped`: an earlier one broke, or nothing is minted. */
export const diagnosedHopSchema = z.discriminatedUnion('outcome', [
  hopSchema.extend({ outcome: z.enum(['passed', 'failed']) }),
  z.object({ hop: z.enum(hopNames), outcome: z.literal('skipped') }),
]);
export type DiagnosedHop = z.infer<typeof diagnosedHopSchema>;

/** Something besides the hops. `unknown`: it could not be asked, which is no pass. */
export const diagnosisCheckSchema = z.object({
  id: z.enum([
    'permissions',
    'discovery',
    'keys',
    'clock',
    'auditLogs',
    'quota',
  ]),
  outcome: z.enum(['pass', 'fail', 'unknown']),
  message: z.string(),
  /** What repairs it. */
  repair: z.string().optional(),
});
export type DiagnosisCheck = z.infer<typeof diagnosisCheckSchema>;

/** A permission at Google that the role takes. `held` is absent where Google was not asked. */
export const neededPermissionSchema = z.object({
  permission: z.string(),
  actions: z.array(z.enum(actions)),
  held: z.boolean().optional(),
});

/** One walk from a person to Google, hop by hop, and what is around it. */
export const diagnosisSchema = z.object({
  environment: environmentNameSchema,
  actor: z.string(),
  role: z.enum(roles).optional(),
  strategy: z.enum(strategyKinds),
  startedAt: instantSchema,
  correlationId: correlationIdSchema,
  /** `dryRun`: everything that can be said without minting anything is well. */
  outcome: z.enum(['passed', 'failed', 'dryRun']),
  hops: z.array(diagnosedHopSchema),
  checks: z.array(diagnosisCheckSchema),
  permissions: z.array(neededPermissionSchema),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
