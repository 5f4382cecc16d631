import { isAddress, roles } from '@backstage-vertex/plugin-vertex-ai-common';
import { z } from 'zod';

const audienceSchema = z
  .string()
  .regex(
    /^\/\/iam\.googleapis\.com\/projects\/[0-9]+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/,
    'the provider as //iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER',
  );

const serviceAccountSchema = z
  .string()
  .regex(
    /^[^@\s/]+@[^@\s/]+\.gserviceaccount\.com$/,
    'a service account e-mail',
  );

/** Compared to the letter, so a slash at the end counts. */
const issuerSchema = z
  .string()
  .refine(
    isAddress,
    'the issuer as its tokens have it: an https URL, or an http URL of a loopback address, without query and fragment',
  );

const guidSchema = z
  .string()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'an id such as 00000000-0000-0000-0000-000000000000, in lower case',
  );

const claimSchema = z.string().min(1).max(100);

/** Where only people have a token: how services, our own reader among them, come by a credential. */
const servicesSchema = z.strictObject({ audience: audienceSchema });

const personSchema = z.union(
  [
    z.strictObject({ claim: claimSchema, annotation: z.string().min(3) }),
    z.strictObject({ verifiedEmail: z.literal(true) }),
  ],
  {
    error:
      'say which claim equals which annotation of the catalog user ({claim, annotation}), or {verifiedEmail: true}',
  },
);

/** How an environment comes by a Google credential; a kind here is a file in `credentials/strategies`. */
export const credentialsSchema = z.discriminatedUnion('strategy', [
  z.strictObject({
    strategy: z.literal('workloadIdentityFederation'),
    audience: audienceSchema,
  }),
  z.strictObject({
    strategy: z.literal('serviceAccountImpersonation'),
    audience: audienceSchema,
    serviceAccounts: z.partialRecord(
      z.enum(['default', 'reconciler', ...roles]),
      serviceAccountSchema,
    ),
    delegates: z.array(serviceAccountSchema).max(10).default([]),
    lifetimeSeconds: z.number().int().min(60).max(3600).default(900),
  }),
  z.strictObject({
    strategy: z.literal('oidcSubject'),
    audience: audienceSchema,
    issuer: issuerSchema,
    audiences: z.array(z.string().min(1)).min(1),
    authorizedParties: z.array(z.string().min(1)).default([]),
    requiredClaims: z
      .record(
        claimSchema,
        z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
      )
      .default({}),
    person: personSchema,
    subjectClaim: claimSchema.default('sub'),
    services: servicesSchema,
  }),
  z.strictObject({
    strategy: z.literal('azureManagedIdentity'),
    audience: audienceSchema,
    tenant: guidSchema,
    resource: z.string().min(1),
    audiences: z.array(z.string().min(1)).default([]),
    clientId: guidSchema.optional(),
    issuers: z.array(issuerSchema).min(1).optional(),
  }),
  z.strictObject({
    strategy: z.literal('userOAuth'),
    clientIds: z.array(z.string().min(1)).min(1),
    scopes: z
      .array(z.string().min(1))
      .min(1)
      .default(['https://www.googleapis.com/auth/cloud-platform']),
    services: servicesSchema,
  }),
]);
