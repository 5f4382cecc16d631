import {
  Action,
  actionClasses,
  actions,
  fieldIssues,
  Requirement,
  Role,
  roles,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** A base URL without a trailing slash; plain http is for loopback addresses only. */
const baseUrlSchema = z
  .string()
  .refine(
    isSafeUrl,
    'an https URL, or an http URL of a loopback address, without query and fragment',
  )
  .transform(url => url.replace(/\/+$/, ''));

const entityRefSchema = z
  .string()
  .regex(
    /^(user|group):[a-z0-9-_.]+\/[a-zA-Z0-9-_.]+$/,
    'a full entity ref such as group:default/ml-deployers',
  )
  // Backstage compares refs in lower case; a capital here would never match anybody.
  .transform(ref => ref.toLocaleLowerCase('en-US'));

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

const credentialsSchema = z.discriminatedUnion('strategy', [
  z.strictObject({
    strategy: z.literal('workloadIdentityFederation'),
    audience: audienceSchema,
  }),
  z.strictObject({
    strategy: z.literal('serviceAccountImpersonation'),
    audience: audienceSchema,
    serviceAccounts: z
      .partialRecord(
        z.enum(['default', 'reconciler', ...roles]),
        serviceAccountSchema,
      )
      .refine(
        accounts => Object.keys(accounts).length > 0,
        'name at least one service account',
      ),
    lifetimeSeconds: z.number().int().min(60).max(3600).default(900),
  }),
]);
/** How an environment turns an assertion into a Google credential. */
export type CredentialsConfig = z.infer<typeof credentialsSchema>;

const grantSchema = z
  .strictObject({
    groups: z.array(entityRefSchema).default([]),
    users: z.array(entityRefSchema).default([]),
    services: z.array(z.string().min(1)).default([]),
  })
  .refine(
    grant =>
      grant.groups.length + grant.users.length + grant.services.length > 0,
    'a role names at least one group, user or service',
  );

const requiresSchema = z
  .strictObject({
    stepUp: z
      .strictObject({
        maxAgeSeconds: z.number().int().min(30).max(3600).default(300),
        hardware: z.boolean().default(false),
      })
      .optional(),
    approvals: z
      .strictObject({
        count: z.number().int().min(1).max(10),
        from: z.array(entityRefSchema).min(1),
      })
      .optional(),
  })
  .transform(toRequirements);

const requirableActions = actions.filter(
  action => actionClasses[action] !== 'read',
) as [Action, ...Action[]];

const environmentSchema = z.strictObject({
  title: z.string().min(1).optional(),
  project: z
    .string()
    .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'a Google project id'),
  projectNumber: z
    .string()
    .regex(/^[0-9]+$/, 'the project number as a string of digits'),
  locations: z
    .array(
      z
        .string()
        .regex(/^[a-z]+-[a-z]+[0-9]+$/, 'a location such as europe-west4'),
    )
    .min(1),
  credentials: credentialsSchema,
  access: z.partialRecord(z.enum(roles), grantSchema),
  grantedBy: z.array(z.string().min(1)).default([]),
  requires: z
    .partialRecord(z.enum(requirableActions), requiresSchema)
    .default({}),
});

const schema = z.strictObject({
  issuer: z
    .strictObject({
      url: baseUrlSchema.optional(),
      assertionTtlSeconds: z.number().int().min(60).max(600).default(600),
      keys: z
        .strictObject({
          rotationHours: z.number().min(1).max(8760).default(720),
          publishMinutes: z.number().min(1).max(1440).default(10),
        })
        .refine(
          keys => keys.publishMinutes < keys.rotationHours * 60,
          'publishMinutes must be less than rotationHours, or the next key would be due before its predecessor signs',
        )
        .prefault({}),
    })
    .prefault({}),
  environments: z
    .record(
      z
        .string()
        .max(63)
        .regex(
          /^[a-z0-9]+(-[a-z0-9]+)*$/,
          'lower-case letters, digits and single dashes',
        ),
      environmentSchema,
    )
    .refine(
      environments => Object.keys(environments).length > 0,
      'configure at least one environment',
    ),
  google: z
    .strictObject({
      sts: baseUrlSchema.default('https://sts.googleapis.com'),
      iamCredentials: baseUrlSchema.default(
        'https://iamcredentials.googleapis.com',
      ),
      aiplatform: baseUrlSchema.default(
        'https://{location}-aiplatform.googleapis.com',
      ),
      resourceManager: baseUrlSchema.default(
        'https://cloudresourcemanager.googleapis.com',
      ),
    })
    .prefault({}),
  limits: z
    .strictObject({
      googleTimeoutSeconds: z.number().min(1).max(300).default(30),
      deploymentTimeoutMinutes: z.number().min(10).max(1440).default(120),
      inventoryMaxAgeSeconds: z.number().min(5).max(3600).default(30),
    })
    .prefault({}),
});

export type EnvironmentConfig = Omit<
  z.output<typeof environmentSchema>,
  'title'
> & { name: string; title: string };

export interface VertexAiConfig
  extends Omit<z.output<typeof schema>, 'environments' | 'issuer'> {
  issuer: Required<z.output<typeof schema>['issuer']>;
  environments: ReadonlyMap<string, EnvironmentConfig>;
}

export type GoogleConfig = VertexAiConfig['google'];
export type { Role };

/**
 * Reads and checks the whole of `vertexAi`, once. Nobody else in the plugin reads configuration.
 *
 * @throws InputError that lists every mistake with its path; the plugin then refuses to start.
 */
export function readConfig(root: Config): VertexAiConfig {
  const raw = root.getOptional('vertexAi');
  if (raw === undefined) {
    throw new InputError(
      'vertexAi: missing; configure at least vertexAi.environments',
    );
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    throw new InputError(describe(parsed.error));
  }
  const { environments, issuer, ...rest } = parsed.data;
  return deepFreeze({
    ...rest,
    issuer: { ...issuer, url: issuer.url ?? defaultIssuerUrl(root) },
    environments: new Map(
      Object.entries(environments).map(([name, environment]) => [
        name,
        deepFreeze({
          ...environment,
          name,
          title: environment.title ?? name,
        }),
      ]),
    ),
  });
}

function defaultIssuerUrl(root: Config): string {
  const url = `${root.getString('backend.baseUrl')}/api/vertex-ai/issuer`;
  if (!isSafeUrl(url)) {
    throw new InputError(
      'vertexAi.issuer.url: backend.baseUrl is plain http on a host that is not loopback; Google accepts https issuers only',
    );
  }
  return url;
}

function isSafeUrl(text: string): boolean {
  try {
    const { protocol, hostname, search, hash } = new URL(
      text.replace('{location}', 'l'),
    );
    return (
      search === '' &&
      hash === '' &&
      (protocol === 'https:' ||
        (protocol === 'http:' &&
          ['localhost', '127.0.0.1', '[::1]'].includes(hostname)))
    );
  } catch {
    return false;
  }
}

function toRequirements(requires: {
  stepUp?: { maxAgeSeconds: number; hardware: boolean };
  approvals?: { count: number; from: string[] };
}): Requirement[] {
  return [
    ...(requires.stepUp
      ? [{ kind: 'stepUp' as const, ...requires.stepUp }]
      : []),
    ...(requires.approvals
      ? [{ kind: 'approvals' as const, ...requires.approvals }]
      : []),
  ];
}

function describe(error: z.ZodError): string {
  return fieldIssues('vertexAi', error)
    .map(({ path, message }) => `${path}: ${message}`)
    .join('\n');
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
