import { z } from 'zod';
import { errorCodes } from '../errors';
import { requirementSchema } from './access';

/** Body of every refused or failed answer: a problem document (RFC 9457) with a closed `code`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(errorCodes),
  /** What was wrong, where, and what would be right. */
  detail: z.string(),
  correlationId: z.string(),
  /** Every bad field of an `invalid_request`. */
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional(),
  /** What a `requirement_unmet` still needs. */
  requirements: z.array(requirementSchema).optional(),
  /** The hop at which a handshake broke. */
  hop: z.string().optional(),
  /** Google's own words. */
  google: z
    .object({
      status: z.string(),
      reason: z.string().optional(),
      message: z.string(),
    })
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;
