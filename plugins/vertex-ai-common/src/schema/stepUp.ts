import { z } from 'zod';
import {
  environmentNameSchema,
  instantSchema,
  locationSchema,
  pageOf,
  resourceIdSchema,
  textSchema,
} from './basics';
import { deploymentRequestSchema } from './deployment';
import { checkoutRequestSchema } from './lease';
import { aliasChangeSchema, modelUploadSchema } from './model';

/** Bytes in base64url without padding (RFC 4648 §5), as WebAuthn's JSON forms carry them. */
const bytesSchema = (maxBytes: number) =>
  z
    .string()
    .max(Math.ceil((maxBytes * 4) / 3))
    .regex(/^[A-Za-z0-9_-]+$/, 'base64url without padding');

/** At most 1,023 bytes (WebAuthn §4, credential ID). */
const credentialIdSchema = bytesSchema(1_023);

const idSchema = (what: string) =>
  z.string().regex(/^[a-z0-9]{26}$/, `${what} id: 26 letters and digits`);

/** What a person calls a key. */
export const securityKeyNameSchema = textSchema(64)
  .trim()
  .min(1, 'give the key a name')
  .regex(/^[^\r\n\t]*$/, 'one line');

/**
 * What shall be signed, as its kind names it. The server makes the intent of it: nobody signs a text that the browser has written.
 */
export const stepUpSubjectSchema = z.discriminatedUnion('kind', [
  /** A request to `POST /deployments`, or what takes the place of one that waits for approval. */
  z.strictObject({
    kind: z.literal('deployment'),
    request: deploymentRequestSchema,
  }),
  /** A request to upload a model. */
  z.strictObject({
    kind: z.literal('modelUpload'),
    environment: environmentNameSchema,
    location: locationSchema,
    upload: modelUploadSchema,
  }),
  /** A request to change the aliases of a model. */
  z.strictObject({
    kind: z.literal('modelAliases'),
    environment: environmentNameSchema,
    location: locationSchema,
    model: resourceIdSchema,
    change: aliasChangeSchema,
  }),
  /** A credential to be taken out of the portal. */
  z.strictObject({
    kind: z.literal('checkout'),
    environment: environmentNameSchema,
    request: checkoutRequestSchema,
  }),
  /** A request to `POST /deployments/break-glass`. */
  z.strictObject({
    kind: z.literal('breakGlass'),
    request: deploymentRequestSchema,
  }),
  /** A vote on a request of somebody else. */
  z.strictObject({
    kind: z.literal('vote'),
    deployment: idSchema('a deployment'),
    intentDigest: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex'),
    verdict: z.enum(['approve', 'reject', 'withdraw']),
    reason: textSchema(1000).trim().min(1).optional(),
  }),
  /** Another key of one's own: a key that is known already vouches for exactly this new one. */
  z.strictObject({
    kind: z.literal('registerKey'),
    registration: idSchema('a registration'),
    credentialId: credentialIdSchema,
    name: securityKeyNameSchema,
  }),
  /** The removal of one's own last key. */
  z.strictObject({
    kind: z.literal('removeKey'),
    key: idSchema('a security key'),
  }),
  /** The agreement to remove another person's lost keys. */
  z.strictObject({
    kind: z.literal('resetKeys'),
    reset: idSchema('a reset'),
  }),
]);
export type StepUpSubject = z.infer<typeof stepUpSubjectSchema>;
/** The same before defaults are filled in, as a client writes it. */
export type StepUpSubjectInput = z.input<typeof stepUpSubjectSchema>;

export const stepUpChallengeRequestSchema = z.strictObject({
  subject: stepUpSubjectSchema,
});

const descriptorSchema = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
});

/** WebAuthn's `PublicKeyCredentialRequestOptionsJSON`, as far as it is used. */
const requestOptionsSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(descriptorSchema),
});

/** To be signed within its time, once, by the person who asked. */
export const stepUpChallengeSchema = z.object({
  challengeId: z.string(),
  /** Canonical JSON (RFC 8785) of what is signed, and its SHA-256 in hex. */
  intent: z.string(),
  intentDigest: z.string(),
  options: requestOptionsSchema,
  expiresAt: instantSchema,
});
export type StepUpChallenge = z.infer<typeof stepUpChallengeSchema>;

/** What browsers add and nobody here reads. */
const extensionsSchema = z.record(z.string(), z.json()).default({});

/** WebAuthn's `AuthenticationResponseJSON`. */
export const assertionResponseSchema = z.object({
  id: credentialIdSchema,
  rawId: credentialIdSchema,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(32).optional(),
  clientExtensionResults: extensionsSchema,
  response: z.object({
    clientDataJSON: bytesSchema(4_096),
    authenticatorData: bytesSchema(4_096),
    signature: bytesSchema(1_024),
    userHandle: bytesSchema(64).nullish(),
  }),
});

export const stepUpAnswerRequestSchema = z.strictObject({
  response: assertionResponseSchema,
});
export type AssertionResponse = z.output<typeof assertionResponseSchema>;

/** Names the signature to the request that it was made for: the value of the header `x-vertex-ai-step-up`. */
export const stepUpGrantSchema = z.object({
  grant: z.string(),
  expiresAt: instantSchema,
  signedAt: instantSchema,
  /** Whether the key cannot leave its device. */
  deviceBound: z.boolean(),
});
export type StepUpGrant = z.infer<typeof stepUpGrantSchema>;

