import {
  CHECK_PERMISSIONS,
  DEPLOY_PERMISSIONS,
  PREDICT_PERMISSIONS,
  READ_PERMISSIONS,
} from '../iam/roles';
import { demoAccounts, demoOAuthClients, sandboxGrants } from './demoAccounts';
import {
  AuditConfigSeed,
  Binding,
  EmulatorSeed,
  ModelSeed,
  ProjectSeed,
  ServiceAccountSeed,
} from './EmulatorSeed';

const POOL =
  'projects/100000000000/locations/global/workloadIdentityPools/backstage';
const LOCATION = 'europe-west4';
const TENSORFLOW_IMAGE =
  'us-docker.pkg.dev/vertex-ai/prediction/tf2-cpu.2-15:latest';
const SKLEARN_IMAGE =
  'us-docker.pkg.dev/vertex-ai/prediction/sklearn-cpu.1-3:latest';

const READER = 'organizations/1/roles/vertexReader';
const PREDICTOR = 'organizations/1/roles/vertexPredictor';
const DEPLOYER = 'organizations/1/roles/vertexDeployer';

/** Projects with models. */
const PROJECTS = ['ml-dev', 'ml-staging', 'ml-prod', 'ml-sandbox'];

/** What the portal's own identity reads besides, to say what is wrong. */
const CHECKER = 'organizations/1/roles/vertexChecker';

/** Role in the portal to role at Google. */
const ROLE_AT_GOOGLE: Record<string, string> = {
  viewer: READER,
  reconciler: READER,
  approver: READER,
  auditor: READER,
  predictor: PREDICTOR,
  deployer: DEPLOYER,
  admin: DEPLOYER,
};

const STAGING_READER =
  'serviceAccount:vertex-reader@ml-staging.iam.gserviceaccount.com';

export interface DemoSeedOverrides {
  /** Issuer of the portal's assertions. Default: the demo backend on port 7007. */
  issuer?: string;
  /** Uploaded keys instead of the issuer's discovery document. */
  jwks?: object;
}

/** The world of the demo: three environments and a sandbox, one identity pool, a TensorFlow model, a live endpoint. */
export function demoSeed(overrides: DemoSeedOverrides = {}): EmulatorSeed {
  return {
    projects: demoProjects(),
    roles: {
      [READER]: READ_PERMISSIONS,
      [CHECKER]: CHECK_PERMISSIONS,
      [PREDICTOR]: [...READ_PERMISSIONS, ...PREDICT_PERMISSIONS],
      [DEPLOYER]: [
        ...READ_PERMISSIONS,
        ...PREDICT_PERMISSIONS,
        ...DEPLOY_PERMISSIONS,
      ],
    },
    serviceAccounts: [...stagingAccounts(), ...servingAccounts()],
    workloadIdentityPools: [
      {
        name: POOL,
        providers: [
          {
            id: 'portal',
            issuer:
              overrides.issuer ?? 'http://localhost:7007/api/vertex-ai/issuer',
            jwks: overrides.jwks as { keys: [] } | undefined,
            attributeMapping: {
              'google.subject': 'assertion.sub',
              'google.groups': 'assertion.groups',
              'attribute.environment': 'assertion.environment',
              'attribute.env_role': 'assertion.env_role',
            },
            attributeCondition:
              "assertion.environment in ['dev','staging','prod','sandbox']",
          },
        ],
      },
    ],
    models: demoModels(),
    endpoints: [
      {
        id: '4001',
        project: 'ml-dev',
        location: LOCATION,
        displayName: 'fraud-live',
        labels: { 'backstage-owner': 'fraud-ml', system: 'payments' },
        deployedModels: [{ id: '9001', modelId: '7001', version: '1' }],
        trafficSplit: { '9001': 100 },
      },
    ],
    quotas: demoQuotas(),
    oauthTokens: [],
    accounts: demoAccounts,
    oauthClients: demoOAuthClients,
    artifacts: {
      'gs://backstage-vertex-demo/fraud-score/1': 'fraud-score-v1',
      'gs://backstage-vertex-demo/fraud-score/2': 'fraud-score-v2',
    },
  };
}

function envRole(environment: string, role: string): string {
  return `principalSet://iam.googleapis.com/${POOL}/attribute.env_role/${environment}:${role}`;
}

