import {
  Aftermath,
  googlePermissionsForAction,
} from '@backstage-vertex/plugin-vertex-ai-common';
import type { EnvironmentConfig } from '../config';
import type { Scope } from './scopes';

/** What is still out of one environment, for one role. */
export interface OutOf {
  environment: string;
  role: string;
  credentials: number;
  honouredUntilMs: number;
}

type Switches = Aftermath['switches'];

/**
 * What an ending leaves behind: we mint nothing more, and revoke what people have brought along, but Google has no way to take back a
 * federated or a service account's token (cloud.google.com/docs/authentication/token-types). So: how long they live, and what stops them sooner, with the names of the
 * environment filled in.
 */
export function aftermathOf(
  ending: { id: string; scope: Scope },
  {
    environments,
    out,
    revocations,
  }: {
    environments: readonly EnvironmentConfig[];
    out: readonly OutOf[];
    /** What the log says of people's own tokens. */
    revocations: readonly { environment: string; result: string }[];
  },
): Aftermath[] {
  return environments.map(environment => {
    const here = out.filter(
      ({ environment: name }) => name === environment.name,
    );
    const count = (what: string) =>
      revocations.filter(
        ({ environment: name, result }) =>
          name === environment.name && result === what,
      ).length;
    const latestMs = Math.max(
      ...here.map(({ honouredUntilMs }) => honouredUntilMs),
    );
    return {
      environment: environment.name,
      title: environment.title,
      strategy: environment.credentials.strategy,
      credentials: here.reduce((sum, { credentials }) => sum + credentials, 0),
      honouredUntil:
        here.length > 0 ? new Date(latestMs).toISOString() : undefined,
      revoked: count('revoked'),
      notRevoked: count('failed'),
      switches: switchesFor(ending, environment),
    };
  });
}

function switchesFor(
  { id, scope }: { id: string; scope: Scope },
  environment: EnvironmentConfig,
): Switches {
  const provider = providerOf(environment);
  if (!provider) {
    return [];
  }
  const accounts = accountsOf(environment);
  return [
    ...(scope.actor === undefined
      ? [removeBindings(provider, environment, accounts)]
      : [denyPrincipal(provider, environment, { id, actor: scope.actor })]),
    ...accounts.map(account => ({
      id: 'disableServiceAccount' as const,
      command: `gcloud iam service-accounts disable ${quoted(
        account,
      )} --project=${environment.project}`,
    })),
    {
      id: 'disableProvider',
      command: `gcloud iam workload-identity-pools providers update-oidc ${provider.id} --workload-identity-pool=${provider.pool} --location=global --project=${provider.project} --disabled`,
    },
    {
      id: 'disablePool',
      command: `gcloud iam workload-identity-pools update ${provider.pool} --location=global --project=${provider.project} --disabled`,
    },
  ];
}

/** Roles are granted to attributes that many share, so one person is stopped by a denial, which goes before every grant. */
function denyPrincipal(
  { resource }: Provider,
  { project, credentials }: EnvironmentConfig,
  { id, actor }: { id: string; actor: string },
): Switches[number] {
  const permissions =
    credentials.strategy === 'serviceAccountImpersonation'
      ? ['iam.googleapis.com/serviceAccounts.getAccessToken']
      : vertexPermissions();
  const policy = {
    displayName: `Ended in the portal (${id})`,
    rules: [
      {
        denyRule: {
          deniedPrincipals: [
            `principal://iam.googleapis.com/${resource}/subject/${actor}`,
          ],
          deniedPermissions: permissions,
        },
      },
    ],
  };
  return {
    id: 'denyPrincipal',
    command: [
      `gcloud iam policies create backstage-ended-${id} --kind=denypolicies --attachment-point=cloudresourcemanager.googleapis.com/projects/${project} --policy-file=/dev/stdin <<'POLICY'`,
      JSON.stringify(policy, null, 2),
      'POLICY',
    ].join('\n'),
  };
}

/** Deny policies write a permission as service and name (cloud.google.com/iam/docs/deny-permissions-support). */
function vertexPermissions(): string[] {
  return [...new Set(Object.values(googlePermissionsForAction).flat())]
    .filter(permission => permission.startsWith('aiplatform.'))
    .map(permission =>
      permission.replace(/^aiplatform\./, 'aiplatform.googleapis.com/'),
    )
    .sort();
}

function removeBindings(
  { resource }: Provider,
  { name, project, access }: EnvironmentConfig,
  accounts: readonly string[],
): Switches[number] {
  const roles = [...Object.keys(access), 'reconciler'].join(' ');
  const member = `principalSet://iam.googleapis.com/${resource}/attribute.env_role/${name}:`;
  const removals =
    accounts.length > 0
      ? accounts.map(
          account =>
            `  gcloud iam service-accounts remove-iam-policy-binding ${quoted(
              account,
            )} --project=${project} --member="$member" --role=roles/iam.workloadIdentityUser --all --quiet`,
        )
      : [
          `  gcloud projects get-iam-policy ${project} --flatten='bindings[].members' --filter="bindings.members=\\"$member\\"" --format='value(bindings.role)' |`,
          `    while read -r granted; do gcloud projects remove-iam-policy-binding ${project} --member="$member" --role="$granted" --all --quiet; done`,
        ];
  return {
    id: 'removeBinding',
    command: [
      `for role in ${roles}; do`,
      `  member="${member}$role"`,
      ...removals,
      'done',
    ].join('\n'),
  };
}

interface Provider {
  /** Number of the pool's project. */
  project: string;
  pool: string;
  id: string;
  /** Of the pool: `projects/NUMBER/locations/global/workloadIdentityPools/POOL`. */
  resource: string;
}

/** Absent where nothing of ours is federated. */
function providerOf({ credentials }: EnvironmentConfig): Provider | undefined {
  const audience = 'audience' in credentials ? credentials.audience : undefined;
  const found =
    /^\/\/iam\.googleapis\.com\/(projects\/([0-9]+)\/locations\/global\/workloadIdentityPools\/([a-z0-9-]+))\/providers\/([a-z0-9-]+)$/.exec(
      audience ?? '',
    );
  if (!found) {
    return undefined;
  }
  const [, resource, project, pool, id] = found;
  return { resource, project, pool, id };
}

function accountsOf({ credentials }: EnvironmentConfig): string[] {
  return credentials.strategy === 'serviceAccountImpersonation'
    ? [...new Set(Object.values(credentials.serviceAccounts))].sort()
    : [];
}

/** For a shell: whatever a configuration holds, it stays one word. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text)
    ? text
    : `'${text.replace(/'/g, "'\\''")}'`;
}
