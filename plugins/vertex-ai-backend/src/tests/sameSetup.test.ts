import { resolve } from 'node:path';
import { parse } from 'yaml';
import { FakeGcloud } from '../__testUtils__/FakeGcloud';
import { hasTerraform, terraformWorld } from '../__testUtils__/terraformWorld';

// Only ever run from the sources of this repository.
// eslint-disable-next-line no-restricted-syntax
const SCRIPT = resolve(__dirname, '../../../../deploy/gcloud/setup.sh');
const ISSUER = 'https://portal.example.com/api/vertex-ai/issuer';
const NUMBERS = {
  'ml-identity': '100000000000',
  'ml-dev': '100000000001',
  'ml-staging': '100000000002',
  'ml-prod': '100000000003',
};

const describeWithTerraform = hasTerraform ? describe : describe.skip;
if (!hasTerraform) {
  process.stderr.write(
    'No terraform here: its module is not compared with the script.\n',
  );
}

type Flags = Record<string, string>;

const sorted = <T>(values: T[]) =>
  [...values].sort((one, other) =>
    JSON.stringify(one).localeCompare(JSON.stringify(other)),
  );
/** A list in a condition has no order. */
const withoutOrder = (condition: string) =>
  condition.replace(
    /\[([^\]]*)\]/g,
    (_, list: string) => `[${list.split(', ').sort().join(', ')}]`,
  );

/** What the script makes, in words that fit both. */
async function madeByScript(args: readonly string[]) {
  const gcloud = new FakeGcloud({ numbers: NUMBERS });
  await gcloud.run(SCRIPT, args);
  const { things, bindings, policies } = gcloud.world;
  gcloud.remove();
  const of = <T>(kind: string, shape: (id: string, flags: Flags) => T): T[] =>
    Object.entries(things)
      .filter(([key]) => key.startsWith(`${kind} `))
      .map(([key, flags]) => shape(key.slice(kind.length + 1), flags));
  return {
    pools: of('pool', (id, { project }) => ({ id, project })),
    providers: of('provider', (id, flags) => ({
      id,
      pool: flags['workload-identity-pool'],
      issuer: flags['issuer-uri'],
      mapping: Object.fromEntries(
        flags['attribute-mapping'].split(',').map(pair => pair.split('=')),
      ),
      condition: withoutOrder(flags['attribute-condition']),
    })),
    roles: sorted(
      of('role', (id, { title, permissions }) => ({
        id: `projects/${id.replace('/', '/roles/')}`,
        title,
        permissions: permissions.split(',').sort(),
      })),
    ),
    accounts: sorted(
      of('account', (email, flags) => ({
        email,
        title: flags['display-name'],
      })),
    ),
    bindings: sorted(bindings),
    logs: sorted(
      Object.entries(policies).flatMap(([project, policy]) =>
        (parse(policy).auditConfigs ?? []).map(
          (config: {
            service: string;
            auditLogConfigs: { logType: string }[];
          }) => ({
            project,
            service: config.service,
            types: config.auditLogConfigs.map(({ logType }) => logType),
          }),
        ),
      ),
    ),
  };
}

/** What the module makes, in the same words. */
function madeByTerraform(variables: object) {
  const world = terraformWorld(variables as never);
  const one = (name: string) => world[`google_${name}`] as Record<string, any>;
  const all = (name: string) => Object.values(one(name));
  const pool = one('iam_workload_identity_pool_portal');
  const provider = one('iam_workload_identity_pool_provider_portal');
  return {
    pools: [{ id: pool.workload_identity_pool_id, project: pool.project }],
    providers: [
      {
        id: provider.workload_identity_pool_provider_id,
        pool: provider.workload_identity_pool_id,
        issuer: provider.oidc.issuer_uri,
        mapping: provider.attribute_mapping,
        condition: withoutOrder(provider.attribute_condition),
      },
    ],
    roles: sorted(
      [
        ...all('project_iam_custom_role_portal'),
        one('project_iam_custom_role_identity'),
      ].map(({ name, title, permissions }) => ({
        id: name,
        title,
        permissions: [...permissions].sort(),
      })),
    ),
    accounts: sorted(
      all('service_account_portal').map(account => ({
        email: account.email,
        title: account.display_name,
      })),
    ),
    bindings: sorted([
      ...[
        ...all('project_iam_member_portal'),
        ...all('project_iam_member_identity'),
      ].map(({ project: on, role, member }) => ({ on, role, member })),
      ...all('service_account_iam_member_portal').map(
        ({ service_account_id: account, role, member }) => ({
          on: account.replace(/^.*\//, ''),
          role,
          member,
        }),
      ),
    ]),
    logs: sorted(
      all('project_iam_audit_config_portal').map(config => ({
        project: config.project,
        service: config.service,
        types: config.audit_log_config.map(
          ({ log_type: type }: { log_type: string }) => type,
        ),
      })),
    ),
  };
}

const flagsOf = (environments: readonly string[]) => [
  '--identity-project',
  'ml-identity',
  '--issuer',
  ISSUER,
  ...environments.flatMap(environment => ['--environment', environment]),
];
const variablesOf = (environments: object) => ({
  identity_project: 'ml-identity',
  issuer: ISSUER,
  environments,
});

describeWithTerraform('the script and the Terraform module', () => {
  it.each<[string, string[], object]>([
    [
      'three environments of each kind',
      [
        'dev=ml-dev',
        'staging=ml-staging:impersonate',
        'prod=ml-prod:impersonate:step-up',
      ],
      {
        dev: { project: 'ml-dev' },
        staging: { project: 'ml-staging', impersonate: true },
        prod: { project: 'ml-prod', impersonate: true, step_up: true },
      },
    ],
    ['one', ['dev=ml-dev'], { dev: { project: 'ml-dev' } }],
    [
      'a project that two share, one of which demands a signature',
      ['lab=ml-dev', 'dev=ml-dev:step-up'],
      {
        lab: { project: 'ml-dev' },
        dev: { project: 'ml-dev', step_up: true },
      },
    ],
  ])(
    'set up the same pool, provider, mapping, condition, roles, bindings and logs for %s',
    async (_, environments, variables) => {
      const script = await madeByScript(flagsOf(environments));
      expect(madeByTerraform(variablesOf(variables))).toEqual(script);
      // And both set up something.
      expect(script.roles.length).toBeGreaterThan(8);
      expect(script.bindings.length).toBeGreaterThan(8);
      expect(script.logs.length).toBeGreaterThan(3);
    },
  );
});