/** One key of a person. */
export const securityKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Model of the authenticator (FIDO AAGUID); all noughts where it does not tell. */
  aaguid: z.string(),
  /** Whether the key proved its model by a certificate that this portal trusts. */
  attested: z.boolean(),
  /** Whether it cannot leave its device; otherwise a cloud may copy it. */
  deviceBound: z.boolean(),
  backedUp: z.boolean(),
  transports: z.array(z.string()),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.optional(),
  /** Set when the key can sign nothing any more, because its counter went back: there may be a copy of it. */
  lockedAt: instantSchema.optional(),
});
export type SecurityKey = z.infer<typeof securityKeySchema>;

export const securityKeyListSchema = z.object({
  items: z.array(securityKeySchema),
  /** Whether another key needs the signature of one that is here. */
  stepUpToAdd: z.boolean(),
  /** Whether the caller may ask for the removal of another person's keys. */
  administrator: z.boolean(),
});
export type SecurityKeyList = z.infer<typeof securityKeyListSchema>;

/** WebAuthn's `PublicKeyCredentialCreationOptionsJSON`, as far as it is used. */
const creationOptionsSchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(
    z.object({ alg: z.number().int(), type: z.literal('public-key') }),
  ),
  timeout: z.number(),
  attestation: z.enum(['none', 'direct']),
  excludeCredentials: z.array(descriptorSchema),
  authenticatorSelection: z.object({
    residentKey: z.literal('preferred'),
    requireResidentKey: z.boolean(),
    userVerification: z.literal('required'),
  }),
});

export const keyRegistrationSchema = z.object({
  registration: z.string(),
  options: creationOptionsSchema,
  expiresAt: instantSchema,
  /** Whether the answer needs the signature of a key that is known already. */
  stepUp: z.boolean(),
});
export type KeyRegistration = z.infer<typeof keyRegistrationSchema>;

/** WebAuthn's `RegistrationResponseJSON`. */
export const attestationResponseSchema = z.object({
  id: credentialIdSchema,
  rawId: credentialIdSchema,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(32).optional(),
  clientExtensionResults: extensionsSchema,
  response: z.object({
    clientDataJSON: bytesSchema(4_096),
    attestationObject: bytesSchema(32_768),
    transports: z.array(z.string().max(32)).max(10).optional(),
  }),
});
export type AttestationResponse = z.output<typeof attestationResponseSchema>;

export const keyRegistrationAnswerSchema = z.strictObject({
  name: securityKeyNameSchema,
  response: attestationResponseSchema,
});

export const securityKeyRenameSchema = z.strictObject({
  name: securityKeyNameSchema,
});

/** One signature with everything that is needed to verify it without us. See docs/step-up.md. */
export const stepUpEvidenceSchema = z.object({
  format: z.literal('backstage-vertex-ai/step-up-evidence'),
  version: z.literal(1),
  id: z.string(),
  /** Who signed: the entity ref that the key was registered to. */
  actor: z.string(),
  environment: environmentNameSchema.optional(),
  action: z.string().optional(),
  correlationId: z.string(),
  /** What was signed: canonical JSON (RFC 8785), and its SHA-256 in hex. */
  intent: z.string(),
  intentDigest: z.string(),
  /** 32 random bytes; with the intent's digest they make the challenge. */
  nonce: z.string(),
  clientDataJSON: z.string(),
  authenticatorData: z.string(),
  signature: z.string(),
  /** The same key twice: as the authenticator gave it (COSE, RFC 9052) and as a JSON Web Key. */
  publicKey: z.object({
    cose: z.string(),
    jwk: z.record(z.string(), z.string()),
  }),
  credentialId: z.string(),
  keyId: z.string(),
  aaguid: z.string(),
  attested: z.boolean(),
  rpId: z.string(),
  origin: z.string(),
  flags: z.object({
    userPresent: z.boolean(),
    userVerified: z.boolean(),
    backupEligible: z.boolean(),
    backedUp: z.boolean(),
  }),
  counter: z.number().int(),
  signedAt: instantSchema,
  /** SHA-256 in hex of the canonical JSON of all the rest; the audit entry of the signature names it too. */
  digest: z.string(),
});
export type StepUpEvidence = z.infer<typeof stepUpEvidenceSchema>;

export const keyResetStatuses = [
  'open',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const;

/** A request to remove somebody's lost keys. */
export const keyResetSchema = z.object({
  id: z.string(),
  /** Whose keys. */
  person: z.string(),
  requestedBy: z.string(),
  reason: z.string(),
  status: z.enum(keyResetStatuses),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  decidedBy: z.string().optional(),
  decidedAt: instantSchema.optional(),
  decisionReason: z.string().optional(),
  /** How many keys the person has now, or had when they were removed. */
  keys: z.number().int(),
});
export type KeyReset = z.infer<typeof keyResetSchema>;

export const keyResetPageSchema = pageOf(keyResetSchema);

export const keyResetRequestSchema = z.strictObject({
  /** Entity ref of a user. */
  person: z
    .string()
    .max(255)
    .regex(
      /^user:[a-z0-9-_.]+\/[a-z0-9-_.]+$/,
      'a full entity ref such as user:default/dana.deployer',
    ),
  reason: textSchema(1000).trim().min(1, 'say why'),
});

export const keyResetDecisionSchema = z.strictObject({
  decision: z.enum(['approve', 'reject', 'withdraw']),
  reason: textSchema(1000).trim().optional(),
});
