import { JsonObject } from '../core/json';

/** A grant in an IAM policy: `members` (principal://…, principalSet://…, serviceAccount:…, user:…) get `role`. */
export interface Binding {
  role: string;
  members: string[];
}

export interface ProjectSeed {
  id: string;
  /** The project number, digits only. */
  number: string;
  bindings: Binding[];
}

export interface ServiceAccountSeed {
  email: string;
  /** 21 digits, the `sub` of its tokens. */
  uniqueId: string;
  /** Id of the project that owns it: `iam.serviceAccounts.actAs` granted there counts too. */
  project: string;
  disabled?: boolean;
  /** The organisation allows tokens of up to 12 hours for this account. */
  extendedLifetime?: boolean;
  bindings: Binding[];
}

export interface WorkloadIdentityPoolSeed {
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL` */
  name: string;
  /** A disabled pool refuses exchanges and the tokens that were already given out. */
  disabled?: boolean;
  providers: WorkloadIdentityProviderSeed[];
}

export interface WorkloadIdentityProviderSeed {
  id: string;
  /** A disabled provider refuses exchanges; tokens that were already given out live on. */
  disabled?: boolean;
  issuer: string;
  /** Set: exactly these audiences. Unset: the provider's resource name, with or without `https:`. */
  allowedAudiences?: string[];
  /** Uploaded keys, at most 8. Unset: fetched from the issuer's discovery document. */
  jwks?: { keys: JsonObject[] };
  /** Attribute to CEL expression over `assertion`. */
  attributeMapping: Record<string, string>;
  /** CEL over `assertion`, `google` and `attribute`. */
  attributeCondition?: string;
}

export interface ModelVersionSeed {
  aliases: string[];
  description?: string;
  artifactUri?: string;
  imageUri?: string;
  labels?: Record<string, string>;
}

export interface ModelSeed {
  id: string;
  project: string;
  location: string;
  displayName: string;
  description?: string;
  labels?: Record<string, string>;
  /** In order: the first is version 1. */
  versions: ModelVersionSeed[];
}

export interface DeployedModelSeed {
  id: string;
  modelId: string;
  version: string;
  machineType?: string;
  minReplicaCount?: number;
  maxReplicaCount?: number;
}

export interface EndpointSeed {
  id: string;
  project: string;
  location: string;
  displayName: string;
  labels?: Record<string, string>;
  deployedModels?: DeployedModelSeed[];
  trafficSplit?: Record<string, number>;
}

export interface QuotaSeed {
  /** For example `aiplatform.googleapis.com/custom_model_serving_cpus`. */
  metric: string;
  project: string;
  location: string;
  limit: number;
}

/** Requests per minute, project and region. */
export interface RateLimitSeed {
  metric: string;
  /** Google's method names that count. */
  methods: string[];
  perMinute: number;
}

export interface OAuthTokenSeed {
  token: string;
  refreshToken?: string;
  email: string;
  clientId: string;
  scopes: string[];
  expiresInSeconds: number;
}

/** Everything the emulator knows when it starts. */
export interface EmulatorSeed {
  projects: ProjectSeed[];
  /** Custom roles by full name. */
  roles: Record<string, string[]>;
  serviceAccounts: ServiceAccountSeed[];
  workloadIdentityPools: WorkloadIdentityPoolSeed[];
  models: ModelSeed[];
  endpoints: EndpointSeed[];
  /** Limits; a metric without an entry is unlimited. */
  quotas: QuotaSeed[];
  /** Default: none. DOCUMENTED_RATE_LIMITS are Google's. */
  rateLimits?: RateLimitSeed[];
  oauthTokens: OAuthTokenSeed[];
  /** `gs://` prefix to the name of a model artefact that the emulator carries (src/prediction/artefacts). */
  artifacts: Record<string, string>;
}
