import { z } from 'zod';

/** A grant in an IAM policy: `members` (principal://…, principalSet://…, serviceAccount:…, user:…) get `role`. */
const binding = z.strictObject({
  role: z.string(),
  members: z.array(z.string()),
});
export type Binding = z.infer<typeof binding>;

/** google.iam.v1.AuditConfig */
const auditConfig = z.strictObject({
  /** For example `sts.googleapis.com`, or `allServices`. */
  service: z.string(),
  auditLogConfigs: z.array(
    z.strictObject({
      logType: z.enum(['ADMIN_READ', 'DATA_READ', 'DATA_WRITE']),
      exemptedMembers: z.array(z.string()).optional(),
    }),
  ),
});
export type AuditConfigSeed = z.infer<typeof auditConfig>;

const project = z.strictObject({
  id: z.string(),
  /** The project number, digits only. */
  number: z.string().regex(/^\d+$/, 'a project number has digits only'),
  bindings: z.array(binding),
  /** Which data access the project logs. Default: none, as at Google. */
  auditConfigs: z.array(auditConfig).optional(),
});
export type ProjectSeed = z.infer<typeof project>;

const serviceAccount = z.strictObject({
  email: z.string(),
  /** 21 digits, the `sub` of its tokens. */
  uniqueId: z.string(),
  /** Id of the project that owns it: `iam.serviceAccounts.actAs` granted there counts too. */
  project: z.string(),
  disabled: z.boolean().optional(),
  /** The organisation allows tokens of up to 12 hours for this account. */
  extendedLifetime: z.boolean().optional(),
  bindings: z.array(binding),
});
export type ServiceAccountSeed = z.infer<typeof serviceAccount>;

const provider = z.strictObject({
  id: z.string(),
  /** A disabled provider refuses exchanges; tokens that were already given out live on. */
  disabled: z.boolean().optional(),
  issuer: z.string(),
  /** Set: exactly these audiences. Unset: the provider's resource name, with or without `https:`. */
  allowedAudiences: z.array(z.string()).optional(),
  /** Uploaded keys, at most 8. Unset: fetched from the issuer's discovery document. */
  jwks: z
    .strictObject({ keys: z.array(z.record(z.string(), z.json())) })
    .optional(),
  /** Attribute to CEL expression over `assertion`. */
  attributeMapping: z.record(z.string(), z.string()),
  /** CEL over `assertion`, `google` and `attribute`. */
  attributeCondition: z.string().optional(),
});
export type WorkloadIdentityProviderSeed = z.infer<typeof provider>;

const pool = z.strictObject({
  name: z
    .string()
    .regex(
      /^projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+$/,
      'a pool is named projects/NUMBER/locations/global/workloadIdentityPools/POOL',
    ),
  /** A disabled pool refuses exchanges and the tokens that were already given out. */
  disabled: z.boolean().optional(),
  providers: z.array(provider),
});
export type WorkloadIdentityPoolSeed = z.infer<typeof pool>;

const modelVersion = z.strictObject({
  aliases: z.array(z.string()),
  description: z.string().optional(),
  artifactUri: z.string().optional(),
  imageUri: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
});
export type ModelVersionSeed = z.infer<typeof modelVersion>;

const place = { id: z.string(), project: z.string(), location: z.string() };

const model = z.strictObject({
  ...place,
  displayName: z.string(),
  description: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  /** In order: the first is version 1. */
  versions: z.array(modelVersion),
});
export type ModelSeed = z.infer<typeof model>;

const deployedModel = z.strictObject({
  id: z.string(),
  modelId: z.string(),
  version: z.string(),
  machineType: z.string().optional(),
  minReplicaCount: z.int().optional(),
  maxReplicaCount: z.int().optional(),
});
export type DeployedModelSeed = z.infer<typeof deployedModel>;

const endpoint = z.strictObject({
  ...place,
  displayName: z.string(),
  labels: z.record(z.string(), z.string()).optional(),
  deployedModels: z.array(deployedModel).optional(),
  trafficSplit: z.record(z.string(), z.int()).optional(),
});
export type EndpointSeed = z.infer<typeof endpoint>;

const quota = z.strictObject({
  /** For example `aiplatform.googleapis.com/custom_model_serving_cpus`. */
  metric: z.string(),
  project: z.string(),
  location: z.string(),
  limit: z.int(),
});
export type QuotaSeed = z.infer<typeof quota>;

/** Requests per minute, project and region. */
const rateLimit = z.strictObject({
  metric: z.string(),
  /** Google's method names that count. */
  methods: z.array(z.string()),
  perMinute: z.int(),
});
export type RateLimitSeed = z.infer<typeof rateLimit>;

const oauthToken = z.strictObject({
  token: z.string(),
  refreshToken: z.string().optional(),
  email: z.string(),
  /** The application that asked for it: `azp`. */
  clientId: z.string(),
  /** The application that it is for: `aud`, where that is another one. */
  audience: z.string().optional(),
  scopes: z.array(z.string()),
  expiresInSeconds: z.number(),
});
export type OAuthTokenSeed = z.infer<typeof oauthToken>;

/** A person with a Google account. */
const account = z.strictObject({
  email: z.string(),
  name: z.string(),
  /** 21 digits, the `sub` of the account's ID tokens. */
  uniqueId: z.string(),
  /** Domain of the Google Workspace organisation that manages the account: the claim `hd`. A private account has none. */
  hostedDomain: z.string().optional(),
  /** Whether Google vouches for the address. Default: yes. */
  emailVerified: z.boolean().optional(),
});
export type AccountSeed = z.infer<typeof account>;

const oauthClient = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  /** Name of the application on the consent page. */
  name: z.string(),
  redirectUris: z.array(z.string()),
  /** `internal`: only accounts of `organization`. `external`: every account. */
  audience: z.enum(['internal', 'external']),
  /** Domain of the organisation that owns an internal client. */
  organization: z.string().optional(),
});
export type OAuthClientSeed = z.infer<typeof oauthClient>;

/** Everything the emulator knows when it starts; what a seed file holds. */
export const emulatorSeed = z.strictObject({
  projects: z.array(project),
  /** Custom roles by full name. */
  roles: z.record(z.string(), z.array(z.string())),
  serviceAccounts: z.array(serviceAccount),
  workloadIdentityPools: z.array(pool),
  models: z.array(model),
  endpoints: z.array(endpoint),
  /** Limits; a metric without an entry is unlimited. */
  quotas: z.array(quota),
  /** Default: none. DOCUMENTED_RATE_LIMITS are Google's. */
  rateLimits: z.array(rateLimit).optional(),
  oauthTokens: z.array(oauthToken),
  /** People who can choose themselves on the page of Google's OAuth 2.0. Default: none. */
  accounts: z.array(account).optional(),
  /** Applications that may send people there. Default: none. */
  oauthClients: z.array(oauthClient).optional(),
  /** `gs://` prefix to the name of a model artefact that the emulator carries (src/prediction/artefacts). */
  artifacts: z.record(z.string(), z.string()),
});
export type EmulatorSeed = z.infer<typeof emulatorSeed>;