function demoProjects(): ProjectSeed[] {
  const environments = ['dev', 'staging', 'prod'];
  return [
    {
      id: 'ml-identity',
      number: '100000000000',
      bindings: [
        {
          role: CHECKER,
          members: [
            ...['dev', 'prod'].map(name => envRole(name, 'reconciler')),
            STAGING_READER,
          ],
        },
      ],
      auditConfigs: logged('sts.googleapis.com', 'iam.googleapis.com'),
    },
    ...environments.map((environment, index) => ({
      id: `ml-${environment}`,
      number: `10000000000${index + 1}`,
      bindings: [
        ...Object.entries(ROLE_AT_GOOGLE).map(([role, atGoogle]) => ({
          role: atGoogle,
          members: [envRole(environment, role)],
        })),
        ...(environment === 'staging' ? stagingAccountGrants() : []),
        { role: CHECKER, members: [envRole(environment, 'reconciler')] },
      ],
      auditConfigs: logged('aiplatform.googleapis.com', 'iam.googleapis.com'),
    })),
    {
      id: 'ml-sandbox',
      number: '100000000004',
      bindings: [
        ...sandboxGrants({ deployer: DEPLOYER, reader: READER }),
        // The portal itself, which reads what it lists, and services have no Google account.
        {
          role: READER,
          members: ['reconciler', 'viewer'].map(role =>
            envRole('sandbox', role),
          ),
        },
      ],
    },
  ];
}

function logged(...services: string[]): AuditConfigSeed[] {
  return services.map(service => ({
    service,
    auditLogConfigs: [
      { logType: 'ADMIN_READ' },
      { logType: 'DATA_READ' },
      { logType: 'DATA_WRITE' },
    ],
  }));
}

function stagingAccountGrants(): Binding[] {
  const account = (name: string) =>
    `serviceAccount:${name}@ml-staging.iam.gserviceaccount.com`;
  return [
    { role: DEPLOYER, members: [account('vertex-deployer')] },
    { role: PREDICTOR, members: [account('vertex-reader')] },
    { role: CHECKER, members: [STAGING_READER] },
  ];
}

function stagingAccounts(): ServiceAccountSeed[] {
  const writers = ['deployer', 'admin'];
  const readers = Object.keys(ROLE_AT_GOOGLE).filter(
    role => !writers.includes(role),
  );
  const account = (name: string, uniqueId: string, roles: string[]) => ({
    email: `${name}@ml-staging.iam.gserviceaccount.com`,
    uniqueId,
    project: 'ml-staging',
    bindings: [
      {
        role: 'roles/iam.workloadIdentityUser',
        members: roles.map(role => envRole('staging', role)),
      },
    ],
  });
  return [
    account('vertex-deployer', '100000000000000000021', writers),
    account('vertex-reader', '100000000000000000022', readers),
  ];
}

/** Accounts that model servers run as; whoever may deploy in the project may act as them. */
function servingAccounts(): ServiceAccountSeed[] {
  return PROJECTS.map((project, index) => ({
    email: `model-server@${project}.iam.gserviceaccount.com`,
    uniqueId: `10000000000000000003${index + 1}`,
    project,
    bindings: [],
  }));
}

function demoModels(): ModelSeed[] {
  const fraudScore = (project: string): ModelSeed => ({
    id: '7001',
    project,
    location: LOCATION,
    displayName: 'fraud-score',
    description: 'Probability that a card payment is fraud',
    labels: { 'backstage-owner': 'fraud-ml', system: 'payments' },
    versions: [
      {
        aliases: ['champion'],
        description: 'First release, six features',
        artifactUri: 'gs://backstage-vertex-demo/fraud-score/1',
        imageUri: TENSORFLOW_IMAGE,
      },
      {
        aliases: ['default'],
        description: 'Wider network, trained on more payments',
        artifactUri: 'gs://backstage-vertex-demo/fraud-score/2',
        imageUri: TENSORFLOW_IMAGE,
      },
    ],
  });
  return [
    ...PROJECTS.map(fraudScore),
    {
      id: '7002',
      project: 'ml-dev',
      location: LOCATION,
      displayName: 'churn',
      labels: { 'backstage-owner': 'fraud-ml' },
      versions: [
        {
          aliases: ['default'],
          artifactUri: 'gs://backstage-vertex-demo/churn/1',
          imageUri: SKLEARN_IMAGE,
        },
      ],
    },
    {
      id: '7003',
      project: 'ml-dev',
      location: LOCATION,
      displayName:
        'Préis-Prognose (größe XL) – a very long display name that no catalog entity name can hold as it is, with / and : in it',
      versions: [
        {
          aliases: ['default'],
          artifactUri: 'gs://backstage-vertex-demo/price/1',
          imageUri: SKLEARN_IMAGE,
        },
      ],
    },
  ];
}

function demoQuotas() {
  return PROJECTS.flatMap(project =>
    [LOCATION, 'us-central1'].flatMap(location => [
      {
        metric: 'aiplatform.googleapis.com/custom_model_serving_cpus',
        project,
        location,
        limit: 200,
      },
      {
        metric: 'aiplatform.googleapis.com/custom_model_serving_nvidia_t4_gpus',
        project,
        location,
        limit: 4,
      },
      {
        metric:
          'aiplatform.googleapis.com/custom_model_serving_nvidia_a100_gpus',
        project,
        location,
        limit: 0,
      },
    ]),
  );
}
