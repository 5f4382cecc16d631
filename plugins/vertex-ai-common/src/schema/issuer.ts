import { z } from 'zod';
import { environmentNameSchema, instantSchema } from './basics';

/**
 * A signing key of the issuer. `next`: published, signs later. `signing`: signs now. `published`: signs no more, but its last
 * assertions may still be read. `withdrawn`: taken out by an emergency rotation. `over`: nothing of it can be valid any more.
 */
export const issuerKeySchema = z.object({
  kid: z.string(),
  generation: z.number().int(),
  state: z.enum(['next', 'signing', 'published', 'withdrawn', 'over']),
  /** Name of what signs: `database`, or a key management service. */
  signer: z.string(),
  createdAt: instantSchema,
  signsFrom: instantSchema,
  withdrawnAt: instantSchema.optional(),
});
export type IssuerKey = z.infer<typeof issuerKeySchema>;

/** A JSON Web Key Set (RFC 7517 §5) with the members that Google takes in an upload; 8 keys at most. */
export const jwksSchema = z.object({
  keys: z
    .array(
      z.strictObject({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        alg: z.literal('ES256'),
        use: z.literal('sig'),
        kid: z.string(),
        x: z.string(),
        y: z.string(),
      }),
    )
    .max(8),
});

export const issuerSchema = z.object({
  url: z.url(),
  /** The newest first. */
  keys: z.array(issuerKeySchema),
  /** When the next key takes over by the configured interval. */
  nextRotationAt: instantSchema,
  /** Ready for an upload, as it is served under `jwks.json`. */
  jwks: jwksSchema,
  /** For providers that cannot read the issuer: how the keys get there. One for each provider that an environment names. */
  uploads: z.array(
    z.object({
      audience: z.string(),
      environments: z.array(environmentNameSchema),
      /** In a shell, with `jwks.json` in the working directory. */
      command: z.string(),
    }),
  ),
  /** Whether the caller may replace the keys. */
  mayRotate: z.boolean(),
});
export type IssuerView = z.infer<typeof issuerSchema>;

/** Replaces every key at once. */
export const issuerRotationSchema = z.strictObject({
  /** For the log: what is suspected, and by whom. */
  reason: z.string().trim().min(10).max(500),
});
export type IssuerRotation = z.infer<typeof issuerRotationSchema>;
